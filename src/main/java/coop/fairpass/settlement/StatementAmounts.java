package coop.fairpass.settlement;

import coop.fairpass.invoicing.FeeLine;
import coop.fairpass.invoicing.Fees;
import coop.fairpass.invoicing.VatTreatment;
import coop.fairpass.money.Money;
import coop.fairpass.money.Rate;
import coop.fairpass.web.Plural;
import java.util.List;

/**
 * What a statement pays, in the order of operations of money-and-law §2.6: carry-over, face value, downstream fee and
 * its VAT, contribution, set-offs, corrections, net.
 *
 * <p>37 vouchers of 10 € at 4 % and 20 %: 370.00 − 14.80 − 2.96 = 352.24 €. Fees round half up on a line, VAT
 * once a rate; 3 of 3.33 € bear 40 cents, not 3 × 13.
 */
public record StatementAmounts(
        Money carriedIn, Money face, Fees fees, Money contribution, Money setOff, Money corrections) {

    /** Vouchers of one face value redeemed under one fee rate. */
    public record Redeemed(long vouchers, Money faceValue, Rate feeRate) {}

    /**
     * Computes a statement.
     *
     * @param carriedIn what earlier statements left negative, lifted by what was paid back since
     * @param eligibleFace face value on which the provider gives, zero without an opt-in
     * @param toSetOff what the provider owes and agreed to have withheld; only what the credit allows is
     * @param corrections taken back for claims, positive
     */
    static StatementAmounts of(
            Money carriedIn,
            List<Redeemed> redeemed,
            VatTreatment vat,
            Money eligibleFace,
            Rate contributionRate,
            Money toSetOff,
            Money corrections) {
        var lines = redeemed.stream()
                .map(one -> new FeeLine(one.vouchers(), one.faceValue(), one.feeRate(), vat))
                .toList();
        var fees = new Fees(lines);
        var face = redeemed.stream()
                .map(one -> one.faceValue().times(one.vouchers()))
                .collect(Money.sum());
        var contribution = contributionRate.of(eligibleFace);
        var available = carriedIn
                .plus(face)
                .minus(fees.withVat())
                .minus(contribution)
                .minus(corrections)
                .max(Money.ZERO);
        return new StatementAmounts(carriedIn, face, fees, contribution, toSetOff.min(available), corrections);
    }

    /** What the provider receives; negative is carried to the next month, zero makes no transfer. */
    public Money net() {
        return carriedIn
                .plus(face)
                .minus(fees.withVat())
                .minus(contribution)
                .minus(setOff)
                .minus(corrections);
    }

    /** The formula that led from face value to net, spelled out. */
    public String formula() {
        var text = new StringBuilder();
        if (!carriedIn.isZero()) {
            text.append(carriedIn.french()).append(" + ");
        }
        text.append(face.french());
        for (var line : fees.lines()) {
            if (line.count() > 0) {
                text.append(" − %s (%s × %s × %s)"
                        .formatted(
                                line.beforeVat().french(),
                                Plural.of(line.count(), "chèque", "chèques"),
                                line.faceValue().french(),
                                line.feeRate().french()));
            }
        }
        if (fees.vat().isPositive()) {
            text.append(" − ").append(fees.vat().french()).append(" (TVA sur frais)");
        }
        append(text, contribution, "contribution");
        append(text, setOff, "compensation");
        append(text, corrections, "corrections");
        return text.append(" = ").append(net().french()).toString();
    }

    private static void append(StringBuilder text, Money amount, String what) {
        if (amount.isPositive()) {
            text.append(" − %s (%s)".formatted(amount.french(), what));
        }
    }
}
