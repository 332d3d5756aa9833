package coop.fairpass.orders;

import java.time.LocalDate;
import java.time.YearMonth;

/**
 * Règle de fin : how the six end dates of a new order follow from its validity date D (domain §8.1, R-039). It is a row
 * of {@code orders.end_rule}, in force from a day on; {@link EndRules} reads it.
 *
 * @param alertMonthsBefore months between the alert and D
 * @param stopDayOfMonth when D ends a month, the day of that month from which hand-overs stop
 * @param stopDaysBefore when it does not, the days between the stop and D
 * @param acknowledgeDayOfMonth when D ends a month, the day of that month until which the payer may acknowledge
 * @param acknowledgeDaysBefore when it does not, the days between that and D
 * @param toleranceMonths months after D during which a service is still accepted
 * @param reconcileDaysAfter days between the last day accepted and the joint statement
 */
public record EndRule(
        int alertMonthsBefore,
        int stopDayOfMonth,
        int stopDaysBefore,
        int acknowledgeDayOfMonth,
        int acknowledgeDaysBefore,
        int toleranceMonths,
        int reconcileDaysAfter) {

    /** The rule that every instance starts with: for D = 31/12/2026, 30/11, 15/12, 22/12, 31/12, 31/01 and 07/02. */
    public static final EndRule FIRST = new EndRule(1, 15, 15, 22, 7, 1, 7);

    /** The six dates for a validity date. */
    public EndDates of(LocalDate validUntil) {
        boolean monthEnd = isMonthEnd(validUntil);
        var toleranceEndsOn = plusMonthsKeepingMonthEnd(validUntil, toleranceMonths);
        return new EndDates(
                plusMonthsKeepingMonthEnd(validUntil, -alertMonthsBefore),
                monthEnd ? validUntil.withDayOfMonth(stopDayOfMonth) : validUntil.minusDays(stopDaysBefore),
                monthEnd
                        ? validUntil.withDayOfMonth(acknowledgeDayOfMonth)
                        : validUntil.minusDays(acknowledgeDaysBefore),
                validUntil,
                toleranceEndsOn,
                toleranceEndsOn.plusDays(reconcileDaysAfter));
    }

    /**
     * The last day of a month stays a last day; another keeps its number, clamped: 30/01/2027 + 1 month is 28/02/2027.
     */
    static LocalDate plusMonthsKeepingMonthEnd(LocalDate day, int months) {
        var month = YearMonth.from(day).plusMonths(months);
        return isMonthEnd(day) ? month.atEndOfMonth() : day.plusMonths(months);
    }

    private static boolean isMonthEnd(LocalDate day) {
        return day.equals(YearMonth.from(day).atEndOfMonth());
    }
}
