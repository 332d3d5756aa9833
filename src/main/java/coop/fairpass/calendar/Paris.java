package coop.fairpass.calendar;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The one time zone in which days and months are judged, wherever the server, the place or the person is.
 *
 * <p>A month is the half-open interval from its first midnight to the next month's, so a change to summer time on its
 * last day makes it 743 hours long and loses nothing (test-vectors T18, R-335).
 */
public final class Paris {

    public static final ZoneId ZONE = ZoneId.of("Europe/Paris");

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy", Locale.FRANCE);
    private static final DateTimeFormatter LONG_DAY = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.FRANCE);
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("dd/MM/yyyy 'à' HH:mm", Locale.FRANCE);
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMMM yyyy", Locale.FRANCE);

    private static final DateTimeFormatter ENGLISH_LONG_DAY = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.UK);
    private static final DateTimeFormatter ENGLISH_MOMENT =
            DateTimeFormatter.ofPattern("dd/MM/yyyy 'at' HH:mm", Locale.UK);
    private static final DateTimeFormatter ENGLISH_MONTH = DateTimeFormatter.ofPattern("MMMM yyyy", Locale.UK);

    private Paris() {}

    /** The day in Paris at an instant: 2026-12-31T23:00:00Z is already 1 January 2027. */
    public static LocalDate dayOf(Instant instant) {
        return instant.atZone(ZONE).toLocalDate();
    }

    /** Today in Paris, whatever zone the clock itself shows. */
    public static LocalDate today(Clock clock) {
        return dayOf(clock.instant());
    }

    /** The first instant of a day in Paris. */
    public static Instant startOf(LocalDate day) {
        return day.atStartOfDay(ZONE).toInstant();
    }

    /** The first instant of a month, included in it. */
    public static Instant startOf(YearMonth month) {
        return startOf(month.atDay(1));
    }

    /** The first instant after a month, excluded from it. */
    public static Instant endOf(YearMonth month) {
        return startOf(month.plusMonths(1));
    }

    /** As French pages show a day: {@code 31/01/2027}. */
    public static String french(LocalDate day) {
        return DAY.format(day);
    }

    /** As letters and vouchers show a day: {@code 31 janvier 2027}. */
    public static String frenchLong(LocalDate day) {
        return day.getDayOfMonth() == 1 ? "1er" + LONG_DAY.format(day).substring(1) : LONG_DAY.format(day);
    }

    /** As French pages show an instant, in Paris time: {@code 31/01/2027 à 23:59}. */
    public static String french(Instant instant) {
        return MOMENT.format(instant.atZone(ZONE));
    }

    /** As French pages show a month: {@code novembre 2026}. */
    public static String french(YearMonth month) {
        return MONTH.format(month);
    }

    /** As English pages show a day: {@code 31/01/2027}, as French ones do. */
    public static String english(LocalDate day) {
        return DAY.format(day);
    }

    /** As English pages tell a day: {@code 31 January 2027}. */
    public static String englishLong(LocalDate day) {
        return ENGLISH_LONG_DAY.format(day);
    }

    /** As English pages show an instant, in Paris time: {@code 31/01/2027 at 23:59}. */
    public static String english(Instant instant) {
        return ENGLISH_MOMENT.format(instant.atZone(ZONE));
    }

    /** As English pages show a month: {@code November 2026}. */
    public static String english(YearMonth month) {
        return ENGLISH_MONTH.format(month);
    }

    /** A month after a noun: {@code of November 2026}. */
    public static String ofEnglish(YearMonth month) {
        return "of " + english(month);
    }

    /** A month after a noun, elided as French asks: {@code de novembre 2026}, {@code d’août 2026}. */
    public static String ofFrench(YearMonth month) {
        return switch (month.getMonth()) {
            case APRIL, AUGUST, OCTOBER -> "d’" + french(month);
            default -> "de " + french(month);
        };
    }
}
