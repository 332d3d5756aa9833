package coop.fairpass.creditors;

import coop.fairpass.creditors.Comparison.Group;
import coop.fairpass.money.Money;
import java.util.OptionalInt;

/**
 * Valeur pas utilisée : what a payer has paid, by order and lot, by where it stands.
 *
 * @param lot the place of the lot in its order; nothing for what is known of the whole order
 * @param vouchers how many; zero for money that is not counted in vouchers
 */
public record UnusedValue(Creditor payer, String order, OptionalInt lot, Kind kind, long vouchers, Money value) {

    /** Where it stands, and in which part of the books. */
    public enum Kind {
        ACTIVE(Group.CIRCULATING),
        HELD(Group.CIRCULATING),
        BLOCKED(Group.CIRCULATING),
        WITHDRAWN(Group.CIRCULATING),
        EXPIRED(Group.CIRCULATING),
        CREDITED(Group.CIRCULATING),
        TO_REFUND(Group.TO_REFUND),
        RETURNED(Group.RETURNED),
        NOT_ACTIVE(Group.NOT_ACTIVE);

        private final Group group;

        Kind(Group group) {
            this.group = group;
        }

        public Group group() {
            return group;
        }
    }
}
