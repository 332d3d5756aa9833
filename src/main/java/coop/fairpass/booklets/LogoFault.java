package coop.fairpass.booklets;

/** Why a picture cannot be printed as a logo. */
public enum LogoFault {
    NOT_PNG_NOR_JPEG,
    /** More bytes than a logo needs. */
    TOO_HEAVY,
    /** More pixels than a logo needs, however few its bytes. */
    TOO_LARGE,
    /** Announces a PNG or a JPEG, and cannot be drawn: cut short, damaged, or in colours meant for presses (CMYK). */
    UNREADABLE
}
