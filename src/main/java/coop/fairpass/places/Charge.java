package coop.fairpass.places;

import coop.fairpass.money.Money;

/**
 * Reste à payer, as a page says it before the service: how many vouchers are given, and what is paid on top.
 *
 * <p>At a regulated price nothing is left, for it is a whole number of vouchers: 20,00 € is two of them. At any
 * other, one voucher is given: 15,00 € leaves 5,00 €. No change is ever given, for a price is never below face value
 * (R-091).
 */
public record Charge(Money price, long vouchers, Money remaining, boolean isRegulated) {

    public static Charge of(Money price, boolean isRegulated, Money faceValue) {
        long whole = price.wholeTimes(faceValue);
        if (isRegulated && faceValue.times(whole).equals(price)) {
            return new Charge(price, whole, Money.ZERO, true);
        }
        // An older offer may be below the face value of today: a voucher pays it whole, and nothing is given back.
        var left = price.minus(faceValue);
        return new Charge(price, 1, left.isNegative() ? Money.ZERO : left, false);
    }

    /** {@code 1 chèque et 5,00 €}, {@code 2 chèques}. */
    public String french() {
        var given = vouchers == 1 ? "1 chèque" : vouchers + " chèques";
        return remaining.isZero() ? given : given + " et " + remaining.french();
    }

    /** {@code 1 voucher and €5.00}, {@code 2 vouchers}. */
    public String english() {
        var given = vouchers == 1 ? "1 voucher" : vouchers + " vouchers";
        return remaining.isZero() ? given : given + " and " + remaining.english();
    }
}
