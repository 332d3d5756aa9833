package coop.fairpass.bank;

import coop.fairpass.directory.Iban;
import coop.fairpass.money.Money;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A payment file as a bank receives it: what the simulated bank of the demonstration executes. */
record ReceivedPayments(
        String messageId,
        String messageName,
        String paymentInformationId,
        boolean batchBooking,
        LocalDate executionOn,
        Iban debtor,
        List<Payment> payments) {

    /** One transfer asked for. */
    record Payment(
            String instructionId, String endToEndId, Money amount, String creditor, Iban creditorIban, String text) {}

    /** Reads a file of either version, which its beginning says. */
    static ReceivedPayments read(byte[] content) {
        var start = new String(content, 0, Math.min(content.length, START), StandardCharsets.ISO_8859_1);
        var version = start.contains(PainVersion.V03.namespace()) ? PainVersion.V03 : PainVersion.V09;
        return new Reader(XmlCursor.open(new ByteArrayInputStream(content), XmlLimits.DEFAULT)).read(version);
    }

    private static final int START = 1024;

    /** Gathers the file while its elements pass. */
    private static final class Reader {

        private final XmlCursor xml;
        private String messageId = "";
        private String paymentInformationId = "";
        private boolean batchBooking;
        private String executionOn = "";
        private String debtor = "";
        private final List<Payment> payments = new ArrayList<>();

        Reader(XmlCursor xml) {
            this.xml = xml;
        }

        ReceivedPayments read(PainVersion version) {
            BankMessage.find(
                    xml,
                    "CstmrCdtTrfInitn"::equals,
                    () -> xml.children(name -> {
                        switch (name) {
                            case "GrpHdr" -> xml.children(this::header);
                            case "PmtInf" -> xml.children(this::block);
                            default -> {}
                        }
                    }));
            return new ReceivedPayments(
                    messageId,
                    version.messageName(),
                    paymentInformationId,
                    batchBooking,
                    LocalDate.parse(executionOn),
                    Iban.of(debtor),
                    payments);
        }

        private void header(String name) {
            if (name.equals("MsgId")) {
                messageId = xml.text();
            }
        }

        private void block(String name) {
            switch (name) {
                case "PmtInfId" -> paymentInformationId = xml.text();
                case "BtchBookg" -> batchBooking = Boolean.parseBoolean(xml.text());
                // a day itself until .03, inside Dt since
                case "ReqdExctnDt" -> executionOn = xml.text();
                case "DbtrAcct" -> debtor = xml.text();
                case "CdtTrfTxInf" -> payment();
                default -> {}
            }
        }

        private void payment() {
            var one = new One();
            xml.children(name -> {
                switch (name) {
                    case "PmtId" -> xml.children(one::identifier);
                    case "Amt" -> xml.children(one::amount);
                    case "Cdtr" -> xml.children(one::creditor);
                    case "CdtrAcct" -> one.iban = xml.text();
                    case "RmtInf" -> one.text = xml.text();
                    default -> {}
                }
            });
            payments.add(one.read());
        }

        /** One transfer while its elements pass. */
        private final class One {
            private String instructionId = "";
            private String endToEndId = "";
            private Optional<Money> amount = Optional.empty();
            private String creditor = "";
            private String iban = "";
            private String text = "";

            private void identifier(String name) {
                switch (name) {
                    case "InstrId" -> instructionId = xml.text();
                    case "EndToEndId" -> endToEndId = xml.text();
                    default -> {}
                }
            }

            private void amount(String name) {
                if (name.equals("InstdAmt") && CamtAmount.read(xml).euros() instanceof Parsed.Good<Money>(var euros)) {
                    amount = Optional.of(euros);
                }
            }

            private void creditor(String name) {
                if (name.equals("Nm")) {
                    creditor = xml.text();
                }
            }

            private Payment read() {
                return new Payment(instructionId, endToEndId, amount.orElseThrow(), creditor, Iban.of(iban), text);
            }
        }
    }
}
