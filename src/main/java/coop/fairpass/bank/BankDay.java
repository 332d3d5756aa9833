package coop.fairpass.bank;

import coop.fairpass.calendar.Paris;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.function.Supplier;

/** Reads the days of bank files, all made days in Paris. */
final class BankDay {

    private static final DateTimeFormatter DAY_MONTH_YEAR =
            DateTimeFormatter.ofPattern("ddMMuuuu").withResolverStyle(ResolverStyle.STRICT);

    private BankDay() {}

    /** {@code 2026-11-30}, with or without a zone, which a day does not need. */
    static Parsed<LocalDate> ofDate(String text) {
        if (!text.matches("[12][0-9]{3}-[0-9]{2}-[0-9]{2}(Z|[+-][0-9]{2}:[0-9]{2})?")) {
            return new Parsed.Bad<>(RowProblem.DATE_UNREADABLE);
        }
        return day(() -> LocalDate.parse(text.substring(0, 10)));
    }

    /** {@code 2026-11-30T23:30:00Z} is already 1 December in Paris; without an offset, the clock was in Paris. */
    static Parsed<LocalDate> ofDateTime(String text) {
        if (!text.matches("[12][0-9]{3}-.{11,40}")) {
            return new Parsed.Bad<>(RowProblem.DATE_UNREADABLE);
        }
        boolean hasOffset = text.endsWith("Z") || text.lastIndexOf('+') > 10 || text.lastIndexOf('-') > 10;
        return day(() -> hasOffset
                ? Paris.dayOf(OffsetDateTime.parse(text).toInstant())
                : LocalDateTime.parse(text).toLocalDate());
    }

    /** {@code 301126} is 30 November 2026. */
    static Parsed<LocalDate> ofSixDigits(String text) {
        if (!text.matches("[0-9]{6}")) {
            return new Parsed.Bad<>(RowProblem.DATE_UNREADABLE);
        }
        return day(() -> LocalDate.parse(text.substring(0, 4) + "20" + text.substring(4), DAY_MONTH_YEAR));
    }

    private static Parsed<LocalDate> day(Supplier<LocalDate> parse) {
        try {
            return new Parsed.Good<>(parse.get());
        } catch (DateTimeException _) {
            return new Parsed.Bad<>(RowProblem.DATE_UNREADABLE);
        }
    }
}
