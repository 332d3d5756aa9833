package coop.fairpass.places;

/** Why an offer is not made or not withdrawn. */
public enum OfferReason {
    UNKNOWN_PLACE,
    UNKNOWN_OFFER,
    NOT_ALLOWED,
    ID_TAKEN,
    PLACE_CLOSED,
    ALREADY_WITHDRAWN,
    IN_THE_PAST,
    ENDS_BEFORE_IT_BEGINS,
    SERVICE_UNKNOWN,
    FORMAT_NOT_POSSIBLE,
    PRICE_TOO_HIGH,
    PRICE_BELOW_FACE_VALUE,
    REGULATED_PRICE_NOT_WHOLE,
    ALREADY_OFFERED,
    /** Nobody is said to lead it. */
    LEADERS_NOT_SAID,
    /** Only unpaid people lead it. */
    NOBODY_PAID_LEADS
}
