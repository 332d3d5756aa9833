package coop.fairpass.creditors;

import coop.fairpass.money.Money;

/**
 * Rapprochement : what the file adds up to beside what the books say, part by part.
 */
public record Comparison(Group group, Money file, Money books) {

    /** A part of what is owed, and its accounts in the books. */
    public enum Group {
        PROVIDERS("Lieux", "Places", "467200, 467900 (P)"),
        CIRCULATING("Commanditaires : chèques en circulation", "Payers: vouchers in circulation", "467120"),
        TO_REFUND("Commanditaires : avoirs à rembourser", "Payers: credit notes to be refunded", "467400"),
        RETURNED("Commanditaires : remboursements revenus", "Payers: refunds sent back", "467900 (C)"),
        NOT_ACTIVE("Commanditaires : reçu, pas actif", "Payers: received, not active", "467110, 411200"),
        PARKED("Reçu, à identifier", "Received, to be identified", "471200");

        private final String french;
        private final String english;
        private final String accounts;

        Group(String french, String english, String accounts) {
            this.french = french;
            this.english = english;
            this.accounts = accounts;
        }

        public String french() {
            return french;
        }

        public String english() {
            return english;
        }

        public String accounts() {
            return accounts;
        }
    }

    public boolean isEqual() {
        return file.equals(books);
    }

    public Money gap() {
        return file.minus(books);
    }
}
