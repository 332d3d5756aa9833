package coop.fairpass.orders;

import java.util.List;

/** How a number of vouchers goes into booklets of one size (R-008, R-009, T20). */
public final class BookletSplit {

    /** Sizes that a voucher number can hold. */
    public static final List<Integer> SIZES = List.of(5, 10);

    private BookletSplit() {}

    /** Whether a number fills whole booklets, and otherwise the two nearest that do. */
    public sealed interface Fit {
        record Whole(long booklets) implements Fit {}

        /** {@code below} is zero when nothing smaller can be ordered. */
        record Between(long below, long above) implements Fit {}
    }

    public static Fit of(long vouchers, int bookletSize) {
        if (vouchers <= 0 || !SIZES.contains(bookletSize)) {
            throw new IllegalArgumentException(
                    "cannot put %d vouchers in booklets of %d".formatted(vouchers, bookletSize));
        }
        long booklets = vouchers / bookletSize;
        return vouchers % bookletSize == 0
                ? new Fit.Whole(booklets)
                : new Fit.Between(booklets * bookletSize, (booklets + 1) * bookletSize);
    }
}
