package coop.fairpass.places;

/** Ouvert ou non, as far as the hours of a place tell. */
public enum OpenState {
    OPEN,
    CLOSED,
    /** The hours say nothing of this day, or are words: a call tells. */
    UNKNOWN
}
