package coop.fairpass.money;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.stream.Collector;

/**
 * Montant : an amount in euros, held as whole cents; {@code cents(10_40)} is 10,40 €.
 *
 * <p>May be negative (a debt, a correction). Arithmetic that would overflow throws {@link ArithmeticException}
 * rather than wrap: a lost amount is worse than a stopped act.
 */
public record Money(long cents) implements Comparable<Money> {

    public static final Money ZERO = new Money(0);

    /** The amount of {@code cents} euro cents: {@code cents(9_52)} is 9,52 €. */
    public static Money cents(long cents) {
        return cents == 0 ? ZERO : new Money(cents);
    }

    /**
     * Reads an amount as people and files write it: {@code 10,40}, {@code 10.4}, {@code -3}; at most two decimals.
     *
     * @throws IllegalArgumentException when it is not such an amount, or is beyond ± 90 thousand billion euros
     */
    public static Money parse(String text) {
        var cleaned = text.strip().replace("\u00a0", "").replace("\u202f", "").replace(" ", "");
        if (cleaned.endsWith("€")) {
            cleaned = cleaned.substring(0, cleaned.length() - 1);
        }
        if (!cleaned.matches("[+-]?\\d{1,14}([.,]\\d{1,2})?")) {
            throw new IllegalArgumentException("not an amount in euros: " + abridged(text));
        }
        boolean negative = cleaned.startsWith("-");
        var digits = cleaned.replaceAll("[+-]", "").replace(',', '.');
        int dot = digits.indexOf('.');
        long euros = Long.parseLong(dot < 0 ? digits : digits.substring(0, dot));
        var decimals = dot < 0 ? "" : digits.substring(dot + 1);
        long cents = euros * 100 + Long.parseLong((decimals + "00").substring(0, 2));
        return cents(negative ? -cents : cents);
    }

    private static String abridged(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "…" : text;
    }

    public Money plus(Money other) {
        return cents(Math.addExact(cents, other.cents));
    }

    public Money minus(Money other) {
        return cents(Math.subtractExact(cents, other.cents));
    }

    public Money times(long count) {
        return cents(Math.multiplyExact(cents, count));
    }

    public Money negated() {
        return cents(Math.negateExact(cents));
    }

    /**
     * How many whole times {@code other} fits in this amount; both must be positive or zero, {@code other} not zero.
     */
    public long wholeTimes(Money other) {
        if (cents < 0 || other.cents <= 0) {
            throw new IllegalArgumentException("cannot count %s in %s".formatted(other, this));
        }
        return cents / other.cents;
    }

    public Money min(Money other) {
        return cents <= other.cents ? this : other;
    }

    public Money max(Money other) {
        return cents >= other.cents ? this : other;
    }

    public boolean isZero() {
        return cents == 0;
    }

    public boolean isPositive() {
        return cents > 0;
    }

    public boolean isNegative() {
        return cents < 0;
    }

    public boolean isLessThan(Money other) {
        return cents < other.cents;
    }

    public boolean isMoreThan(Money other) {
        return cents > other.cents;
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(cents, other.cents);
    }

    /** The sum of a stream of amounts. */
    public static Collector<Money, ?, Money> sum() {
        return Collector.of(
                () -> new Money[] {ZERO},
                (total, money) -> total[0] = total[0].plus(money),
                (a, b) -> new Money[] {a[0].plus(b[0])},
                total -> total[0]);
    }

    /** As French pages show it: {@code 1 234,56 €}, with no-break spaces so that it never splits over two lines. */
    public String french() {
        var symbols = DecimalFormatSymbols.getInstance(Locale.FRANCE);
        symbols.setGroupingSeparator('\u202f');
        var format = new DecimalFormat("#,##0.00", symbols);
        return format.format(java.math.BigDecimal.valueOf(cents, 2)) + "\u00a0€";
    }

    /** As English pages show it: {@code €1,234.56}. */
    public String english() {
        var format = new DecimalFormat("#,##0.00", DecimalFormatSymbols.getInstance(Locale.UK));
        return (cents < 0 ? "−€" : "€")
                + format.format(java.math.BigDecimal.valueOf(cents, 2).abs());
    }

    /** As bank and invoice files want it: {@code 1234.56}, dot, two decimals, no grouping. */
    public String dotted() {
        return java.math.BigDecimal.valueOf(cents, 2).toPlainString();
    }

    /** As French accounting files want it: {@code 1234,56}. */
    public String comma() {
        return dotted().replace('.', ',');
    }

    /** For logs and messages to programmers: {@code 12.34 €}. */
    @Override
    public String toString() {
        return dotted() + " €";
    }
}
