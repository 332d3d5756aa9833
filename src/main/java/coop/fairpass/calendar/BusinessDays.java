package coop.fairpass.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;

/** Jours ouvrés : Monday to Friday except French public holidays; deadlines of people, not of banks (domain §7.1). */
public final class BusinessDays {

    private BusinessDays() {}

    public static boolean isOpen(LocalDate day) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY
                && day.getDayOfWeek() != DayOfWeek.SUNDAY
                && !PublicHolidays.isOn(day);
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
