package coop.fairpass.settlement;

import coop.fairpass.directory.OrganisationId;
import coop.fairpass.money.Money;
import coop.fairpass.settlement.Repayments.Repayment;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Relevé de contrepaiement : what one provider is paid for one month, frozen (domain §5.5).
 *
 * @param carriedIn what earlier months left negative, lifted by what was paid back since ({@link Repayments})
 * @param corrections taken back for claims on earlier months
 * @param feeInvoice the number of the downstream-fee invoice, when there is a fee
 * @param dueOn the first TARGET day not before the first of the next month
 * @param stateReason why it is withheld, returned or carried over; empty otherwise
 */
public record Statement(
        String number,
        UUID id,
        OrganisationId provider,
        YearMonth month,
        long redemptions,
        Money face,
        Money fee,
        Money vat,
        Money contribution,
        Money setOff,
        Money corrections,
        Money carriedIn,
        Money net,
        Optional<String> feeInvoice,
        LocalDate dueOn,
        StatementState state,
        String stateReason,
        Optional<UUID> transfer,
        Optional<LocalDate> paidOn) {

    /** What earlier months left, before what it took in of repayments. */
    public Money carriedBefore(List<Repayment> repaid) {
        return carriedIn.minus(Repayments.sum(repaid));
    }

    /** Where a statement stands; its provider reads it at every step. */
    public enum StatementState {
        ISSUED,
        WITHHELD,
        CARRIED_OVER,
        APPROVED,
        SENT,
        PAID,
        RETURNED
    }
}
