package coop.fairpass.places;

/** Why a signal, or its answer, is not kept. */
public enum SignalReason {
    UNKNOWN_PLACE,
    WORDS_MISSING,
    WORDS_TOO_LONG,
    TOO_MANY,
    UNKNOWN_SIGNAL,
    NOT_ALLOWED,
    ALREADY_ANSWERED,
    ID_TAKEN
}
