package coop.fairpass.redemption;

import coop.fairpass.booklets.Serial;
import coop.fairpass.booklets.VoucherNumber;
import java.util.Optional;

/**
 * Which redemption: the serial of its voucher and, after a dot, which attempt it was, 0 unless an earlier one was
 * cancelled. {@code 0000-123-455-07.0}.
 *
 * @param voucher booklet × 16 + rank
 */
public record RedemptionId(long voucher, int attempt) {

    /** Reads an id as it was given; empty when it is not one. */
    public static Optional<RedemptionId> read(String text) {
        int dot = text.lastIndexOf('.');
        if (dot < 0 || !text.substring(dot + 1).matches("\\d{1,4}")) {
            return Optional.empty();
        }
        int attempt = Integer.parseInt(text.substring(dot + 1));
        return Serial.read(text.substring(0, dot)) instanceof Serial.Reading.OfVoucher(var number)
                ? Optional.of(new RedemptionId(number.value(), attempt))
                : Optional.empty();
    }

    /** The serial printed on the voucher. */
    public String serial() {
        return new VoucherNumber(voucher).serial();
    }

    @Override
    public String toString() {
        return serial().replace(' ', '-') + "." + attempt;
    }
}
