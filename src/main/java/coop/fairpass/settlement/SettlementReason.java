package coop.fairpass.settlement;

/** Why something about settlement is refused. */
public enum SettlementReason {
    NOT_ALLOWED,
    ID_TAKEN,
    MONTH_NOT_OVER,
    EARLIER_MONTH_WAITS,
    NOT_FROZEN,
    NOTHING_TO_PAY,
    COOPERATIVE_NOT_SET_UP,
    NO_VAT_RATE,
    COVERAGE_INCIDENT,
    UNKNOWN_STATEMENT,
    UNKNOWN_REDEMPTION,
    MONTH_STILL_OPEN,
    ALREADY_CLAIMED,
    REASON_MISSING,
    SAME_PERSON,
    PUBLIC_BODY
}
