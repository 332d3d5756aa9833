package coop.fairpass.bank;

/** Why a line, a statement or one field of a bank file is left out; a person reads the sentence beside the line. */
public enum RowProblem {
    // an amount
    AMOUNT_MISSING,
    AMOUNT_UNREADABLE,
    /** More than two significant decimals: 8.855 is refused, 8.85000 is 8,85 €. */
    AMOUNT_TOO_PRECISE,
    AMOUNT_TOO_LARGE,
    /** Ignored, not refused: no money moves. */
    AMOUNT_ZERO,
    NOT_EUROS,
    DIRECTION_UNKNOWN,

    // an entry
    STATUS_UNKNOWN,
    BOOKING_DATE_MISSING,
    DATE_UNREADABLE,
    /** Only the field is dropped. */
    COUNTERPARTY_UNREADABLE,
    /** The bank's reference is that of a line we know, the amount is not. */
    SAME_REFERENCE_OTHER_AMOUNT,

    // a statement
    ACCOUNT_WITHOUT_IBAN,
    ACCOUNT_NOT_OURS,
    ACCOUNT_NOT_EUROS,
    /** Only the balance is dropped. */
    BALANCE_NOT_EUROS,

    // the older French format, line by line
    LENGTH_WRONG,
    RECORD_UNKNOWN,
    RECORD_OUTSIDE_STATEMENT,
    OPENING_TWICE,
    CLOSING_MISSING,
    CLOSING_WITHOUT_OPENING,
    COMPLEMENT_WITHOUT_MOVEMENT,
    ACCOUNT_CHANGES,

    // an answer to a payment file
    RUN_UNKNOWN,
    RUN_NOT_SENT,
    /** It says something of a transfer that the file did not hold. */
    TRANSFER_UNKNOWN,
    /** A status never goes backwards: someone must ask the bank. */
    REJECTED_AFTER_BOOKING,
    MAYBE_SENT_ALREADY
}
