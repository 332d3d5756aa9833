package coop.fairpass.tariff;

import coop.fairpass.calendar.Paris;
import coop.fairpass.web.Language;
import java.time.LocalDate;

/** Semestre : January to June or July to December, named by its first day; late payment rates are set by half-year. */
public record HalfYear(LocalDate firstDay) implements Comparable<HalfYear> {

    private static final int MONTHS = 6;

    public HalfYear {
        if (firstDay.getDayOfMonth() != 1 || firstDay.getMonthValue() % MONTHS != 1) {
            throw new IllegalArgumentException("a half-year begins on 1 January or 1 July: " + firstDay);
        }
    }

    /** The half-year that a day is in. */
    public static HalfYear of(LocalDate day) {
        int month = day.getMonthValue() <= MONTHS ? 1 : MONTHS + 1;
        return new HalfYear(LocalDate.of(day.getYear(), month, 1));
    }

    /** First day that is no longer in it. */
    public LocalDate until() {
        return firstDay.plusMonths(MONTHS);
    }

    public HalfYear next() {
        return new HalfYear(until());
    }

    /** As pages say it. */
    public String french() {
        return "semestre qui commence le " + Paris.frenchLong(firstDay);
    }

    /** As English pages say it. */
    public String english() {
        return "half-year that begins on " + Paris.englishLong(firstDay);
    }

    /** As a page says it to its reader. */
    public String said() {
        return Language.say(french(), english());
    }

    @Override
    public int compareTo(HalfYear other) {
        return firstDay.compareTo(other.firstDay);
    }
}
