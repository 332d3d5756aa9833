package coop.fairpass.web;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** Weeks one after the other, from Monday to Sunday, as {@link Columns} draws them. */
public final class Weeks {

    /** What fits in a drawing: a year. */
    private static final int MOST = 53;

    private Weeks() {}

    /** The Monday of a day's week, as PostgreSQL's {@code date_trunc('week', …)} gives it. */
    public static LocalDate of(LocalDate day) {
        return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    /** The weeks of two days and those between, the last year of them, each with what was counted, or zero. */
    public static List<Columns.Column> columns(LocalDate from, LocalDate to, Map<LocalDate, Long> counted) {
        return mondays(from, to).stream()
                .map(monday -> new Columns.Column(
                        "%d/%02d".formatted(monday.getDayOfMonth(), monday.getMonthValue()),
                        Language.say("semaine du ", "week of ") + Language.sayLong(monday),
                        counted.getOrDefault(monday, 0L)))
                .toList();
    }

    /** Where the day after one stands among them, for a mark. */
    public static int after(LocalDate day, LocalDate from, LocalDate to) {
        var mondays = mondays(from, to);
        long rank = ChronoUnit.WEEKS.between(mondays.getFirst(), of(day)) + 1;
        return Math.clamp(rank, 0, mondays.size());
    }

    private static List<LocalDate> mondays(LocalDate from, LocalDate to) {
        var last = of(to);
        var first = of(from.isAfter(to) ? to : from);
        long weeks = Math.min(MOST, ChronoUnit.WEEKS.between(first, last) + 1);
        return LongStream.range(0, weeks)
                .mapToObj(week -> last.minusWeeks(weeks - 1 - week))
                .toList();
    }
}
