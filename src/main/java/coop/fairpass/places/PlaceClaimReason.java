package coop.fairpass.places;

/** Why a listed place is not claimed, or a claim not decided. */
public enum PlaceClaimReason {
    UNKNOWN_PLACE,
    UNKNOWN_CLAIM,
    PLACE_HELD,
    NOT_ALLOWED,
    NOT_A_PERSON,
    NOT_QUALIFIED,
    WORDS_MISSING,
    WORDS_TOO_LONG,
    ID_TAKEN,
    CLAIM_PENDING,
    TOO_MANY,
    ALREADY_DECIDED,
    REASON_MISSING,
    COMMUNE_UNKNOWN,
    PLACE_OF_ANOTHER
}
