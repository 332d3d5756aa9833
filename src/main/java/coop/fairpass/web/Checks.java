package coop.fairpass.web;

import coop.fairpass.directory.Checked;
import coop.fairpass.money.Money;
import coop.fairpass.money.Rate;
import coop.fairpass.web.Problem.FieldProblem;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of one request and keeps what is wrong with each, so that the caller is told everything at once.
 *
 * <p>A field that is wrong yields a stand-in value; {@link #orThrow()} is called before any value is used.
 */
public final class Checks {

    private static final int LONGEST = 10_000;

    private final List<FieldProblem> errors = new ArrayList<>();

    /** Ends the work with all that is wrong, if anything is. */
    public void orThrow() {
        if (!errors.isEmpty()) {
            throw ProblemException.fields(errors);
        }
    }

    /** What is wrong so far. */
    public List<FieldProblem> errors() {
        return List.copyOf(errors);
    }

    /** Adds a problem that only the caller could see. */
    public void refuse(String field, Enum<?> reason) {
        errors.add(new FieldProblem(field, reason.name(), Sentences.of(reason)));
    }

    /** What was written is not of its form: {@code FIELD_INVALID}, and how it is written (RGAA, 11.11). */
    private void misread(String field, String french, String english) {
        var told = Sentences.of(WebReason.FIELD_INVALID) + " " + Language.say(french, english);
        errors.add(new FieldProblem(field, WebReason.FIELD_INVALID.name(), told));
    }

    /** A text of 1 to {@code longest} characters, stripped. */
    public String text(String field, @Nullable String value, int longest) {
        var text = optionalText(field, value, longest);
        if (text.isEmpty() && errors.stream().noneMatch(error -> error.field().equals(field))) {
            refuse(field, WebReason.FIELD_MISSING);
        }
        return text.orElse("?");
    }

    /** A text of at most {@code longest} characters, or nothing. Control characters are refused. */
    public Optional<String> optionalText(String field, @Nullable String value, int longest) {
        if (value == null || value.isBlank()) {
            return Optional.empty();
        }
        var text = value.strip();
        if (text.length() > Math.min(longest, LONGEST)) {
            refuse(field, WebReason.TOO_LONG);
            return Optional.empty();
        }
        if (holdsControl(text)) {
            refuse(field, WebReason.FIELD_INVALID);
            return Optional.empty();
        }
        return Optional.of(text);
    }

    private static boolean holdsControl(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t') {
                return true;
            }
        }
        return false;
    }

    /** An identifier with rules of its own, required. */
    public <T> Optional<T> identifier(String field, @Nullable String value, Function<String, Checked<T>> check) {
        if (value == null || value.isBlank()) {
            refuse(field, WebReason.FIELD_MISSING);
            return Optional.empty();
        }
        return optionalIdentifier(field, value, check);
    }

    /** An identifier with rules of its own, or nothing. */
    public <T> Optional<T> optionalIdentifier(
            String field, @Nullable String value, Function<String, Checked<T>> check) {
        if (value == null || value.isBlank()) {
            return Optional.empty();
        }
        if (value.length() > 200) {
            refuse(field, WebReason.TOO_LONG);
            return Optional.empty();
        }
        return switch (check.apply(value)) {
            case Checked.Valid<T>(T sound) -> Optional.of(sound);
            case Checked.Invalid<T>(var problem) -> {
                refuse(field, problem);
                yield Optional.empty();
            }
        };
    }

    /** A whole number within bounds, required. */
    public long number(String field, @Nullable Long value, long least, long most) {
        if (value == null) {
            refuse(field, WebReason.FIELD_MISSING);
            return least;
        }
        if (value < least || value > most) {
            misread(
                    field,
                    "Écrivez un nombre entier, de %d à %d.".formatted(least, most),
                    "Write a whole number, from %d to %d.".formatted(least, most));
            return least;
        }
        return value;
    }

    /** A whole number as people write it, within bounds, required. */
    public long whole(String field, @Nullable String written, long least, long most) {
        var digits = written == null ? "" : written.strip();
        return number(
                field,
                digits.isEmpty() ? null : digits.matches("\\d{1,12}") ? Long.valueOf(digits) : Long.valueOf(-1),
                least,
                most);
    }

    /** An amount in cents within bounds, required. */
    public Money cents(String field, @Nullable Long value, Money least, Money most) {
        return Money.cents(number(field, value, least.cents(), most.cents()));
    }

    /** An amount as people write it, {@code 10,40}, within bounds. */
    public Money euros(String field, @Nullable String value, Money least, Money most) {
        if (value == null || value.isBlank()) {
            refuse(field, WebReason.FIELD_MISSING);
            return least;
        }
        try {
            var amount = Money.parse(value);
            if (!least.isMoreThan(amount) && !amount.isMoreThan(most)) {
                return amount;
            }
        } catch (IllegalArgumentException e) {
            // told below, with the amounts out of bounds
        }
        misread(
                field,
                "Écrivez un montant en euros comme 12,50, de %s à %s.".formatted(least.french(), most.french()),
                "Write an amount in euros such as 12.50, from %s to %s.".formatted(least.english(), most.english()));
        return least;
    }

    /** A share in per cent as people write it, {@code 4,80} or {@code 4,80 %}, from 0 to 100 %. */
    public Rate percent(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            refuse(field, WebReason.FIELD_MISSING);
            return Rate.ZERO;
        }
        try {
            var rate = Rate.parsePercent(value);
            if (rate.compareTo(Rate.percent(100)) <= 0) {
                return rate;
            }
        } catch (IllegalArgumentException e) {
            // told below, with the shares above the whole
        }
        misread(
                field,
                "Écrivez un taux en % comme 4,80, de 0 à 100.",
                "Write a rate in % such as 4.80, from 0 to 100.");
        return Rate.ZERO;
    }

    /** A day written {@code 2026-12-31}, from 2000 to 2099, required. */
    public LocalDate day(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            refuse(field, WebReason.FIELD_MISSING);
            return LocalDate.EPOCH;
        }
        return optionalDay(field, value).orElse(LocalDate.EPOCH);
    }

    /** A day written {@code 2026-12-31}, from 2000 to 2099, or nothing. */
    public Optional<LocalDate> optionalDay(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            return Optional.empty();
        }
        try {
            var day = LocalDate.parse(value.strip());
            if (day.getYear() >= 2000 && day.getYear() <= 2099) {
                return Optional.of(day);
            }
        } catch (DateTimeException e) {
            // told below, with the days out of the century
        }
        misread(field, "Un jour s’écrit ainsi : 2026-12-31.", "A day is written like this: 2026-12-31.");
        return Optional.empty();
    }

    /** A month written {@code 2026-11}, required. */
    public YearMonth month(String field, @Nullable String value) {
        try {
            if (value != null && value.strip().matches("20\\d{2}-\\d{2}")) {
                return YearMonth.parse(value.strip());
            }
        } catch (DateTimeException e) {
            // told below
        }
        refuse(field, value == null ? WebReason.FIELD_MISSING : WebReason.FIELD_INVALID);
        return YearMonth.of(2000, 1);
    }

    /** A month written {@code 2026-11}, or nothing. */
    public Optional<YearMonth> optionalMonth(String field, @Nullable String value) {
        return value == null || value.isBlank() ? Optional.empty() : Optional.of(month(field, value));
    }

    /** One constant of an enumeration, required. */
    public <E extends Enum<E>> E choice(String field, @Nullable String value, Class<E> type, E standIn) {
        if (value == null || value.isBlank()) {
            refuse(field, WebReason.FIELD_MISSING);
            return standIn;
        }
        return optionalChoice(field, value, type).orElse(standIn);
    }

    /** One constant of an enumeration, or nothing. */
    public <E extends Enum<E>> Optional<E> optionalChoice(String field, @Nullable String value, Class<E> type) {
        if (value == null || value.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Enum.valueOf(type, value.strip().toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException e) {
            refuse(field, WebReason.FIELD_INVALID);
            return Optional.empty();
        }
    }

    /** A UUID, required. */
    public UUID id(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            refuse(field, WebReason.FIELD_MISSING);
            return new UUID(0, 0);
        }
        return optionalId(field, value).orElse(new UUID(0, 0));
    }

    /** A UUID, or nothing. */
    public Optional<UUID> optionalId(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            return Optional.empty();
        }
        if (value.strip().length() == 36) {
            try {
                return Optional.of(UUID.fromString(value.strip()));
            } catch (IllegalArgumentException e) {
                // told below
            }
        }
        refuse(field, WebReason.FIELD_INVALID);
        return Optional.empty();
    }

    /** How many items a page holds, from 1 to {@link Page#LARGEST}; absent is {@link Page#DEFAULT_SIZE}. */
    public int size(@Nullable Long value) {
        return value == null ? Page.DEFAULT_SIZE : (int) number("size", value, 1, Page.LARGEST);
    }

    /** A list of at most {@code most} items; absent is empty. */
    public <T> List<T> list(String field, @Nullable List<T> values, int most) {
        if (values == null) {
            return List.of();
        }
        if (values.size() > most) {
            refuse(field, WebReason.TOO_LONG);
            return List.of();
        }
        if (values.stream().anyMatch(java.util.Objects::isNull)) {
            refuse(field, WebReason.FIELD_INVALID);
            return List.of();
        }
        return List.copyOf(values);
    }
}
