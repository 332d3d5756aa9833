package coop.fairpass.bank;

import coop.fairpass.money.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code TxDtls}, one transaction of a line; a field that cannot be read is dropped with a note. */
final class CamtDetailReader {

    /** What banks write where the payer gave no reference. */
    private static final String NOT_PROVIDED = "NOTPROVIDED";

    private final XmlCursor xml;
    private final List<RowMessage> notes;

    private Optional<CamtAmount> amount = Optional.empty();
    private Optional<CamtAmount> transactionAmount = Optional.empty();
    private Optional<Direction> direction = Optional.empty();
    private Optional<String> messageId = Optional.empty();
    private Optional<String> paymentInformationId = Optional.empty();
    private Optional<String> instructionId = Optional.empty();
    private Optional<String> endToEndId = Optional.empty();
    private Optional<String> transactionId = Optional.empty();
    private Optional<String> servicerReference = Optional.empty();
    private final CamtPartyReader debtor;
    private final CamtPartyReader creditor;
    private final CamtPartyReader ultimateDebtor;
    private final List<String> remittance = new ArrayList<>();
    private final List<String> creditorReferences = new ArrayList<>();
    private Optional<BankReturn> returned = Optional.empty();
    private TransactionCode code = TransactionCode.NONE;
    private Optional<String> text = Optional.empty();

    CamtDetailReader(XmlCursor xml, List<RowMessage> notes) {
        this.xml = xml;
        this.notes = notes;
        this.debtor = new CamtPartyReader(xml, notes);
        this.creditor = new CamtPartyReader(xml, notes);
        this.ultimateDebtor = new CamtPartyReader(xml, notes);
    }

    /** Reads the transaction; its amount goes the way of its line unless it says otherwise. */
    TransactionDetail read(Optional<Direction> line) {
        xml.children(name -> {
            switch (name) {
                case "Refs" -> xml.children(this::reference);
                case "Amt" -> amount = Optional.of(CamtAmount.read(xml));
                case "CdtDbtInd" -> direction = Direction.of(xml.text());
                case "AmtDtls" -> xml.children(this::amountDetail);
                case "BkTxCd" -> code = CamtCode.read(xml);
                case "RltdPties" -> xml.children(this::party);
                case "RltdAgts" -> xml.children(this::agent);
                case "RmtInf" -> xml.children(this::remittance);
                case "RtrInf" -> returned = Optional.of(returned());
                case "AddtlTxInf" -> text = xml.someText();
                default -> {}
            }
        });
        return new TransactionDetail(
                signed(direction.or(() -> line)),
                new TransactionReferences(
                        messageId, paymentInformationId, instructionId, endToEndId, transactionId, servicerReference),
                debtor.read(),
                creditor.read(),
                ultimateDebtor.read().name(),
                remittance,
                creditorReferences,
                returned,
                code,
                text);
    }

    private void reference(String name) {
        switch (name) {
            case "MsgId" -> messageId = provided();
            case "PmtInfId" -> paymentInformationId = provided();
            case "InstrId" -> instructionId = provided();
            case "EndToEndId" -> endToEndId = provided();
            case "TxId" -> transactionId = provided();
            case "AcctSvcrRef" -> servicerReference = provided();
            default -> {}
        }
    }

    private Optional<String> provided() {
        return xml.someText().filter(given -> !given.equals(NOT_PROVIDED));
    }

    /** Until .02 the amount of a transaction is only here; the instructed one, perhaps before charges, is not it. */
    private void amountDetail(String name) {
        if (name.equals("TxAmt")) {
            xml.children(part -> {
                if (part.equals("Amt")) {
                    transactionAmount = Optional.of(CamtAmount.read(xml));
                }
            });
        }
    }

    private void party(String name) {
        switch (name) {
            case "Dbtr" -> debtor.party();
            case "DbtrAcct" -> debtor.account();
            case "Cdtr" -> creditor.party();
            case "CdtrAcct" -> creditor.account();
            case "UltmtDbtr" -> ultimateDebtor.party();
            default -> {}
        }
    }

    private void agent(String name) {
        switch (name) {
            case "DbtrAgt" -> debtor.agent();
            case "CdtrAgt" -> creditor.agent();
            default -> {}
        }
    }

    private void remittance(String name) {
        switch (name) {
            case "Ustrd" -> xml.someText().ifPresent(line -> xml.keep(remittance, line));
            case "Strd" -> xml.children(this::structured);
            default -> {}
        }
    }

    private void structured(String name) {
        switch (name) {
            case "CdtrRefInf" ->
                xml.children(part -> {
                    if (part.equals("Ref")) {
                        xml.someText().ifPresent(reference -> xml.keep(creditorReferences, reference));
                    }
                });
            case "AddtlRmtInf" -> xml.someText().ifPresent(line -> xml.keep(remittance, line));
            default -> {}
        }
    }

    private BankReturn returned() {
        var codes = new ArrayList<String>();
        var texts = new ArrayList<String>();
        xml.children(name -> {
            switch (name) {
                case "Rsn" -> xml.someText().ifPresent(reason -> xml.keep(codes, reason));
                case "AddtlInf" -> xml.someText().ifPresent(line -> xml.keep(texts, line));
                default -> {}
            }
        });
        return new BankReturn(codes.stream().findFirst(), texts);
    }

    /** Signed as the account holder sees it; nothing when the amount or its direction cannot be read. */
    private Optional<Money> signed(Optional<Direction> sign) {
        return amount.or(() -> transactionAmount)
                .flatMap(this::unsigned)
                .flatMap(unsigned -> sign.map(way -> way.on(unsigned)));
    }

    private Optional<Money> unsigned(CamtAmount read) {
        return switch (read.euros()) {
            case Parsed.Good<Money>(var euros) -> Optional.of(euros);
            case Parsed.Bad<Money>(var problem) -> {
                xml.keep(notes, new RowMessage(read.position(), "TxDtls/Amt", read.shown(), problem));
                yield Optional.empty();
            }
        };
    }
}
