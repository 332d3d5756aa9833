package coop.fairpass.creditors;

import coop.fairpass.money.Money;

/**
 * Rapprochement : what the file adds up to beside what the books say, part by part.
 */
public record Comparison(Group group, Money file, Money books) {

    /** A part of what is owed, and its accounts in the books. */
    public enum Group {
        PROVIDERS("467200, 467900 (P)"),
        /** Vouchers of payers. */
        CIRCULATING("467120"),
        /** Credit notes of payers. */
        TO_REFUND("467400"),
        /** Refunds of payers that the bank sent back. */
        RETURNED("467900 (C)"),
        /** What payers paid for vouchers that are not active. */
        NOT_ACTIVE("467110, 411200"),
        PARKED("471200");

        private final String accounts;

        Group(String accounts) {
            this.accounts = accounts;
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
