package coop.fairpass.orders;

import coop.fairpass.calendar.Paris;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;

/**
 * Calendrier de fin : the six dates of an order, computed from its validity date D and then stored on it, so that a
 * later rule never moves an existing order (domain §8.1, R-039, T14).
 *
 * <p>For D = 31/12/2026: 30/11, 15/12, 22/12, 31/12/2026, 31/01 and 07/02/2027.
 *
 * @param alertOn the payer sees what is issued, handed over and started
 * @param stopOn from this day hand-overs are refused, unless the payer acknowledged them
 * @param acknowledgeOn the payer acknowledges that later hand-overs are its own responsibility
 * @param validUntil D, the last nominal day; stock not handed over is withdrawn after it
 * @param toleranceEndsOn the last day on which a service is accepted
 * @param reconcileOn the joint statement is produced
 */
public record EndDates(
        LocalDate alertOn,
        LocalDate stopOn,
        LocalDate acknowledgeOn,
        LocalDate validUntil,
        LocalDate toleranceEndsOn,
        LocalDate reconcileOn) {

    public EndDates {
        if (alertOn.isAfter(stopOn)
                || stopOn.isAfter(acknowledgeOn)
                || acknowledgeOn.isAfter(validUntil)
                || validUntil.isAfter(toleranceEndsOn)
                || !toleranceEndsOn.isBefore(reconcileOn)) {
            throw new IllegalArgumentException("the end dates of an order follow each other: %s %s %s %s %s %s"
                    .formatted(alertOn, stopOn, acknowledgeOn, validUntil, toleranceEndsOn, reconcileOn));
        }
    }

    /** The default dates for a validity date. */
    public static EndDates of(LocalDate validUntil) {
        boolean monthEnd = isMonthEnd(validUntil);
        var toleranceEndsOn = plusMonthsKeepingMonthEnd(validUntil, 1);
        return new EndDates(
                plusMonthsKeepingMonthEnd(validUntil, -1),
                monthEnd ? validUntil.withDayOfMonth(15) : validUntil.minusDays(15),
                monthEnd ? validUntil.withDayOfMonth(22) : validUntil.minusDays(7),
                validUntil,
                toleranceEndsOn,
                toleranceEndsOn.plusDays(7));
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

    /** The first day on which a service is refused as expired. */
    public LocalDate redeemableUntil() {
        return toleranceEndsOn.plusDays(1);
    }

    /** The same as an instant: midnight in Paris. */
    public Instant redeemableUntilInstant() {
        return Paris.startOf(redeemableUntil());
    }
}
