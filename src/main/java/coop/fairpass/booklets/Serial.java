package coop.fairpass.booklets;

/**
 * Numéro de série : how a booklet or a voucher is named in public, in speech and on slips.
 *
 * <p>{@code 0000 123 459-07} is nine digits of booklet number, a check digit, then the rank. The check digit (Damm's)
 * catches every single wrong digit and every swap of two neighbours in the booklet's part. The rank has none: a wrong
 * rank still names the right booklet, and booklets are what custody counts.
 *
 * <p>A serial never redeems: no code can be computed from it without the keys, and twelve digits are one
 * character short of a code.
 */
public final class Serial {

    private static final int BOOKLET_DIGITS = 10;
    private static final int VOUCHER_DIGITS = 12;

    /** Damm's quasigroup of order 10, weakly totally anti-symmetric: the reason it misses no swap. */
    private static final int[][] DAMM = {
        {0, 3, 1, 7, 5, 9, 8, 6, 4, 2},
        {7, 0, 9, 2, 1, 5, 4, 8, 6, 3},
        {4, 2, 0, 6, 8, 7, 1, 3, 5, 9},
        {1, 7, 5, 0, 9, 8, 3, 4, 2, 6},
        {6, 1, 2, 3, 0, 4, 5, 9, 7, 8},
        {3, 6, 7, 4, 2, 0, 9, 5, 8, 1},
        {5, 8, 6, 9, 7, 2, 0, 1, 3, 4},
        {8, 9, 4, 5, 3, 6, 2, 0, 1, 7},
        {9, 4, 3, 8, 6, 1, 7, 2, 0, 5},
        {2, 5, 8, 1, 4, 3, 6, 7, 9, 0},
    };

    private Serial() {}

    /** What a text says when read as a serial. */
    public sealed interface Reading {

        record OfBooklet(BookletNumber number) implements Reading {}

        record OfVoucher(VoucherNumber number) implements Reading {}

        record Misread(SerialFault fault) implements Reading {}
    }

    static String of(BookletNumber booklet) {
        return written(booklet).toString();
    }

    static String of(VoucherNumber voucher) {
        int rank = voucher.rank();
        return written(voucher.booklet())
                .append('-')
                .append((char) ('0' + rank / 10))
                .append((char) ('0' + rank % 10))
                .toString();
    }

    /** Without a format to read each time: every redemption is named so. */
    private static StringBuilder written(BookletNumber booklet) {
        var digits = Long.toString(BookletNumber.LAST + 1 + booklet.value()).substring(1);
        return new StringBuilder(VOUCHER_DIGITS + 4)
                .append(digits, 0, 4)
                .append(' ')
                .append(digits, 4, 7)
                .append(' ')
                .append(digits, 7, 9)
                .append(damm(digits));
    }

    /** Reads a serial as people type it: spaces and dashes anywhere. */
    public static Reading read(String text) {
        var digits = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Typing.isSeparator(c)) {
                continue;
            }
            if (c < '0' || c > '9') {
                return new Reading.Misread(SerialFault.NOT_A_DIGIT);
            }
            if (digits.length() == VOUCHER_DIGITS) {
                return new Reading.Misread(SerialFault.WRONG_LENGTH);
            }
            digits.append(c);
        }
        if (digits.length() != BOOKLET_DIGITS && digits.length() != VOUCHER_DIGITS) {
            return new Reading.Misread(SerialFault.WRONG_LENGTH);
        }
        if (damm(digits.substring(0, BOOKLET_DIGITS)) != 0) {
            return new Reading.Misread(SerialFault.WRONG_CHECK_DIGIT);
        }
        long booklet = Long.parseLong(digits, 0, BOOKLET_DIGITS - 1, 10);
        if (booklet == 0) {
            return new Reading.Misread(SerialFault.NO_SUCH_NUMBER);
        }
        var number = new BookletNumber(booklet);
        if (digits.length() == BOOKLET_DIGITS) {
            return new Reading.OfBooklet(number);
        }
        int rank = Integer.parseInt(digits, BOOKLET_DIGITS, VOUCHER_DIGITS, 10);
        return rank < 1 || rank > VoucherNumber.LAST_RANK
                ? new Reading.Misread(SerialFault.NO_SUCH_NUMBER)
                : new Reading.OfVoucher(number.voucher(rank));
    }

    /** The check digit of some digits; zero when they already end with the right one. */
    static int damm(String digits) {
        int interim = 0;
        for (int i = 0; i < digits.length(); i++) {
            interim = DAMM[interim][digits.charAt(i) - '0'];
        }
        return interim;
    }
}
