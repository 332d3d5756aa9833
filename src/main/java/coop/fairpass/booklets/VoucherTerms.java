package coop.fairpass.booklets;

import coop.fairpass.money.Money;
import java.time.LocalDate;

/**
 * What every voucher of an order promises: its face value, and the days it can be used, both included.
 *
 * @param firstDay the day its codes are made when the order names none: no voucher is used before it is printed
 */
public record VoucherTerms(Money faceValue, LocalDate firstDay, LocalDate lastDay) {

    public VoucherTerms {
        if (!faceValue.isPositive()) {
            throw new IllegalArgumentException("a voucher is worth something: " + faceValue);
        }
        if (lastDay.isBefore(firstDay)) {
            throw new IllegalArgumentException("no day from %s to %s".formatted(firstDay, lastDay));
        }
    }
}
