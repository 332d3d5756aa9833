package coop.fairpass.orders;

import coop.fairpass.money.Money;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Lot : booklets of an order shipped, funded and activated together.
 *
 * @param code short, kept on each of its booklets
 * @param place 1 for the first lot of the order
 * @param range first and last booklet number, once they were made
 */
public record Lot(
        LotId id,
        int code,
        OrderId order,
        int place,
        long booklets,
        int bookletSize,
        Goods goods,
        Optional<Range> range,
        Optional<LocalDate> receivedOn,
        Optional<LocalDate> activatedOn) {

    /** Where the paper is. */
    public enum Goods {
        PLANNED,
        PRINTED,
        SHIPPED,
        RECEIVED,
        CANCELLED
    }

    /** Booklet numbers, both included. */
    public record Range(long first, long last) {}

    public long vouchers() {
        return booklets * bookletSize;
    }

    public Money face(Money faceValue) {
        return faceValue.times(vouchers());
    }

    public boolean isActive() {
        return activatedOn.isPresent();
    }
}
