package coop.fairpass.bank;

import coop.fairpass.money.Money;
import java.util.Optional;

/** Reads {@code Btch}: which batch of transfers a line stands for. */
final class CamtBatchReader {

    private final XmlCursor xml;
    private Optional<String> messageId = Optional.empty();
    private Optional<String> paymentInformationId = Optional.empty();
    private Optional<Integer> count = Optional.empty();
    private Optional<Money> total = Optional.empty();

    CamtBatchReader(XmlCursor xml) {
        this.xml = xml;
    }

    PaymentBatch read() {
        xml.children(name -> {
            switch (name) {
                case "MsgId" -> messageId = xml.someText();
                case "PmtInfId" -> paymentInformationId = xml.someText();
                case "NbOfTxs" ->
                    count = xml.someText()
                            .filter(text -> text.matches("[0-9]{1,9}"))
                            .map(Integer::valueOf);
                case "TtlAmt" -> total = unsigned(CamtAmount.read(xml));
                default -> {}
            }
        });
        return new PaymentBatch(messageId, paymentInformationId, count, total);
    }

    private static Optional<Money> unsigned(CamtAmount amount) {
        return switch (amount.euros()) {
            case Parsed.Good<Money>(var euros) -> Optional.of(euros);
            case Parsed.Bad<Money>(var _) -> Optional.empty();
        };
    }
}
