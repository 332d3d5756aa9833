package coop.fairpass.places;

/** Why what a place or a provider says of itself is not kept. */
public enum PresentationReason {
    UNKNOWN_PLACE,
    NOT_ALLOWED,
    NAME_MISSING,
    COLOUR_INVALID,
    PICTURE_INVALID,
    EMAIL_INVALID,
    EMAIL_OF_A_PERSON,
    ADDRESS_INVALID,
    SUMMARY_TOO_LONG,
    TEXT_TOO_LONG,
    WORD_UNKNOWN,
    STOP_UNREADABLE,
    STOP_COMMUNE_UNKNOWN
}
