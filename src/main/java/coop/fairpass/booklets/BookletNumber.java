package coop.fairpass.booklets;

/** Numéro de carnet : which booklet, from 1 to 999 999 999. Public, and worth nothing by itself. */
public record BookletNumber(long value) implements Comparable<BookletNumber> {

    public static final long LAST = 999_999_999;

    public BookletNumber {
        if (value < 1 || value > LAST) {
            throw new IllegalArgumentException("a booklet number goes from 1 to %d: %d".formatted(LAST, value));
        }
    }

    /** The voucher of this booklet at {@code rank}, counted from 1. */
    public VoucherNumber voucher(int rank) {
        return VoucherNumber.of(this, rank);
    }

    /** As printed and said: {@code 0000 123 459}, the last digit being the check digit of {@link Serial}. */
    public String serial() {
        return Serial.of(this);
    }

    @Override
    public int compareTo(BookletNumber other) {
        return Long.compare(value, other.value);
    }
}
