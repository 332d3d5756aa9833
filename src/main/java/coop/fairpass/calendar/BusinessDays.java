package coop.fairpass.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Set;

/** Jours ouvrés : Monday to Friday except French public holidays; deadlines of people, not of banks (domain §7.1). */
public final class BusinessDays {

    private static final Set<MonthDay> HOLIDAYS = Set.of(
            MonthDay.of(1, 1),
            MonthDay.of(5, 1),
            MonthDay.of(5, 8),
            MonthDay.of(7, 14),
            MonthDay.of(8, 15),
            MonthDay.of(11, 1),
            MonthDay.of(11, 11),
            MonthDay.of(12, 25));

    private BusinessDays() {}

    public static boolean isOpen(LocalDate day) {
        var easter = Easter.of(day.getYear());
        return day.getDayOfWeek() != DayOfWeek.SATURDAY
                && day.getDayOfWeek() != DayOfWeek.SUNDAY
                && !HOLIDAYS.contains(MonthDay.from(day))
                && !day.equals(easter.plusDays(1))
                && !day.equals(easter.plusDays(39))
                && !day.equals(easter.plusDays(50));
    }

    /** The first business day that is not before {@code day}. */
    public static LocalDate firstFrom(LocalDate day) {
        var open = day;
        while (!isOpen(open)) {
            open = open.plusDays(1);
        }
        return open;
    }

    /** The day {@code count} business days after {@code day}, itself not counted: one after a Friday is the Monday. */
    public static LocalDate after(LocalDate day, int count) {
        if (count < 0) {
            throw new IllegalArgumentException("business days are counted forward: " + count);
        }
        var open = day;
        for (int i = 0; i < count; i++) {
            open = firstFrom(open.plusDays(1));
        }
        return open;
    }
}
