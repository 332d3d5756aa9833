package coop.fairpass.creditors;

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
        ACTIVE(Part.CIRCULATING, "chèques actifs", "active vouchers"),
        HELD(
                Part.CIRCULATING,
                "chèques présentés, en attente d’une décision",
                "vouchers presented, waiting for a decision"),
        BLOCKED(Part.CIRCULATING, "carnets perdus, bloqués ou manquants", "booklets lost, blocked or missing"),
        WITHDRAWN(Part.CIRCULATING, "chèques retirés du stock", "vouchers withdrawn from stock"),
        EXPIRED(Part.CIRCULATING, "chèques expirés", "expired vouchers"),
        CREDITED(Part.CIRCULATING, "déjà rendu par avoir, à retrancher", "already credited, to be taken off"),
        TO_REFUND(Part.TO_REFUND, "avoirs à rembourser", "credit notes to be refunded"),
        RETURNED(Part.RETURNED, "remboursements revenus de la banque", "refunds that the bank sent back"),
        NOT_ACTIVE(Part.NOT_ACTIVE, "reçu pour des chèques pas actifs", "received for vouchers that are not active");

        private final Part part;
        private final String french;
        private final String english;

        Kind(Part part, String french, String english) {
            this.part = part;
            this.french = french;
            this.english = english;
        }

        public Part part() {
            return part;
        }

        public String french() {
            return french;
        }

        public String english() {
            return english;
        }
    }

    /** One account, or pair of accounts, of the books. */
    public enum Part {
        CIRCULATING,
        TO_REFUND,
        RETURNED,
        NOT_ACTIVE
    }
}
