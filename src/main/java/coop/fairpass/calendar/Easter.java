package coop.fairpass.calendar;

import java.time.LocalDate;

/** Pâques : Easter Sunday of a Gregorian year, by the anonymous computus (T19: 05/04/2026, 28/03/2027). */
final class Easter {

    private Easter() {}

    static LocalDate of(int year) {
        int golden = year % 19;
        int century = year / 100;
        int skipped = century / 4;
        int moon = (19 * golden + century - skipped - (century - (century + 8) / 25 + 1) / 3 + 15) % 30;
        int weekday = (32 + 2 * (century % 4) + 2 * (year % 100 / 4) - moon - year % 100 % 4) % 7;
        int correction = (golden + 11 * moon + 22 * weekday) / 451;
        int days = moon + weekday - 7 * correction + 114;
        return LocalDate.of(year, days / 31, days % 31 + 1);
    }
}
