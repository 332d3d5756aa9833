package coop.fairpass.invoicing;

import static coop.fairpass.invoicing.Sound.require;

import coop.fairpass.money.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * État contradictoire : what became of every voucher of an order, for both sides to agree on, and the credit it makes
 * . 1 000 activated, 377 redeemed, none held is 6 230,00 €.
 *
 * @param answerBy the day after which silence is agreement, when the contract says so
 * @param references the order, and what a public buyer wants on every document
 * @param serials the vouchers by outcome, as an annex
 */
public record JointStatementPrint(
        DocumentNumber number,
        LocalDate issuedOn,
        LocalDate answerBy,
        Party issuer,
        Party recipient,
        InvoiceReferences references,
        Money faceValue,
        List<Lot> lots,
        List<Outcome> serials,
        List<String> mentions)
        implements PrintedDocument {

    /** The counts of one lot. */
    public record Lot(
            String name,
            long ordered,
            long activated,
            long redeemed,
            long held,
            long blocked,
            long replaced,
            long withdrawn,
            long expired) {

        public Lot {
            name = Printable.text("lot", name);
            require(
                    activated <= ordered && redeemed + held <= activated && redeemed >= 0 && held >= 0,
                    "no more is activated than ordered, nor used than activated");
        }
    }

    /** Serials that ended the same way. */
    public record Outcome(String name, List<String> serials) {

        public Outcome {
            name = Printable.text("outcome", name);
            serials = List.copyOf(serials);
        }
    }

    public JointStatementPrint {
        lots = List.copyOf(lots);
        serials = List.copyOf(serials);
        mentions = List.copyOf(mentions);
        require(number.series() == DocumentSeries.EC, "a joint statement is numbered EC-");
        require(!answerBy.isBefore(issuedOn), "there is time to answer");
        require(!lots.isEmpty(), "an order has lots");
    }

    /** The sum of one count over all lots: {@code total(Lot::redeemed)}. */
    public long total(ToLongFunction<Lot> count) {
        return lots.stream().mapToLong(count).sum();
    }

    /** Vouchers activated and neither redeemed nor held. */
    public long unused() {
        return total(Lot::activated) - total(Lot::redeemed) - total(Lot::held);
    }

    /** Face value to give back. */
    public Money credit() {
        return faceValue.times(unused());
    }
}
