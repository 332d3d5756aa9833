package coop.fairpass.bank;

import coop.fairpass.money.Money;

/** What a line of the bank may be, and how a person confirms it. */
public record LineProposal(Kind kind, String document, Money openAmount, String why) {

    /** What it would be matched with. */
    public enum Kind {
        /** A call for funds or an invoice: the room of orders takes it. */
        DOCUMENT,
        /** A transfer of a payment run. */
        TRANSFER,
        /** Between our own accounts. */
        INTERNAL_TRANSFER
    }
}
