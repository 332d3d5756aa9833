package coop.fairpass.bank;

import java.util.Optional;

/**
 * The identifiers that came with a transaction.
 *
 * @param messageId of the file it was in
 * @param paymentInformationId of the block it was in
 * @param instructionId between the payer and its bank
 * @param endToEndId from payer to payee and back; absent when the payer gave none
 * @param transactionId between banks
 * @param servicerReference the bank's own
 */
public record TransactionReferences(
        Optional<String> messageId,
        Optional<String> paymentInformationId,
        Optional<String> instructionId,
        Optional<String> endToEndId,
        Optional<String> transactionId,
        Optional<String> servicerReference) {

    public static final TransactionReferences NONE = new TransactionReferences(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    public static TransactionReferences endToEnd(String endToEndId) {
        return new TransactionReferences(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(endToEndId),
                Optional.empty(),
                Optional.empty());
    }
}
