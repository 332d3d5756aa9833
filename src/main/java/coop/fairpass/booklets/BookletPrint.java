package coop.fairpass.booklets;

import java.util.List;

/**
 * One booklet to print: five or ten vouchers, or what remains of them when it replaces a lost one.
 *
 * @param terms what its QR promise, and what its paper must say
 */
public record BookletPrint(BookletNumber number, VoucherTerms terms, List<VoucherPrint> vouchers) {

    public BookletPrint {
        vouchers = List.copyOf(vouchers);
        if (vouchers.isEmpty()) {
            throw new IllegalArgumentException("a booklet has vouchers: " + number);
        }
        for (var voucher : vouchers) {
            if (!voucher.number().booklet().equals(number)) {
                throw new IllegalArgumentException("%s is not of booklet %s".formatted(voucher, number.serial()));
            }
        }
    }
}
