package coop.fairpass.booklets;

/** Why a wording cannot be printed in large type on a booklet. */
public enum WordingFault {
    PAYER_NAME_TOO_LONG,
    MESSAGE_TOO_LONG,
    COOPERATIVE_TOO_LONG,
    RESTRICTIONS_TOO_LONG,
    /** A letter, sign or symbol that the fonts of the product do not have. */
    UNPRINTABLE_CHARACTER
}
