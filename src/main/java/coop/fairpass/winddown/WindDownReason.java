package coop.fairpass.winddown;

/** Why a decision on the wind-down is not recorded, confirmed or abandoned. */
public enum WindDownReason {
    NOT_ALLOWED,
    ID_TAKEN,
    UNKNOWN_DECISION,
    ALREADY_DECIDED,
    NOTHING_TO_REVOKE,
    ALREADY_CONFIRMED,
    ALREADY_ABANDONED,
    DECIDED_IN_THE_FUTURE,
    RETROACTIVE,
    SAME_PERSON,
    MINUTES_DIFFER
}
