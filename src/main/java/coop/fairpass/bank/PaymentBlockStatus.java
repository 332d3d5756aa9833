package coop.fairpass.bank;

import java.util.List;

/**
 * What the bank says of one block of a payment file, and of its transfers.
 *
 * @param paymentInformationId ours; empty in the oldest reports, which have no blocks
 */
public record PaymentBlockStatus(String paymentInformationId, ReportedStatus status, List<TransferStatus> transfers) {

    public PaymentBlockStatus {
        transfers = List.copyOf(transfers);
    }
}
