package coop.fairpass.bank;

import java.io.IOException;
import java.io.OutputStream;

/** Writes a status report as a bank would: what the simulated bank of the demonstration answers. */
public final class PaymentStatusWriter {

    private static final int TEXT = 105;

    private final XmlElements xml;

    private PaymentStatusWriter(XmlElements xml) {
        this.xml = xml;
    }

    /**
     * Writes one report, and leaves the stream open.
     *
     * @throws IllegalArgumentException when the report has no date of creation, which the schema wants
     */
    public static void write(OutputStream out, StatusVersion version, PaymentStatusReport report) throws IOException {
        var createdAt = report.createdAt().orElseThrow(() -> new IllegalArgumentException("a bank dates its reports"));
        XmlElements.document(
                out,
                version.namespace(),
                xml -> xml.element("CstmrPmtStsRpt", () -> {
                    xml.element("GrpHdr", () -> {
                        xml.leaf("MsgId", report.messageId());
                        xml.instant("CreDtTm", createdAt);
                    });
                    new PaymentStatusWriter(xml).body(report);
                }));
    }

    private void body(PaymentStatusReport report) {
        xml.element("OrgnlGrpInfAndSts", () -> {
            xml.leaf("OrgnlMsgId", report.originalMessageId());
            xml.leaf("OrgnlMsgNmId", report.originalMessageName());
            status("GrpSts", report.group());
        });
        for (var block : report.blocks()) {
            xml.element("OrgnlPmtInfAndSts", () -> {
                xml.leaf("OrgnlPmtInfId", block.paymentInformationId());
                status("PmtInfSts", block.status());
                block.transfers().forEach(transfer -> xml.element("TxInfAndSts", () -> transfer(transfer)));
            });
        }
    }

    private void transfer(TransferStatus transfer) {
        xml.leaf("OrgnlInstrId", transfer.instructionId());
        xml.leaf("OrgnlEndToEndId", transfer.endToEndId());
        status("TxSts", transfer.status());
    }

    /** The texts go with the first reason, as banks send them. */
    private void status(String name, ReportedStatus status) {
        xml.leaf(name, status.code());
        int reasons = Math.max(status.reasons().size(), status.texts().isEmpty() ? 0 : 1);
        for (int i = 0; i < reasons; i++) {
            int rank = i;
            xml.element("StsRsnInf", () -> {
                status.reasons().stream()
                        .skip(rank)
                        .findFirst()
                        .ifPresent(reason -> xml.element(
                                "Rsn", () -> xml.leaf(reason.matches("[A-Z0-9]{4}") ? "Cd" : "Prtry", reason)));
                if (rank == 0) {
                    status.texts()
                            .forEach(text ->
                                    xml.leaf("AddtlInf", text.length() <= TEXT ? text : text.substring(0, TEXT)));
                }
            });
        }
    }
}
