package coop.fairpass.bank;

import coop.fairpass.money.Money;
import java.util.Optional;

/**
 * Virements groupés : several transfers booked as one line.
 *
 * @param messageId ours when the batch is ours
 * @param paymentInformationId ours when the batch is ours
 * @param count how many transfers the bank says there are
 * @param total what the bank says they amount to, unsigned
 */
public record PaymentBatch(
        Optional<String> messageId,
        Optional<String> paymentInformationId,
        Optional<Integer> count,
        Optional<Money> total) {

    /** A batch known by the identifiers we gave it. */
    public static PaymentBatch of(String messageId, String paymentInformationId) {
        return new PaymentBatch(
                Optional.of(messageId), Optional.of(paymentInformationId), Optional.empty(), Optional.empty());
    }
}
