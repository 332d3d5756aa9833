package coop.fairpass.booklets;

/** Why a text is not a voucher code; known before any key or database is asked. */
public enum CodeFault {
    WRONG_LENGTH,
    /** Neither a digit nor one of the 22 letters of codes, nor a look-alike of one. */
    UNKNOWN_CHARACTER,
    /** One character is wrong, or two are swapped. */
    WRONG_CHECK_CHARACTER
}
