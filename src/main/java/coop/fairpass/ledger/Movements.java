package coop.fairpass.ledger;

import static coop.fairpass.ledger.Account.*;
import static coop.fairpass.ledger.Movement.*;

import coop.fairpass.ledger.Auxiliary.AssociateAccount;
import coop.fairpass.ledger.Auxiliary.FundAccount;
import coop.fairpass.ledger.Auxiliary.IssueAccount;
import coop.fairpass.ledger.Auxiliary.OrderAccount;
import coop.fairpass.ledger.Auxiliary.PayerAccount;
import coop.fairpass.ledger.Auxiliary.ProviderAccount;
import coop.fairpass.ledger.Auxiliary.SupplierAccount;
import coop.fairpass.ledger.Leg.Side;
import coop.fairpass.money.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Every way money moves in the cooperative, one method each; an accountant can read this alone (money-and-law §5).
 *
 * <p>{@code cause} is what happened: a document, a lot, a statement, or the <em>booked</em> bank entry for whatever
 * touches a bank account, never an export, a promise or a payment-order number. {@code piece} is the number
 * printed on the proof. Amounts of zero make no leg; a movement of nothing is refused.
 */
public final class Movements {

    /** What happened, the day it counts and the number printed on its proof. */
    public record Cause(UUID id, LocalDate on, String piece) {}

    private Movements() {}

    // ── Order and funding ────────────────────────────────────────────────────────────────────────────────────────

    /** M01 Facture de frais amont : the payer owes the fee and its VAT, which waits for the receipt. */
    public static Posting upstreamFeeInvoiced(Cause invoice, PayerAccount payer, Money fee, Money vat) {
        return posting(
                M01,
                invoice,
                leg(Side.of(PAYER_FEES, payer), Side.of(UPSTREAM_FEES), fee),
                leg(Side.of(PAYER_FEES, payer), Side.of(PENDING_VAT), vat));
    }

    /** M02 Appel de fonds : the payer is asked for the face value of its order. */
    public static Posting faceValueCalled(Cause call, OrderAccount order, Money face) {
        return posting(M02, call, leg(Side.of(PAYER_CALLS, order), Side.of(CALLED_NOT_ACTIVE, order), face));
    }

    /** M03 : face value received on the segregated account. */
    public static Posting faceValueReceived(Cause entry, OrderAccount order, Money amount) {
        return posting(M03, entry, leg(Side.of(SEGREGATED_BANK), Side.of(PAYER_CALLS, order), amount));
    }

    /** M04 : fee received on the operating account. */
    public static Posting feeReceived(Cause entry, PayerAccount payer, Money amount) {
        return posting(M04, entry, leg(Side.of(OPERATING_BANK), Side.of(PAYER_FEES, payer), amount));
    }

    /** M05 : the VAT of an invoice becomes due with each receipt, in proportion (money-and-law §2.5). */
    public static Posting vatDue(Cause receipt, Money vat) {
        return posting(M05, receipt, leg(Side.of(PENDING_VAT), Side.of(COLLECTED_VAT), vat));
    }

    /** M06 : fee received on the segregated account, in one transfer with the face value. */
    public static Posting feeReceivedOnSegregated(Cause entry, PayerAccount payer, Money amount) {
        return posting(M06, entry, leg(Side.of(SEGREGATED_BANK), Side.of(PAYER_FEES, payer), amount));
    }

    /** M07 : face value received on the wrong account; activation waits until M51 brings it where it belongs. */
    public static Posting faceValueReceivedOnOperating(Cause entry, OrderAccount order, Money amount) {
        return posting(M07, entry, leg(Side.of(OPERATING_BANK), Side.of(PAYER_CALLS, order), amount));
    }

    /** M08 : money received on the segregated account that nothing explains yet. */
    public static Posting unidentifiedOnSegregated(Cause entry, Money amount) {
        return posting(M08, entry, leg(Side.of(SEGREGATED_BANK), Side.of(UNIDENTIFIED_SEGREGATED), amount));
    }

    /** M08 : money received on the operating account that nothing explains yet. */
    public static Posting unidentifiedOnOperating(Cause entry, Money amount) {
        return posting(M08, entry, leg(Side.of(OPERATING_BANK), Side.of(UNIDENTIFIED_OPERATING), amount));
    }

    /** M09 : a person recognised parked money of the segregated account as face value of an order. */
    public static Posting identifiedAsFaceValue(Cause match, OrderAccount order, Money amount) {
        return posting(M09, match, leg(Side.of(UNIDENTIFIED_SEGREGATED), Side.of(PAYER_CALLS, order), amount));
    }

    /** M09 : a person recognised parked money of the segregated account as a fee. */
    public static Posting identifiedAsFee(Cause match, PayerAccount payer, Money amount) {
        return posting(M09, match, leg(Side.of(UNIDENTIFIED_SEGREGATED), Side.of(PAYER_FEES, payer), amount));
    }

    /** M09 : a person recognised parked money of the operating account as face value; it must still be moved (M51). */
    public static Posting identifiedOnOperatingAsFaceValue(Cause match, OrderAccount order, Money amount) {
        return posting(M09, match, leg(Side.of(UNIDENTIFIED_OPERATING), Side.of(PAYER_CALLS, order), amount));
    }

    /** M09 : a person recognised parked money of the operating account as a fee. */
    public static Posting identifiedOnOperatingAsFee(Cause match, PayerAccount payer, Money amount) {
        return posting(M09, match, leg(Side.of(UNIDENTIFIED_OPERATING), Side.of(PAYER_FEES, payer), amount));
    }

    /** M09 : a person recognised parked money of the operating account as the subscription of a provider (M25). */
    public static Posting identifiedAsSubscription(Cause match, ProviderAccount provider, Money amount) {
        return posting(
                M09, match, leg(Side.of(UNIDENTIFIED_OPERATING), Side.of(PROVIDER_SUBSCRIPTIONS, provider), amount));
    }

    /** M09 : a person recognised parked money of the segregated account as a provider paying back its debt (M33). */
    public static Posting identifiedAsRepayment(Cause match, ProviderAccount provider, Money amount) {
        return posting(M09, match, leg(Side.of(UNIDENTIFIED_SEGREGATED), Side.of(OWED_TO_PROVIDERS, provider), amount));
    }

    /** M09 : a person recognised parked money of the segregated account as interest (M36), to be swept. */
    public static Posting identifiedAsInterest(Cause match, Money amount) {
        return posting(M09, match, leg(Side.of(UNIDENTIFIED_SEGREGATED), Side.of(INTEREST_RECEIVED), amount));
    }

    /** M09 : a person recognised parked money of the segregated account as our own transfer arriving. */
    public static Posting identifiedAsOwnTransfer(Cause match, Money amount) {
        return posting(M09, match, leg(Side.of(UNIDENTIFIED_SEGREGATED), Side.of(INTERNAL_TRANSFERS), amount));
    }

    /** M09 : a person recognised parked money of the operating account as our own transfer arriving. */
    public static Posting identifiedOnOperatingAsOwnTransfer(Cause match, Money amount) {
        return posting(M09, match, leg(Side.of(UNIDENTIFIED_OPERATING), Side.of(INTERNAL_TRANSFERS), amount));
    }

    /** M10 : an overpayment or a wrong payment goes back to who sent it. */
    public static Posting overpaymentReturned(Cause entry, Money amount) {
        return posting(M10, entry, leg(Side.of(UNIDENTIFIED_SEGREGATED), Side.of(SEGREGATED_BANK), amount));
    }

    /** M10 : the same, from the operating account. */
    public static Posting overpaymentReturnedFromOperating(Cause entry, Money amount) {
        return posting(M10, entry, leg(Side.of(UNIDENTIFIED_OPERATING), Side.of(OPERATING_BANK), amount));
    }

    /** M11 Activation : the lot's vouchers circulate; from now on they are a debt to whoever will accept them. */
    public static Posting vouchersActivated(Cause lot, OrderAccount order, Money face) {
        return posting(M11, lot, leg(Side.of(CALLED_NOT_ACTIVE, order), Side.of(IN_CIRCULATION, order), face));
    }

    /** M12 : an order cancelled before it was paid; the fee's credit note reverses the invoice. */
    public static Posting unpaidFeeCancelled(Cause creditNote, PayerAccount payer, Money fee, Money vat) {
        return posting(
                M12,
                creditNote,
                leg(Side.of(UPSTREAM_FEES), Side.of(PAYER_FEES, payer), fee),
                leg(Side.of(PENDING_VAT), Side.of(PAYER_FEES, payer), vat));
    }

    /** M12 : the same order's funds call is cancelled. */
    public static Posting unpaidCallCancelled(Cause cancellation, OrderAccount order, Money face) {
        return posting(M12, cancellation, leg(Side.of(CALLED_NOT_ACTIVE, order), Side.of(PAYER_CALLS, order), face));
    }

    /** M13 : an order cancelled once funded, before activation: its face value is owed back. */
    public static Posting fundedOrderCancelled(Cause creditNote, OrderAccount order, Money face) {
        return posting(M13, creditNote, leg(Side.of(CALLED_NOT_ACTIVE, order), Side.of(OWED_TO_PAYERS, order), face));
    }

    /** M14 : a fee invoice cancelled after it was paid, to be refunded. */
    public static Posting paidFeeCancelled(Cause creditNote, PayerAccount payer, Money fee, Money vat) {
        return posting(
                M14,
                creditNote,
                leg(Side.of(UPSTREAM_FEES), Side.of(PAYER_FEES, payer), fee),
                leg(Side.of(COLLECTED_VAT), Side.of(PAYER_FEES, payer), vat));
    }

    /** M14, second half: the cancelled fee is refunded from the operating account. */
    public static Posting cancelledFeeRefunded(Cause entry, PayerAccount payer, Money amount) {
        return posting(M14_REFUND, entry, leg(Side.of(PAYER_FEES, payer), Side.of(OPERATING_BANK), amount));
    }

    // ── Redemption, settlement, returns ──────────────────────────────────────────────────────────────────────────

    /** M20 Chèque validé : what the payer had put aside is now owed, in full, to the provider. */
    public static Posting servicesValidated(Cause batch, OrderAccount order, ProviderAccount provider, Money face) {
        return posting(M20, batch, leg(Side.of(IN_CIRCULATION, order), Side.of(OWED_TO_PROVIDERS, provider), face));
    }

    /** M21 : a redemption cancelled before its month is frozen. */
    public static Posting serviceCancelled(
            Cause correction, UUID validation, OrderAccount order, ProviderAccount provider, Money face) {
        return posting(M21, correction, leg(Side.of(OWED_TO_PROVIDERS, provider), Side.of(IN_CIRCULATION, order), face))
                .correcting(validation);
    }

    /**
     * M22 Frais contributifs aval : the cooperative's share of what it pays out, and the VAT on it, set off at once.
     */
    public static Posting downstreamFeeSetOff(Cause invoice, ProviderAccount provider, Money fee, Money vat) {
        return posting(
                M22,
                invoice,
                leg(Side.of(OWED_TO_PROVIDERS, provider), Side.of(DOWNSTREAM_FEES), fee),
                leg(Side.of(OWED_TO_PROVIDERS, provider), Side.of(COLLECTED_VAT), vat));
    }

    /** M23 : the yearly subscription is invoiced from the day of qualification. */
    public static Posting subscriptionInvoiced(Cause invoice, ProviderAccount provider, Money fee, Money vat) {
        return posting(
                M23,
                invoice,
                leg(Side.of(PROVIDER_SUBSCRIPTIONS, provider), Side.of(SUBSCRIPTION_FEES), fee),
                leg(Side.of(PROVIDER_SUBSCRIPTIONS, provider), Side.of(PENDING_VAT), vat));
    }

    /** M24 : the subscription is set off on a statement, with the provider's written agreement. */
    public static Posting subscriptionSetOff(Cause statement, ProviderAccount provider, Money amount) {
        return posting(
                M24,
                statement,
                leg(Side.of(OWED_TO_PROVIDERS, provider), Side.of(PROVIDER_SUBSCRIPTIONS, provider), amount));
    }

    /** M25 : the subscription is paid by transfer. */
    public static Posting subscriptionReceived(Cause entry, ProviderAccount provider, Money amount) {
        return posting(M25, entry, leg(Side.of(OPERATING_BANK), Side.of(PROVIDER_SUBSCRIPTIONS, provider), amount));
    }

    /** M26 : the 1 % that a provider chose to give is kept apart for the endowment. */
    public static Posting contributionWithheld(
            Cause statement, ProviderAccount provider, FundAccount fund, Money amount) {
        return posting(M26, statement, leg(Side.of(OWED_TO_PROVIDERS, provider), Side.of(CONTRIBUTIONS, fund), amount));
    }

    /** M27 Contrepaiement : the bank has paid a provider's statement. */
    public static Posting providerPaid(Cause entry, ProviderAccount provider, Money amount) {
        return posting(M27, entry, leg(Side.of(OWED_TO_PROVIDERS, provider), Side.of(SEGREGATED_BANK), amount));
    }

    /** M28 : a provider's transfer came back. */
    public static Posting transferReturned(Cause entry, ProviderAccount provider, Money amount) {
        return posting(M28, entry, leg(Side.of(SEGREGATED_BANK), Side.of(RETURNED_TRANSFERS, provider), amount));
    }

    /** M28 : a payer's refund came back. */
    public static Posting refundReturned(Cause entry, OrderAccount order, Money amount) {
        return posting(M28, entry, leg(Side.of(SEGREGATED_BANK), Side.of(RETURNED_TRANSFERS, order), amount));
    }

    /** M29 : a returned transfer was sent again to a provider. */
    public static Posting returnSentAgain(Cause entry, ProviderAccount provider, Money amount) {
        return posting(M29, entry, leg(Side.of(RETURNED_TRANSFERS, provider), Side.of(SEGREGATED_BANK), amount));
    }

    /** M29 : a returned refund was sent again to a payer. */
    public static Posting refundSentAgain(Cause entry, OrderAccount order, Money amount) {
        return posting(M29, entry, leg(Side.of(RETURNED_TRANSFERS, order), Side.of(SEGREGATED_BANK), amount));
    }

    /** M30 : contributions paid to the endowment. */
    public static Posting contributionsPaid(Cause entry, FundAccount fund, Money amount) {
        return posting(M30, entry, leg(Side.of(CONTRIBUTIONS, fund), Side.of(SEGREGATED_BANK), amount));
    }

    /** M31 : a redemption reversed after payout, only in one transaction with the advance M52. */
    public static Posting paidServiceReversed(
            Cause correction, UUID validation, OrderAccount order, ProviderAccount provider, Money face) {
        return posting(M31, correction, leg(Side.of(OWED_TO_PROVIDERS, provider), Side.of(IN_CIRCULATION, order), face))
                .correcting(validation);
    }

    /** M32 : the downstream fee of a reversed redemption is credited. */
    public static Posting downstreamFeeCredited(Cause creditNote, ProviderAccount provider, Money fee, Money vat) {
        return posting(
                M32,
                creditNote,
                leg(Side.of(DOWNSTREAM_FEES), Side.of(OWED_TO_PROVIDERS, provider), fee),
                leg(Side.of(COLLECTED_VAT), Side.of(OWED_TO_PROVIDERS, provider), vat));
    }

    /** M33 : a provider pays back what it owes. */
    public static Posting providerRepaid(Cause entry, ProviderAccount provider, Money amount) {
        return posting(M33, entry, leg(Side.of(SEGREGATED_BANK), Side.of(OWED_TO_PROVIDERS, provider), amount));
    }

    /** M34 : a provider's debt is written off, by a decision with its reason. */
    public static Posting providerDebtWrittenOff(Cause decision, ProviderAccount provider, Money amount) {
        return posting(M34, decision, leg(Side.of(BAD_DEBTS), Side.of(OWED_TO_PROVIDERS, provider), amount));
    }

    /** M35 : the bank took a charge on the segregated account; the operator tops it up the same day (M52). */
    public static Posting bankCharge(Cause entry, Money charge, Money vat) {
        return posting(
                M35,
                entry,
                leg(Side.of(BANK_CHARGES), Side.of(SEGREGATED_BANK), charge),
                leg(Side.of(DEDUCTIBLE_VAT), Side.of(SEGREGATED_BANK), vat));
    }

    /** M36 : interest earned on the segregated account, to be swept. */
    public static Posting interestEarned(Cause entry, Money amount) {
        return posting(M36, entry, leg(Side.of(SEGREGATED_BANK), Side.of(INTEREST_RECEIVED), amount));
    }

    /** M37 : a claim on a provider is withheld on a later statement and its voucher circulates again. */
    public static Posting claimRecovered(
            Cause correction, UUID validation, OrderAccount order, ProviderAccount provider, Money face) {
        return posting(M37, correction, leg(Side.of(OWED_TO_PROVIDERS, provider), Side.of(IN_CIRCULATION, order), face))
                .correcting(validation);
    }

    /** M37 : the same once the order's credit note is out: the value is owed back to the payer. */
    public static Posting claimRecoveredForPayer(
            Cause correction, UUID validation, OrderAccount order, ProviderAccount provider, Money face) {
        return posting(M37, correction, leg(Side.of(OWED_TO_PROVIDERS, provider), Side.of(OWED_TO_PAYERS, order), face))
                .correcting(validation);
    }

    // ── End of validity ──────────────────────────────────────────────────────────────────────────────────────────

    /** M40 Avoir : unused expired vouchers are owed back to the payer. */
    public static Posting unusedVouchersOwedBack(Cause creditNote, OrderAccount order, Money face) {
        return posting(M40, creditNote, leg(Side.of(IN_CIRCULATION, order), Side.of(OWED_TO_PAYERS, order), face));
    }

    /** M41 : expired face value refunded to the payer. */
    public static Posting payerRefunded(Cause entry, OrderAccount order, Money amount) {
        return posting(M41, entry, leg(Side.of(OWED_TO_PAYERS, order), Side.of(SEGREGATED_BANK), amount));
    }

    /** M42 : expired face value set off on a new order, with the payer's written agreement. */
    public static Posting creditSetOff(Cause call, OrderAccount expired, OrderAccount renewed, Money amount) {
        return posting(M42, call, leg(Side.of(OWED_TO_PAYERS, expired), Side.of(PAYER_CALLS, renewed), amount));
    }

    /** M43 : a late redemption is admitted before the refund was sent. */
    public static Posting lateServiceAdmitted(
            Cause decision, OrderAccount order, ProviderAccount provider, Money face) {
        return posting(M43, decision, leg(Side.of(OWED_TO_PAYERS, order), Side.of(OWED_TO_PROVIDERS, provider), face));
    }

    /** M44 : a late redemption is admitted after the refund was sent, only with the advance M52. */
    public static Posting lateServiceAdmittedAfterRefund(Cause decision, ProviderAccount provider, Money face) {
        return posting(M44, decision, leg(Side.of(OTHER_CHARGES), Side.of(OWED_TO_PROVIDERS, provider), face));
    }

    /** M45 : stock never handed over is withdrawn, at the end of validity or earlier at the payer's request. */
    public static Posting stockWithdrawn(Cause creditNote, OrderAccount order, Money face) {
        return posting(M45, creditNote, leg(Side.of(IN_CIRCULATION, order), Side.of(OWED_TO_PAYERS, order), face));
    }

    // ── Contribution, engineering, internal transfers, year end, capital ─────────────────────────────────────────

    /** M46 : a private payer's contribution on top of face value and fee. */
    public static Posting contributionReceived(Cause entry, FundAccount fund, Money amount) {
        return posting(M46, entry, leg(Side.of(SEGREGATED_BANK), Side.of(CONTRIBUTIONS, fund), amount));
    }

    /** M47 : the cooperative's own gift. */
    public static Posting ownGift(Cause entry, Money amount) {
        return posting(M47, entry, leg(Side.of(GIFTS), Side.of(OPERATING_BANK), amount));
    }

    /** M48 : a part of an engagement is invoiced to the payer. */
    public static Posting engineeringInvoiced(Cause invoice, PayerAccount payer, Money fee, Money vat) {
        return posting(
                M48,
                invoice,
                leg(Side.of(PAYER_FEES, payer), Side.of(ENGINEERING_FEES), fee),
                leg(Side.of(PAYER_FEES, payer), Side.of(PENDING_VAT), vat));
    }

    /** M49 : the local consultant invoices its part of an engagement. */
    public static Posting engineeringBought(Cause invoice, SupplierAccount consultant, Money fee, Money vat) {
        return posting(
                M49,
                invoice,
                leg(Side.of(SUBCONTRACTING), Side.of(SUPPLIERS, consultant), fee),
                leg(Side.of(DEDUCTIBLE_VAT), Side.of(SUPPLIERS, consultant), vat));
    }

    /** M50 : earned fees leave the segregated account, never more than is sweepable. */
    public static Posting feesSweptOut(Cause entry, Money amount) {
        return posting(M50, entry, leg(Side.of(INTERNAL_TRANSFERS), Side.of(SEGREGATED_BANK), amount));
    }

    /** M50 : earned fees reach the operating account. */
    public static Posting feesSweptIn(Cause entry, Money amount) {
        return posting(M50, entry, leg(Side.of(OPERATING_BANK), Side.of(INTERNAL_TRANSFERS), amount));
    }

    /** M51 : face value that landed on the operating account leaves it. */
    public static Posting faceValueMovedOut(Cause entry, Money amount) {
        return posting(M51, entry, leg(Side.of(INTERNAL_TRANSFERS), Side.of(OPERATING_BANK), amount));
    }

    /** M51 : face value that landed on the operating account reaches the segregated one. */
    public static Posting faceValueMovedIn(Cause entry, Money amount) {
        return posting(M51, entry, leg(Side.of(SEGREGATED_BANK), Side.of(INTERNAL_TRANSFERS), amount));
    }

    /** M52 : the operator's advance or top-up leaves the operating account. */
    public static Posting advanceOut(Cause entry, Money amount) {
        return posting(M52, entry, leg(Side.of(INTERNAL_TRANSFERS), Side.of(OPERATING_BANK), amount));
    }

    /** M52 : the operator's advance or top-up reaches the segregated account. */
    public static Posting advanceIn(Cause entry, Money amount) {
        return posting(M52, entry, leg(Side.of(SEGREGATED_BANK), Side.of(INTERNAL_TRANSFERS), amount));
    }

    /** M60 : the optional fee for replacing a lost booklet. */
    public static Posting replacementInvoiced(Cause invoice, PayerAccount payer, Money fee, Money vat) {
        return posting(
                M60,
                invoice,
                leg(Side.of(PAYER_FEES, payer), Side.of(REPLACEMENT_FEES), fee),
                leg(Side.of(PAYER_FEES, payer), Side.of(PENDING_VAT), vat));
    }

    /** M61 : a fee was paid short by at most one euro; never used on face value. */
    public static Posting feePaidShort(Cause match, PayerAccount payer, Money difference) {
        return posting(M61, match, leg(Side.of(OTHER_CHARGES), Side.of(PAYER_FEES, payer), withinOneEuro(difference)));
    }

    /** M61 : a fee was paid too much by at most one euro; never used on face value. */
    public static Posting feePaidOver(Cause match, PayerAccount payer, Money difference) {
        return posting(M61, match, leg(Side.of(PAYER_FEES, payer), Side.of(OTHER_INCOME), withinOneEuro(difference)));
    }

    private static Money withinOneEuro(Money difference) {
        if (difference.isMoreThan(Money.cents(1_00))) {
            throw new IllegalArgumentException("a matching difference is at most 1.00 €, not " + difference);
        }
        return difference;
    }

    /** M70 : the part of subscriptions that belongs to next year. */
    public static Posting subscriptionsDeferred(Cause closing, Money amount) {
        return posting(M70, closing, leg(Side.of(SUBSCRIPTION_FEES), Side.of(DEFERRED_INCOME), amount));
    }

    /** M70 : the same, reversed on the first day of next year. */
    public static Posting deferralReversed(Cause opening, Money amount) {
        return posting(M70, opening, leg(Side.of(DEFERRED_INCOME), Side.of(SUBSCRIPTION_FEES), amount));
    }

    /** M80 : shares are subscribed. */
    public static Posting sharesCalled(Cause subscription, AssociateAccount member, Money nominal) {
        return posting(
                M80, subscription, leg(Side.of(CAPITAL_SUBSCRIBERS, member), Side.of(CAPITAL_CALLED, member), nominal));
    }

    /** M80 : shares are paid up. */
    public static Posting sharesPaidUp(Cause entry, AssociateAccount member, Money amount) {
        return posting(
                M80,
                entry,
                leg(Side.of(OPERATING_BANK), Side.of(CAPITAL_SUBSCRIBERS, member), amount),
                leg(Side.of(CAPITAL_CALLED, member), Side.of(CAPITAL_PAID, member), amount));
    }

    /** M81 : the repayment of shares is decided. */
    public static Posting sharesToRepay(Cause decision, AssociateAccount member, Money amount) {
        return posting(M81, decision, leg(Side.of(CAPITAL_PAID, member), Side.of(CAPITAL_TO_REPAY, member), amount));
    }

    /** M81 : shares are repaid. */
    public static Posting sharesRepaid(Cause entry, AssociateAccount member, Money amount) {
        return posting(M81, entry, leg(Side.of(CAPITAL_TO_REPAY, member), Side.of(OPERATING_BANK), amount));
    }

    /** M82 : the part of the result that goes to indivisible reserves, by the meeting's resolution. */
    public static Posting resultKept(Cause resolution, Money legal, Money statutory) {
        return posting(
                M82,
                resolution,
                leg(Side.of(PROFIT), Side.of(LEGAL_RESERVE), legal),
                leg(Side.of(PROFIT), Side.of(STATUTORY_RESERVE), statutory));
    }

    /** M82 : the part of the result that goes to interest on one member's shares. */
    public static Posting interestDecided(Cause resolution, AssociateAccount member, Money interest) {
        return posting(M82, resolution, leg(Side.of(PROFIT), Side.of(SHARE_INTEREST, member), interest));
    }

    /** M83 : interest on shares is paid. */
    public static Posting interestPaid(Cause entry, AssociateAccount member, Money interest) {
        return posting(M83, entry, leg(Side.of(SHARE_INTEREST, member), Side.of(OPERATING_BANK), interest));
    }

    /** M84 : participating securities are issued. */
    public static Posting securitiesIssued(Cause entry, IssueAccount issue, Money nominal) {
        return posting(M84, entry, leg(Side.of(OPERATING_BANK), Side.of(PARTICIPATING_SECURITIES, issue), nominal));
    }

    /** M84 : the coupon of an issue is accrued. */
    public static Posting couponAccrued(Cause closing, IssueAccount issue, Money coupon) {
        return posting(M84, closing, leg(Side.of(INTEREST_PAID), Side.of(ACCRUED_INTEREST, issue), coupon));
    }

    /** M84 : the coupon of an issue is paid. */
    public static Posting couponPaid(Cause entry, IssueAccount issue, Money coupon) {
        return posting(M84, entry, leg(Side.of(ACCRUED_INTEREST, issue), Side.of(OPERATING_BANK), coupon));
    }

    // ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

    private static Posting posting(Movement movement, Cause cause, Draft... drafts) {
        List<Leg> legs = Stream.of(drafts)
                .filter(draft -> !draft.amount.isZero())
                .map(draft -> new Leg(draft.debit, draft.credit, draft.amount))
                .toList();
        return new Posting(movement, cause.id(), cause.on(), cause.piece(), Optional.empty(), legs);
    }

    private static Draft leg(Side debit, Side credit, Money amount) {
        return new Draft(debit, credit, amount);
    }

    /** A leg that may still be of zero, and then disappears. */
    private record Draft(Side debit, Side credit, Money amount) {}
}
