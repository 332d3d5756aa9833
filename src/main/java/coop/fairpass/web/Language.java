package coop.fairpass.web;

import coop.fairpass.calendar.Paris;
import coop.fairpass.language.Reading;
import coop.fairpass.money.Money;
import coop.fairpass.money.Rate;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.Optional;

/**
 * The language of whoever reads a page. French is the language of the product: of its documents, of its letters, of
 * what is written down, and of every page that nobody asked in another (decision 0021).
 *
 * <p>It is bound for one request; outside of a request, what is said is said in French.
 */
public enum Language {
    FRENCH("fr"),
    ENGLISH("en");

    private final String tag;

    Language(String tag) {
        this.tag = tag;
    }

    /** As HTML and cookies name it: {@code fr}, {@code en} (BCP 47). */
    public String tag() {
        return tag;
    }

    /** The language of a tag; empty when we do not speak it. */
    public static Optional<Language> ofTag(String tag) {
        return Arrays.stream(values()).filter(one -> one.tag.equals(tag)).findFirst();
    }

    /** The language of whoever reads what is being answered. */
    public static Language reading() {
        return Reading.isEnglish() ? ENGLISH : FRENCH;
    }

    /** Words of a page in the language of its reader; what is kept or sent is said in French instead. */
    public static String say(String french, String english) {
        return Reading.say(french, english);
    }

    /** An amount as pages show it to their reader. */
    public static String say(Money amount) {
        return say(amount.french(), amount.english());
    }

    /** A rate as pages show it to their reader. */
    public static String say(Rate rate) {
        return say(rate.french(), rate.english());
    }

    /** A day as pages show it to their reader: {@code 31/01/2027}. */
    public static String say(LocalDate day) {
        return say(Paris.french(day), Paris.english(day));
    }

    /** A day as pages tell it to their reader: {@code 31 janvier 2027}, {@code 31 January 2027}. */
    public static String sayLong(LocalDate day) {
        return say(Paris.frenchLong(day), Paris.englishLong(day));
    }

    /** An instant as pages show it to their reader. */
    public static String say(Instant instant) {
        return say(Paris.french(instant), Paris.english(instant));
    }

    /** A month as pages show it to their reader. */
    public static String say(YearMonth month) {
        return say(Paris.french(month), Paris.english(month));
    }

    /** A number as pages show it to their reader: {@code 2 400}, {@code 2,400}. */
    public static String say(long count) {
        return say(Plural.number(count), Plural.englishNumber(count));
    }

    /** Does a work in this language, whatever the reader's: a document is French for everybody. */
    public <T, X extends Throwable> T during(ScopedValue.CallableOp<T, X> work) throws X {
        return Reading.where(this == ENGLISH).call(work);
    }
}
