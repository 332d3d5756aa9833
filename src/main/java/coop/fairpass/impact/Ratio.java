package coop.fairpass.impact;

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

    /** {@code 37,7 %}; {@code –} when there is nothing to divide. Shown only beside both counts. */
    public String percent() {
        return denominator == 0 ? "–" : "%d,%d\u00a0%%".formatted(perMille() / 10, perMille() % 10);
    }

    /** {@code 37,7 % (377 sur 1 000)}; {@code – (0 sur 0)} when there is nothing to divide. */
    public String french() {
        return "%s (%s sur %s)".formatted(percent(), count(numerator), count(denominator));
    }

    private static String count(long number) {
        return String.format(java.util.Locale.FRANCE, "%,d", number).replace('\u202f', '\u00a0');
    }
}
