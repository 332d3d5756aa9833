package coop.fairpass.places;

/** Why a row of a list of places is refused; the others are not. */
public enum PlaceRowReason {
    UNREADABLE,
    REQUIRED_EMPTY,
    REQUIRED_INVALID,
    KEY_REPEATED
}
