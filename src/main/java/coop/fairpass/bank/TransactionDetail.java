package coop.fairpass.bank;

import coop.fairpass.money.Money;
import java.util.List;
import java.util.Optional;

/**
 * One transaction inside an entry; most entries have one, a batch has many.
 *
 * @param amount signed as the account holder sees it; absent when the bank gives none in euros
 * @param ultimateDebtor on whose behalf the debtor paid: a commune, behind its public accountant
 * @param remittance what the payer wrote
 * @param creditorReferences structured references, as written
 * @param returned why the payment came back, when it did
 * @param text what the bank adds
 */
public record TransactionDetail(
        Optional<Money> amount,
        TransactionReferences references,
        Party debtor,
        Party creditor,
        Optional<String> ultimateDebtor,
        List<String> remittance,
        List<String> creditorReferences,
        Optional<BankReturn> returned,
        TransactionCode code,
        Optional<String> text) {

    public TransactionDetail {
        remittance = List.copyOf(remittance);
        creditorReferences = List.copyOf(creditorReferences);
    }

    /** A transfer known by its end-to-end reference, as a bank reports one of ours. */
    public static TransactionDetail of(Money amount, String endToEndId, Party debtor, Party creditor) {
        return new TransactionDetail(
                Optional.of(amount),
                TransactionReferences.endToEnd(endToEndId),
                debtor,
                creditor,
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                TransactionCode.NONE,
                Optional.empty());
    }

    /** A transfer known by what its payer wrote. */
    public static TransactionDetail of(Money amount, Party debtor, Party creditor, String... remittance) {
        return new TransactionDetail(
                Optional.of(amount),
                TransactionReferences.NONE,
                debtor,
                creditor,
                Optional.empty(),
                List.of(remittance),
                List.of(),
                Optional.empty(),
                TransactionCode.NONE,
                Optional.empty());
    }

    /** The same, come back. */
    public TransactionDetail returned(BankReturn reason) {
        return new TransactionDetail(
                amount,
                references,
                debtor,
                creditor,
                ultimateDebtor,
                remittance,
                creditorReferences,
                Optional.of(reason),
                code,
                text);
    }

    /** The same, with a structured reference. */
    public TransactionDetail referring(CreditorReference reference) {
        return new TransactionDetail(
                amount,
                references,
                debtor,
                creditor,
                ultimateDebtor,
                remittance,
                List.of(reference.value()),
                returned,
                code,
                text);
    }
}
