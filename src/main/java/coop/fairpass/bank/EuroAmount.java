package coop.fairpass.bank;

import coop.fairpass.money.Money;
import java.math.BigDecimal;

/** Reads the amounts of bank files, in which euros have up to five decimals and the direction is apart. */
final class EuroAmount {

    /** Beyond, a statement could not even be added up; no account here comes near. */
    static final Money LARGEST = Money.cents(99_999_999_999_99L);

    private EuroAmount() {}

    /** An unsigned amount with a decimal point: {@code 8.85000} is 8,85 €, {@code 8.855} is refused. */
    static Parsed<Money> parse(String text, String currency) {
        if (!currency.equals("EUR")) {
            return new Parsed.Bad<>(RowProblem.NOT_EUROS);
        }
        if (!text.matches("\\+?([0-9]{1,18}(\\.[0-9]{0,18})?|\\.[0-9]{1,18})")) {
            return new Parsed.Bad<>(RowProblem.AMOUNT_UNREADABLE);
        }
        return cents(new BigDecimal(text).movePointRight(2));
    }

    /** A whole number of units of which {@code decimals} are after the comma: 24121 with 2 is 241,21 €. */
    static Parsed<Money> parse(long units, int decimals) {
        return cents(BigDecimal.valueOf(units, decimals).movePointRight(2));
    }

    private static Parsed<Money> cents(BigDecimal cents) {
        if (cents.stripTrailingZeros().scale() > 0) {
            return new Parsed.Bad<>(RowProblem.AMOUNT_TOO_PRECISE);
        }
        if (cents.abs().compareTo(BigDecimal.valueOf(LARGEST.cents())) > 0) {
            return new Parsed.Bad<>(RowProblem.AMOUNT_TOO_LARGE);
        }
        return new Parsed.Good<>(Money.cents(cents.longValueExact()));
    }
}
