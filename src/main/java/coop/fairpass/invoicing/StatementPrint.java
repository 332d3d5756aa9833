package coop.fairpass.invoicing;

import static coop.fairpass.invoicing.Sound.require;

import coop.fairpass.money.Money;
import coop.fairpass.money.Rate;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;

/**
 * Relevé de contrepaiement : each voucher redeemed in the month, then how face value became the amount paid (R-145,
 * Not an invoice: the fee is billed apart, on the invoice it names.
 *
 * @param carriedOver what the previous month left, often negative, zero by default
 * @param adjustments subscription set off, corrections, each with its sign and its reason
 * @param transfer absent when nothing is paid, or when the payment is withheld, which a mention then explains
 */
public record StatementPrint(
        DocumentNumber number,
        YearMonth month,
        LocalDate issuedOn,
        Party issuer,
        Party recipient,
        List<Line> lines,
        Money carriedOver,
        Fees fees,
        Optional<Contribution> contribution,
        List<Adjustment> adjustments,
        Money net,
        LocalDate dueOn,
        Optional<DocumentNumber> feeInvoice,
        Optional<Transfer> transfer,
        List<String> mentions)
        implements PrintedDocument {

    /** One voucher redeemed. */
    public record Line(LocalDate day, String place, String service, String serial, Money faceValue) {

        public Line {
            place = Printable.text("place", place);
            service = Printable.text("service", service);
            serial = Printable.text("serial", serial);
        }
    }

    /** Contribution volontaire : its rate, the face value it bears on, and the amount withheld. */
    public record Contribution(Rate rate, Money eligible, Money amount) {

        public Contribution {
            require(amount.equals(rate.of(eligible)), "a contribution is its rate of what is eligible");
        }
    }

    /** A set-off or a correction, negative when it lowers what is paid. */
    public record Adjustment(String label, Money amount) {

        public Adjustment {
            label = Printable.text("adjustment", label);
        }
    }

    /** The transfer to come: its day, the end of the account's number, and the reference the bank will show. */
    public record Transfer(LocalDate executedOn, String accountEnding, String reference) {

        public Transfer {
            accountEnding = Printable.text("account", accountEnding);
            reference = Printable.text("transfer reference", reference);
        }
    }

    public StatementPrint {
        lines = List.copyOf(lines);
        adjustments = List.copyOf(adjustments);
        mentions = List.copyOf(mentions);
        require(number.series() == DocumentSeries.REL, "a statement is numbered REL-");
        require(
                lines.stream().map(Line::faceValue).collect(Money.sum()).equals(fees.faceValue())
                        && lines.size() == vouchers(fees),
                "the fee bears on the vouchers listed, all of them and no other");
        require(net.equals(computed(carriedOver, fees, contribution, adjustments)), "the net is what the parts make");
        require(transfer.isEmpty() || net.isPositive(), "only a positive net is transferred");
    }

    private static long vouchers(Fees fees) {
        return fees.lines().stream().mapToLong(FeeLine::count).sum();
    }

    private static Money computed(
            Money carriedOver, Fees fees, Optional<Contribution> contribution, List<Adjustment> adjustments) {
        var corrections = adjustments.stream().map(Adjustment::amount).collect(Money.sum());
        return carriedOver
                .plus(fees.providerReceives())
                .minus(contribution.map(Contribution::amount).orElse(Money.ZERO))
                .plus(corrections);
    }

    /** How the net was reached, in one line: {@code 370,00 € − 14,80 € − 2,96 € = 352,24 €}. */
    public String formula() {
        var formula = new StringBuilder();
        if (!carriedOver.isZero()) {
            formula.append(carriedOver.french()).append(" + ");
        }
        formula.append(fees.faceValue().french());
        append(formula, fees.beforeVat().negated());
        append(formula, fees.vat().negated());
        contribution.ifPresent(given -> append(formula, given.amount().negated()));
        adjustments.forEach(adjustment -> append(formula, adjustment.amount()));
        return formula.append(" = ").append(net.french()).toString();
    }

    private static void append(StringBuilder formula, Money amount) {
        formula.append(amount.isNegative() ? " − " : " + ")
                .append((amount.isNegative() ? amount.negated() : amount).french());
    }
}
