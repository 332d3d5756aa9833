package coop.fairpass.bank;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads pain.002 by local names, so that its version does not matter. */
final class PaymentStatusReader {

    private final XmlCursor xml;

    private String messageId = "";
    private Optional<Instant> createdAt = Optional.empty();
    private String originalMessageId = "";
    private String originalMessageName = "";
    private ReportedStatus group = ReportedStatus.NONE;
    private final List<PaymentBlockStatus> blocks = new ArrayList<>();
    private final List<TransferStatus> outsideBlocks = new ArrayList<>();

    PaymentStatusReader(XmlCursor xml) {
        this.xml = xml;
    }

    PaymentStatusReport read() {
        if (!BankMessage.find(xml, PaymentStatusReader::isReport, this::message)) {
            throw new UnreadableFile(FileProblem.MESSAGE_UNKNOWN, 1);
        }
        if (!outsideBlocks.isEmpty()) {
            blocks.add(new PaymentBlockStatus("", ReportedStatus.NONE, outsideBlocks));
        }
        return new PaymentStatusReport(messageId, createdAt, originalMessageId, originalMessageName, group, blocks);
    }

    /** {@code CstmrPmtStsRpt}, and {@code pain.002.001.02} before it. */
    private static boolean isReport(String name) {
        return name.equals("CstmrPmtStsRpt") || name.startsWith("pain.002.");
    }

    private void message() {
        xml.children(name -> {
            switch (name) {
                case "GrpHdr" -> header();
                case "OrgnlGrpInfAndSts" -> group();
                case "OrgnlPmtInfAndSts" -> block();
                case "TxInfAndSts" -> xml.keep(outsideBlocks, transfer());
                default -> {}
            }
        });
    }

    private void header() {
        xml.children(name -> {
            switch (name) {
                case "MsgId" -> messageId = xml.text();
                case "CreDtTm" -> createdAt = instant(xml.text());
                default -> {}
            }
        });
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private void group() {
        var status = new Status();
        xml.children(name -> {
            switch (name) {
                case "OrgnlMsgId" -> originalMessageId = xml.text();
                case "OrgnlMsgNmId" -> originalMessageName = xml.text();
                case "GrpSts" -> status.code = xml.someText();
                case "StsRsnInf" -> status.reason();
                default -> {}
            }
        });
        group = status.read();
    }

    private void block() {
        var status = new Status();
        var transfers = new ArrayList<TransferStatus>();
        xml.children(name -> {
            switch (name) {
                case "OrgnlPmtInfId" -> status.id = xml.someText();
                case "PmtInfSts" -> status.code = xml.someText();
                case "StsRsnInf" -> status.reason();
                case "TxInfAndSts" -> xml.keep(transfers, transfer());
                default -> {}
            }
        });
        xml.keep(blocks, new PaymentBlockStatus(status.id.orElse(""), status.read(), transfers));
    }

    private TransferStatus transfer() {
        var status = new Status();
        xml.children(name -> {
            switch (name) {
                case "OrgnlInstrId" -> status.instructionId = xml.someText();
                case "OrgnlEndToEndId" -> status.id = xml.someText();
                case "TxSts" -> status.code = xml.someText();
                case "StsRsnInf" -> status.reason();
                default -> {}
            }
        });
        return new TransferStatus(status.instructionId, status.id, status.read());
    }

    /** Gathers a status while its elements pass. */
    private final class Status {
        private Optional<String> id = Optional.empty();
        private Optional<String> instructionId = Optional.empty();
        private Optional<String> code = Optional.empty();
        private final List<String> reasons = new ArrayList<>();
        private final List<String> texts = new ArrayList<>();

        private void reason() {
            xml.children(name -> {
                switch (name) {
                    // the code, or the bank's own, whichever it holds
                    case "Rsn", "StsRsn" -> xml.someText().ifPresent(reason -> xml.keep(reasons, reason));
                    case "AddtlInf", "AddtlStsRsnInf" -> xml.someText().ifPresent(text -> xml.keep(texts, text));
                    default -> {}
                }
            });
        }

        private ReportedStatus read() {
            return new ReportedStatus(code, reasons, texts);
        }
    }
}
