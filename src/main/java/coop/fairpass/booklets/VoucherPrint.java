package coop.fairpass.booklets;

/** What sets one voucher apart on paper: its number, its code, and the text of its QR, which holds both. */
public record VoucherPrint(VoucherNumber number, VoucherCode code, String qr) {

    /** Without the code, which the QR would tell. */
    @Override
    public String toString() {
        return "VoucherPrint[" + number.serial() + "]";
    }
}
