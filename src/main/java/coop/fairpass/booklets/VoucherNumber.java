package coop.fairpass.booklets;

/**
 * Numéro de chèque : booklet number × 16 + rank in the booklet, from 1 to 15, in one long; what a redemption stores.
 *
 * <p>Sixteen ranks leave room above the ten vouchers of the largest booklet, and keep rank 0 for the booklet itself.
 */
public record VoucherNumber(long value) implements Comparable<VoucherNumber> {

    public static final int LAST_RANK = 15;

    private static final int RANKS = 16;

    public VoucherNumber {
        if (!exists(value)) {
            throw new IllegalArgumentException("not a booklet number and a rank from 1 to 15: " + value);
        }
    }

    public static VoucherNumber of(BookletNumber booklet, int rank) {
        if (rank < 1 || rank > LAST_RANK) {
            throw new IllegalArgumentException("a rank goes from 1 to %d: %d".formatted(LAST_RANK, rank));
        }
        return new VoucherNumber(booklet.value() * RANKS + rank);
    }

    /** Whether some voucher may have this number; of the values a code can hide, one in 76 million does. */
    static boolean exists(long value) {
        return value > RANKS && value / RANKS <= BookletNumber.LAST && value % RANKS != 0;
    }

    public BookletNumber booklet() {
        return new BookletNumber(value / RANKS);
    }

    public int rank() {
        return (int) (value % RANKS);
    }

    /** As printed and said: {@code 0000 123 459-07}. */
    public String serial() {
        return Serial.of(this);
    }

    @Override
    public int compareTo(VoucherNumber other) {
        return Long.compare(value, other.value);
    }
}
