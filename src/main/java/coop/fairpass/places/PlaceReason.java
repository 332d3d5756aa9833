package coop.fairpass.places;

/** Why a place is not opened, changed or closed. */
public enum PlaceReason {
    UNKNOWN_PROVIDER,
    UNKNOWN_PLACE,
    NOT_ALLOWED,
    ID_TAKEN,
    NAME_MISSING,
    UNKNOWN_COMMUNE,
    TOWN_UNKNOWN,
    POSITION_UNREADABLE,
    POSITION_ELSEWHERE,
    EMAIL_INVALID,
    CAPACITY_RANGE,
    ALREADY_CLOSED,
    CLOSED_IN_THE_PAST,
    CLOSED_BEFORE_OPENED
}
