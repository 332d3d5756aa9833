package coop.fairpass.places;

/** Why an opinion is not kept. */
public enum OpinionReason {
    UNKNOWN_PLACE,
    NOT_ALLOWED,
    MONTH_NOT_POSSIBLE,
    TOO_OFTEN,
    ID_TAKEN
}
