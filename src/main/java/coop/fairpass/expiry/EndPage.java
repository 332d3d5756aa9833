package coop.fairpass.expiry;

import coop.fairpass.expiry.Credits.Refund;
import coop.fairpass.expiry.JointStatements.JointStatement;
import coop.fairpass.money.Money;
import coop.fairpass.orders.VoucherOrder;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The end of one order as one reader sees it: what became of each voucher, and what is owed back.
 *
 * @param credit owed to the payer and not yet asked back
 * @param calls funds calls of the same payer that the credit could pay
 */
public record EndPage(
        VoucherOrder order,
        Optional<JointStatement> statement,
        Money credit,
        List<Refund> refunds,
        List<OpenCall> calls,
        Set<Act> acts) {

    /** What the reader may do now. */
    public enum Act {
        AGREE,
        DISPUTE,
        ANSWER,
        ASK_REFUND,
        CONSUME,
        CLOSE
    }

    /** A funds call that still asks for money. */
    public record OpenCall(String document, Money open) {}

    public EndPage {
        refunds = List.copyOf(refunds);
        calls = List.copyOf(calls);
        acts = Set.copyOf(acts);
    }

    public boolean may(Act act) {
        return acts.contains(act);
    }
}
