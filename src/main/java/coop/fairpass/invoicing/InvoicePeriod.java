package coop.fairpass.invoicing;

import java.time.LocalDate;
import java.time.YearMonth;

/**
 * Période facturée : from a day included until a day excluded; the month of a statement, the year of a subscription.
 */
public record InvoicePeriod(LocalDate from, LocalDate until) {

    public InvoicePeriod {
        if (!from.isBefore(until)) {
            throw new IllegalArgumentException("a period ends after it begins: %s, %s".formatted(from, until));
        }
    }

    public static InvoicePeriod of(YearMonth month) {
        return new InvoicePeriod(month.atDay(1), month.plusMonths(1).atDay(1));
    }

    /** The last day included, as documents print it. */
    public LocalDate lastDay() {
        return until.minusDays(1);
    }
}
