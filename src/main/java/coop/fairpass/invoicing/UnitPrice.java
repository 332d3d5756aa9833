package coop.fairpass.invoicing;

import coop.fairpass.money.Money;
import coop.fairpass.money.Rate;
import java.math.BigDecimal;

/**
 * Prix unitaire HT : the price of one unit in millionths of a euro, because 4 % of 3,33 € is 0,1332 €.
 *
 * <p>Six decimals are what the French rules allow (BR-FR-DEC-03); a price that would need more is refused rather than
 * rounded, since price × quantity must give the line to the cent.
 */
public record UnitPrice(long millionths) {

    private static final long MILLIONTHS_IN_CENT = 10_000;

    public UnitPrice {
        if (millionths <= 0) {
            throw new IllegalArgumentException(
                    "a unit price is positive: %d millionths of a euro".formatted(millionths));
        }
    }

    /** A price in whole cents. */
    public static UnitPrice of(Money price) {
        return new UnitPrice(Math.multiplyExact(price.cents(), MILLIONTHS_IN_CENT));
    }

    /**
     * The fee on one voucher: 4 % of 10,00 € is 0,40 €.
     *
     * @throws ArithmeticException when it needs more than six decimals
     */
    public static UnitPrice of(Rate feeRate, Money faceValue) {
        return new UnitPrice(BigDecimal.valueOf(feeRate.numerator())
                .multiply(BigDecimal.valueOf(faceValue.cents()))
                .multiply(BigDecimal.valueOf(MILLIONTHS_IN_CENT))
                .divide(BigDecimal.valueOf(feeRate.denominator()))
                .longValueExact());
    }

    /** What {@code quantity} units cost, half up: 10 at 0,1332 € are 1,33 €. */
    public Money times(long quantity) {
        return new Rate(millionths, MILLIONTHS_IN_CENT).of(Money.cents(quantity));
    }

    /** As invoice files want it: {@code 0.40}, {@code 0.1332}. */
    public String dotted() {
        var price = BigDecimal.valueOf(millionths, 6).stripTrailingZeros();
        return price.setScale(Math.max(2, price.scale())).toPlainString();
    }

    /** As French pages show it: {@code 0,1332 €}; whole cents are shown as an amount. */
    public String french() {
        return millionths % MILLIONTHS_IN_CENT == 0
                ? Money.cents(millionths / MILLIONTHS_IN_CENT).french()
                : dotted().replace('.', ',') + "\u00a0€";
    }
}
