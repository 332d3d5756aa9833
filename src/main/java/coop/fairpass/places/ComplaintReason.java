package coop.fairpass.places;

/** Why a complaint, or its answer, is not kept or not found. */
public enum ComplaintReason {
    UNKNOWN_PLACE,
    WORDS_MISSING,
    WORDS_TOO_LONG,
    TOO_MANY,
    ID_TAKEN,
    UNKNOWN_NUMBER,
    UNKNOWN_COMPLAINT,
    NOT_ALLOWED,
    ANSWER_MISSING,
    ALREADY_ANSWERED
}
