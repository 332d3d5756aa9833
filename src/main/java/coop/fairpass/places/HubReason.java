package coop.fairpass.places;

/** Why a territory is not given to a hub, or not taken back. */
public enum HubReason {
    NOT_ALLOWED,
    UNKNOWN_HUB,
    ZONE_UNKNOWN,
    ZONE_OF_SEVERAL,
    ALREADY_GIVEN,
    NOT_GIVEN
}
