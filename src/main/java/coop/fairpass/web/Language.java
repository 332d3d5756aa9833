package coop.fairpass.web;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The language of whoever reads a page. French is the language of the product: of its documents, of its letters, of what
 * is written down, and of every page that nobody asked in another (decision 0021).
 *
 * <p>It is bound for one request; outside of a request, what is said is said in French.
 */
public enum Language {
    FRENCH("fr"),
    ENGLISH("en");

    private static final ScopedValue<Language> READING = ScopedValue.newInstance();

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
        return READING.orElse(FRENCH);
    }

    /** Words of a page in the language of its reader; what is kept or sent is said in French instead. */
    public static String say(String french, String english) {
        return reading() == ENGLISH ? english : french;
    }

    /** Answers in this language, whatever the reader's: a document is French for everybody. */
    public <T> T during(Supplier<T> work) {
        return ScopedValue.where(READING, this).call(work::get);
    }

    /** Does a work that may throw in this language. */
    public <T, X extends Throwable> T answering(ScopedValue.CallableOp<T, X> work) throws X {
        return ScopedValue.where(READING, this).call(work);
    }
}
