package coop.fairpass.money;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/**
 * Taux : an exact fraction, such as a fee of 4 % or VAT at 8.5 %; the only place where an amount is rounded.
 *
 * <p>{@code Rate.percent(4).of(cents(370_00))} is 14,80 €. Rounding is half up to the cent, on a document's line or
 * once per VAT rate, never per voucher (money-and-law §2.3, R-221, T1).
 */
public record Rate(long numerator, long denominator) implements Comparable<Rate> {

    public static final Rate ZERO = new Rate(0, 1);

    private static final long MILLION = 1_000_000;

    public Rate {
        if (denominator <= 0) {
            throw new IllegalArgumentException("a rate needs a positive denominator: " + denominator);
        }
        if (numerator < 0) {
            throw new IllegalArgumentException("a rate is never negative: " + numerator);
        }
        long divisor = BigInteger.valueOf(numerator)
                .gcd(BigInteger.valueOf(denominator))
                .longValueExact();
        numerator /= divisor;
        denominator /= divisor;
    }

    public static Rate percent(long percent) {
        return new Rate(percent, 100);
    }

    /** The form a rate has in the database: 40 000 parts per million are 4 %. */
    public static Rate ppm(long partsPerMillion) {
        return new Rate(partsPerMillion, MILLION);
    }

    /**
     * Reads a percentage as people write it: {@code 8,5} and {@code 8.5} are 8.5 %, with at most four decimals.
     *
     * @throws IllegalArgumentException when it is not a percentage from 0 to 1000
     */
    public static Rate parsePercent(String text) {
        var cleaned = text.strip().replace(',', '.').replace("%", "").strip();
        if (!cleaned.matches("\\d{1,3}(\\.\\d{1,4})?")) {
            throw new IllegalArgumentException("not a percentage: " + text);
        }
        return ppm(new BigDecimal(cleaned).movePointRight(4).longValueExact());
    }

    /**
     * This rate as parts per million, for storage.
     *
     * @throws ArithmeticException when it is not a whole number of parts per million
     */
    public long partsPerMillion() {
        return BigDecimal.valueOf(numerator)
                .multiply(BigDecimal.valueOf(MILLION))
                .divide(BigDecimal.valueOf(denominator), MathContext.UNLIMITED)
                .longValueExact();
    }

    /**
     * This share of an amount, rounded half up to the cent: 4 % of 0,13 € is 0,01 €. Half a cent goes up (CIBS
     * L131-2).
     */
    public Money of(Money amount) {
        if (amount.isNegative()) {
            throw new IllegalArgumentException("a rate applies to an amount that is not negative: " + amount);
        }
        var twice = product(amount).shiftLeft(1).add(BigInteger.valueOf(denominator));
        return Money.cents(
                twice.divide(BigInteger.valueOf(denominator).shiftLeft(1)).longValueExact());
    }

    /**
     * What remains of an amount that contains this rate once it is taken out: 1 000 with 20 % inside is 833 before VAT
     * (T4). Rounded half up to the cent; the VAT is the rest, so that nothing is lost.
     */
    public Money takenOutOf(Money amount) {
        return new Rate(denominator, Math.addExact(numerator, denominator)).of(amount);
    }

    /** This share of an amount, rounded down to the cent: interest on shares, caps (money-and-law §2.3, rule 4). */
    public Money floorOf(Money amount) {
        return Money.cents(
                product(amount).divide(BigInteger.valueOf(denominator)).longValueExact());
    }

    private BigInteger product(Money amount) {
        return BigInteger.valueOf(amount.cents()).multiply(BigInteger.valueOf(numerator));
    }

    /** True when this rate of one {@code unit} is a whole number of cents, so that no rounding happens. */
    public boolean isWholeOn(Money unit) {
        return product(unit).mod(BigInteger.valueOf(denominator)).signum() == 0;
    }

    public Rate times(Rate other) {
        return new Rate(
                Math.multiplyExact(numerator, other.numerator), Math.multiplyExact(denominator, other.denominator));
    }

    public Rate plus(Rate other) {
        return new Rate(
                Math.addExact(
                        Math.multiplyExact(numerator, other.denominator),
                        Math.multiplyExact(other.numerator, denominator)),
                Math.multiplyExact(denominator, other.denominator));
    }

    public boolean isZero() {
        return numerator == 0;
    }

    @Override
    public int compareTo(Rate other) {
        return BigInteger.valueOf(numerator)
                .multiply(BigInteger.valueOf(other.denominator))
                .compareTo(BigInteger.valueOf(other.numerator).multiply(BigInteger.valueOf(denominator)));
    }

    /** As French pages show it: {@code 8,5 %}. */
    public String french() {
        return percentText().replace('.', ',') + "\u00a0%";
    }

    /** As English pages show it: {@code 8.5%}. */
    public String english() {
        return percentText() + "%";
    }

    /** The percentage with a dot and as few decimals as it needs, four at most: {@code 8.5}. */
    public String percentText() {
        return new BigDecimal(numerator)
                .multiply(BigDecimal.valueOf(100))
                .divide(new BigDecimal(denominator), 4, java.math.RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }

    @Override
    public String toString() {
        return percentText() + " %";
    }
}
