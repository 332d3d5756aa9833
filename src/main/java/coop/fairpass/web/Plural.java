package coop.fairpass.web;

import java.util.Locale;

/**
 * A number of things in a sentence: {@code 1 chèque}, {@code 2 400 chèques}; in French none and one are singular, in
 * English one alone is.
 */
public final class Plural {

    private Plural() {}

    /**
     * The number and what it counts.
     *
     * @param one the words after 0 or 1
     * @param many the words after 2 and more
     */
    public static String of(long count, String one, String many) {
        return number(count) + " " + words(count, one, many);
    }

    /** A number as French pages show it: {@code 2 400}. */
    public static String number(long count) {
        if (count > -1_000 && count < 1_000) {
            return Long.toString(count); // as nearly all are: nothing to group
        }
        return String.format(Locale.ROOT, "%,d", count).replace(',', '\u202f');
    }

    /** The number and what it counts, in English: {@code 0 vouchers}, {@code 2,400 vouchers}. */
    public static String english(long count, String one, String many) {
        return englishNumber(count) + " " + englishWords(count, one, many);
    }

    /** A number as English pages show it: {@code 2,400}. */
    public static String englishNumber(long count) {
        if (count > -1_000 && count < 1_000) {
            return Long.toString(count);
        }
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** The English words that agree with a number written elsewhere. */
    public static String englishWords(long count, String one, String many) {
        return Math.abs(count) == 1 ? one : many;
    }

    /** The words that agree with a number written elsewhere. */
    public static String words(long count, String one, String many) {
        return Math.abs(count) < 2 ? one : many;
    }
}
