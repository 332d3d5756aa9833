package coop.fairpass.creditors;

import coop.fairpass.money.Money;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;

/**
 * Créance : one reason why a provider is owed something, or owes it when negative.
 *
 * @param reference the number of the statement, or the id of the claim that was advanced; empty for an open month
 * @param vouchers how many vouchers it counts
 * @param fee downstream fee before VAT; of an open month, what it would be if the month were closed now
 * @param owed what the books owe for it: the net of a statement, the face value of an open month
 */
public record ProviderClaim(
        Creditor provider,
        Kind kind,
        String reference,
        Optional<YearMonth> month,
        String state,
        long vouchers,
        Money face,
        Money fee,
        Money vat,
        Money contribution,
        Money setOff,
        Money correction,
        Money carriedIn,
        Money owed,
        Optional<LocalDate> dueOn) {

    /** Where it comes from. */
    public enum Kind {
        STATEMENT,
        /** Before fees. */
        MONTH,
        /** Of a voucher that was taken back, which the cooperative advanced. */
        CLAIM,
        /** By the provider, or written off; on no statement yet. */
        REPAYMENT
    }
}
