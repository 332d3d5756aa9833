package coop.fairpass.orders;

import coop.fairpass.money.Money;
import coop.fairpass.money.Rate;
import coop.fairpass.orders.Receivables.Receipt;
import coop.fairpass.tariff.HalfYear;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Intérêts moratoires et indemnité de 40 € : what a late payment costs its payer, due without request (money-and-law
 * §18, T21). Computed and shown; nothing is invoiced without a decision, and nothing posts.
 *
 * <p>Each amount counts from the day after its due day to the day it came in, both included: paid on the last day,
 * nothing; on the next one, one day. 104 800 one day late at 10.15 % is 29, rounded half up on each line.
 */
public sealed interface LateInterest {

    /** ⚖ What recovery costs, a lump sum a document (C. com. D441-5, CCP D2192-35). */
    Money INDEMNITY = Money.cents(40_00);

    /** Nothing came late. */
    record OnTime() implements LateInterest {}

    /** Late, and nobody entered the rate of a half-year that it needs: never guessed. */
    record RateMissing(long daysLate, HalfYear halfYear) implements LateInterest {}

    /** Late: so many days, so much for each amount, and the lump sum. */
    record Due(long daysLate, List<Line> lines) implements LateInterest {

        public Due {
            lines = List.copyOf(lines);
        }

        public Money interest() {
            return lines.stream().map(Line::interest).collect(Money.sum());
        }

        public Money total() {
            return interest().plus(INDEMNITY);
        }
    }

    /**
     * One amount, for so many days at one rate.
     *
     * @param until last day that counts
     */
    record Line(Money amount, LocalDate until, long days, Rate rate) {

        public Money interest() {
            return rate.times(new Rate(days, DAYS_OF_A_YEAR)).of(amount);
        }
    }

    long DAYS_OF_A_YEAR = 365;

    /** Which law a payer is under: what is added to the rate of the European Central Bank, and which rate it is. */
    enum Law {
        /** ⚖ Eight points; the rate of the half-year in which lateness began (CCP R2192-31, R2192-32). */
        PUBLIC(8),
        /** ⚖ Ten points, as our documents say; the rate of each half-year (C. com. L441-10). */
        PRIVATE(10);

        private final long points;

        Law(long points) {
            this.points = points;
        }
    }

    /**
     * What is owed for lateness on a day.
     *
     * @param received what came in, each on its day
     * @param reference the rate of the European Central Bank for a half-year, when somebody entered it
     */
    static LateInterest of(
            Money total,
            List<Receipt> received,
            LocalDate dueOn,
            LocalDate today,
            Law law,
            Function<HalfYear, Optional<Rate>> reference) {
        var lines = new ArrayList<Line>();
        long daysLate = 0;
        for (var amount : amounts(total, received, today)) {
            daysLate = Math.max(daysLate, ChronoUnit.DAYS.between(dueOn, amount.receivedOn()));
        }
        if (daysLate <= 0) {
            return new OnTime();
        }
        for (var amount : amounts(total, received, today)) {
            for (var span : spans(dueOn, amount.receivedOn(), law)) {
                var rate = reference.apply(span.halfYear());
                if (rate.isEmpty()) {
                    return new RateMissing(daysLate, span.halfYear());
                }
                lines.add(new Line(
                        amount.amount(), span.until(), span.days(), rate.get().plus(Rate.percent(law.points))));
            }
        }
        return new Due(daysLate, lines);
    }

    /** Each amount and the day it came in; what has not come counts to today. */
    private static List<Received> amounts(Money total, List<Receipt> received, LocalDate today) {
        var amounts = new ArrayList<Received>();
        var open = total;
        for (var receipt : received) {
            amounts.add(new Received(receipt.amount(), receipt.receivedOn()));
            open = open.minus(receipt.amount());
        }
        if (open.isPositive()) {
            amounts.add(new Received(open, today));
        }
        return amounts;
    }

    /** The days from the one after the due day to the last, cut where the rate changes. */
    private static List<Span> spans(LocalDate dueOn, LocalDate last, Law law) {
        var spans = new ArrayList<Span>();
        var from = dueOn.plusDays(1);
        while (!from.isAfter(last)) {
            var halfYear = HalfYear.of(from);
            var until = law == Law.PUBLIC || last.isBefore(halfYear.until())
                    ? last
                    : halfYear.until().minusDays(1);
            spans.add(new Span(halfYear, until, ChronoUnit.DAYS.between(from, until) + 1));
            from = until.plusDays(1);
        }
        return spans;
    }

    /** An amount and the day it came in. */
    record Received(Money amount, LocalDate receivedOn) {}

    /** Days of one rate, the last included. */
    record Span(HalfYear halfYear, LocalDate until, long days) {}
}
