package coop.fairpass.places;

/** What was mended, dropped or doubted in a row that is kept. */
public enum PlaceNoteReason {
    SEPARATOR_OTHER,
    VALUE_APPROXIMATE,
    VALUE_UNKNOWN,
    ZERO_RESTORED,
    PIVOT_UNKNOWN,
    PIVOT_DAMAGED,
    PIVOT_INVALID,
    COMMUNE_INVALID,
    COMMUNE_UNKNOWN,
    COMMUNE_FOLLOWED,
    COORDINATES_SWAPPED,
    COORDINATES_DROPPED,
    TELEPHONE_DROPPED,
    EMAIL_DROPPED,
    EMAIL_OF_A_PERSON,
    HOURS_AS_TEXT,
    HOURS_PARTLY_READ,
    DATE_DROPPED,
    TEXT_CUT
}
