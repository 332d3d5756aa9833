package coop.fairpass.bank;

/** What one part of a booked line proved to be. */
public enum ExplanationKind {
    /** A room recognised it and posted it: a receipt of a payer. */
    CLAIMED,
    PARKED,
    /** A transfer of a payment run. */
    TRANSFER,
    /** A transfer of a payment run that came back. */
    RETURN,
    /** Between our own two accounts. */
    INTERNAL_TRANSFER,
    CHARGE,
    /** Parked money that the bank or a person sent back. */
    GIVEN_BACK,
    OUTSIDE
}
