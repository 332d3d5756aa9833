package coop.fairpass.impact;

import java.time.LocalDate;

/**
 * Mois entiers : the days whose uses may be told by place or by public. Two neighbouring days, compared, would tell of
 * one voucher; so a month is told once it is over, and whole.
 */
final class WholeMonths {

    private WholeMonths() {}

    /**
     * The last day of the last month that was over both on the day asked and today: as of 15 December, 30 November; as
     * of 30 November too, but only from 1 December on.
     */
    static LocalDate through(LocalDate asOf, LocalDate today) {
        var next = asOf.isBefore(today) ? asOf.plusDays(1) : today;
        return next.withDayOfMonth(1).minusDays(1);
    }
}
