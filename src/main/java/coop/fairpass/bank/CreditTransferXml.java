package coop.fairpass.bank;

import coop.fairpass.directory.Bic;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** How a payment file is laid out in pain.001, element by element in the order of the schema (formats §1.1). */
final class CreditTransferXml {

    private final CreditTransferFile file;
    private final CreditTransferDraft content;
    private final PainVersion version;

    CreditTransferXml(CreditTransferFile file, PainVersion version) {
        this.file = file;
        this.content = file.content();
        this.version = version;
    }

    void write(OutputStream out) throws IOException {
        XmlElements.document(
                out,
                version.namespace(),
                xml -> xml.element("CstmrCdtTrfInitn", () -> {
                    xml.element("GrpHdr", () -> header(xml));
                    xml.element("PmtInf", () -> payment(xml));
                }));
    }

    private void header(XmlElements xml) {
        xml.leaf("MsgId", content.messageId());
        xml.instant("CreDtTm", content.createdAt());
        totals(xml);
        xml.element("InitgPty", () -> name(xml, content.initiator()));
    }

    private void payment(XmlElements xml) {
        xml.leaf("PmtInfId", file.paymentInformationId());
        xml.leaf("PmtMtd", "TRF");
        xml.leaf("BtchBookg", Boolean.toString(content.batchBooking()));
        totals(xml);
        xml.element("PmtTpInf", () -> {
            xml.element("SvcLvl", () -> xml.leaf("Cd", "SEPA"));
            xml.element("CtgyPurp", () -> xml.leaf("Cd", "SUPP"));
        });
        executionDate(xml);
        xml.element("Dbtr", () -> name(xml, content.debtorName()));
        xml.element("DbtrAcct", () -> account(xml, content.debtorIban().value()));
        xml.element("DbtrAgt", () -> agent(xml, content.debtorBic()));
        xml.leaf("ChrgBr", "SLEV");
        for (var transfer : content.transfers()) {
            xml.element("CdtTrfTxInf", () -> transfer(xml, transfer));
        }
    }

    private void totals(XmlElements xml) {
        xml.leaf("NbOfTxs", Integer.toString(content.transfers().size()));
        xml.leaf("CtrlSum", file.total().dotted());
    }

    private void executionDate(XmlElements xml) {
        var day = content.executionDate().toString();
        switch (version) {
            case V03 -> xml.leaf("ReqdExctnDt", day);
            case V09 -> xml.element("ReqdExctnDt", () -> xml.leaf("Dt", day));
        }
    }

    private void transfer(XmlElements xml, CreditTransfer transfer) {
        xml.element("PmtId", () -> {
            xml.leaf("InstrId", transfer.instructionId());
            xml.leaf("EndToEndId", transfer.endToEndId());
        });
        xml.element("Amt", () -> xml.euros("InstdAmt", transfer.amount()));
        boolean abroad = !transfer.staysInTheEconomicArea();
        if (abroad) {
            xml.element("CdtrAgt", () -> agent(xml, transfer.bic()));
        }
        xml.element("Cdtr", () -> {
            name(xml, transfer.creditorName());
            if (abroad) {
                transfer.address().ifPresent(address -> xml.element("PstlAdr", () -> address(xml, address)));
            }
        });
        xml.element("CdtrAcct", () -> account(xml, transfer.creditorIban().value()));
        var remittance = SepaText.convert(transfer.remittance(), CreditTransferFile.REMITTANCE_LENGTH);
        if (!remittance.isEmpty()) {
            xml.element("RmtInf", () -> xml.leaf("Ustrd", remittance));
        }
    }

    private static void name(XmlElements xml, String name) {
        xml.leaf("Nm", SepaText.convert(name, CreditTransferFile.NAME_LENGTH));
    }

    private static void account(XmlElements xml, String iban) {
        xml.element("Id", () -> xml.leaf("IBAN", iban));
    }

    private void agent(XmlElements xml, Optional<Bic> bic) {
        var element = switch (version) {
            case V03 -> "BIC";
            case V09 -> "BICFI";
        };
        xml.element("FinInstnId", () -> {
            if (bic.isPresent()) {
                xml.leaf(element, bic.get().value());
            } else {
                xml.element("Othr", () -> xml.leaf("Id", "NOTPROVIDED"));
            }
        });
    }

    private static void address(XmlElements xml, PostalAddress address) {
        switch (address) {
            case PostalAddress.Structured(var street, var building, var postCode, var town, var country) -> {
                part(xml, "StrtNm", street);
                part(xml, "BldgNb", building);
                part(xml, "PstCd", postCode);
                part(xml, "TwnNm", Optional.of(town));
                xml.leaf("Ctry", country);
            }
            case PostalAddress.Hybrid(var town, var country, var lines) -> {
                part(xml, "TwnNm", Optional.of(town));
                xml.leaf("Ctry", country);
                lines.forEach(line -> part(xml, "AdrLine", Optional.of(line)));
            }
            case PostalAddress.Unstructured(var _) ->
                throw new IllegalStateException("a checked file holds no unstructured address");
        }
    }

    private static void part(XmlElements xml, String name, Optional<String> text) {
        xml.leaf(name, text.map(SepaText::convert).filter(converted -> !converted.isEmpty()));
    }
}
