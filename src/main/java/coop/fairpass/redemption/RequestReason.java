package coop.fairpass.redemption;

/** Why a whole request is refused before any of its vouchers is looked at. */
public enum RequestReason {
    NOT_ALLOWED,
    ACCOUNT_STOPPED,
    SAME_ID_OTHER_CONTENT,
    NOTHING_PRESENTED,
    TOO_MANY_AT_ONCE,
    NO_RATE_DECIDED,
    UNKNOWN_REDEMPTION,
    NOT_THE_AUTHOR,
    TOO_LATE_TO_CANCEL,
    MONTH_FROZEN,
    NOT_ACCEPTED,
    NOT_HELD,
    COVERAGE_INCIDENT
}
