package coop.fairpass.places;

/** Why a search cannot be answered as it was asked. */
public enum SearchReason {
    PLACE_NOT_FOUND,
    CENTRE_UNKNOWN,
    WHERE_TO_FIND_OPEN,
    WHERE_TO_START_FROM,
    SERVICE_UNKNOWN,
    NUMBER_RANGE
}
