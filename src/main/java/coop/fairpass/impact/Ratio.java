package coop.fairpass.impact;

import coop.fairpass.web.Language;
import coop.fairpass.web.Plural;

/** Taux : two counts, never one without the other (domain §14). 377 out of 1 000 is 37,7 %. */
public record Ratio(long numerator, long denominator) {

    public Ratio {
        if (numerator < 0 || denominator < 0 || numerator > denominator) {
            throw new IllegalArgumentException("%d out of %d is no ratio".formatted(numerator, denominator));
        }
    }

    /** Tenths of a per cent, half up; zero when there is nothing to divide. */
    public long perMille() {
        return denominator == 0 ? 0 : (2_000 * numerator + denominator) / (2 * denominator);
    }

    /**
     * {@code 37,7 %}, {@code 37.7%} to whoever reads; {@code –} when there is nothing to divide. Shown only beside both
     * counts.
     */
    public String percent() {
        return Language.say(percent(",", "\u00a0%"), percent(".", "%"));
    }

    /** {@code 37,7 % (377 sur 1 000)}; {@code – (0 sur 0)} when there is nothing to divide. */
    public String french() {
        return "%s (%s sur %s)".formatted(percent(",", "\u00a0%"), count(numerator), count(denominator));
    }

    /** {@code 37.7% (377 of 1,000)}; {@code – (0 of 0)} when there is nothing to divide. */
    public String english() {
        return "%s (%s of %s)"
                .formatted(percent(".", "%"), Plural.englishNumber(numerator), Plural.englishNumber(denominator));
    }

    private String percent(String mark, String sign) {
        return denominator == 0 ? "–" : "%d%s%d%s".formatted(perMille() / 10, mark, perMille() % 10, sign);
    }

    private static String count(long number) {
        return String.format(java.util.Locale.FRANCE, "%,d", number).replace('\u202f', '\u00a0');
    }
}
