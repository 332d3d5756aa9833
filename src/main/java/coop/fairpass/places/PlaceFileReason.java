package coop.fairpass.places;

/** Why a list of places is refused as a whole. */
public enum PlaceFileReason {
    NOT_ALLOWED,
    TOO_LARGE,
    UNREADABLE,
    FORMAT_UNKNOWN,
    MAPPING_INVALID,
    LIST_NAME_INVALID,
    ID_TAKEN
}
