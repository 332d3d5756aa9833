package coop.fairpass.booklets;

/** Why a text is not the QR of a voucher, before any signature is looked at. */
public enum QrFault {
    WRONG_LENGTH,
    UNKNOWN_CHARACTER,
    /** Made by a later program, or not by ours. */
    UNKNOWN_VERSION,
    /** Dates, amount or number that no voucher can have. */
    IMPOSSIBLE_CONTENT
}
