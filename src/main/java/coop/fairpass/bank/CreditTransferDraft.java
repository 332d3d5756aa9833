package coop.fairpass.bank;

import coop.fairpass.directory.Bic;
import coop.fairpass.directory.Iban;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What someone wants to send to the bank, not yet checked.
 *
 * @param messageId the batch, unique for ever; at most 32 characters, for the payment block adds three
 * @param createdAt the instant of the freeze, not of the download: the same file has the same bytes
 * @param initiator who sends the file
 * @param debtorName who pays
 * @param debtorIban the account debited
 * @param debtorBic written when known; inside SEPA the IBAN is enough
 * @param executionDate the day the bank debits, a TARGET day
 * @param batchBooking one bank line for the whole file, or one for each transfer
 */
public record CreditTransferDraft(
        String messageId,
        Instant createdAt,
        String initiator,
        String debtorName,
        Iban debtorIban,
        Optional<Bic> debtorBic,
        LocalDate executionDate,
        boolean batchBooking,
        List<CreditTransfer> transfers) {

    public CreditTransferDraft {
        transfers = List.copyOf(transfers);
    }
}
