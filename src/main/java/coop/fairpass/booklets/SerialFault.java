package coop.fairpass.booklets;

/** Why a text is not a serial. */
public enum SerialFault {
    /** Neither ten digits (a booklet) nor twelve (a voucher). */
    WRONG_LENGTH,
    NOT_A_DIGIT,
    /** One digit is wrong, or two neighbours are swapped. */
    WRONG_CHECK_DIGIT,
    /** Well written, but no booklet or rank can have this number. */
    NO_SUCH_NUMBER
}
