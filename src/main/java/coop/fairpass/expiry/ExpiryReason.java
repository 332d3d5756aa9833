package coop.fairpass.expiry;

/** Why something about the end of an order is refused. */
public enum ExpiryReason {
    UNKNOWN_ORDER,
    ID_TAKEN,
    NOT_ALLOWED,
    NOT_POSSIBLE_NOW,
    NOT_THE_LAST_VERSION,
    CHANGED_SINCE,
    UNKNOWN_LINE,
    REASON_MISSING,
    ALREADY_DISPUTED,
    MORE_THAN_CREDIT,
    NO_PAYABLE_ACCOUNT,
    UNKNOWN_DOCUMENT,
    MORE_THAN_OPEN,
    NOTHING_TO_PAY,
    CREDIT_LEFT,
    LOT_NEVER_ACTIVE,
    SOMETHING_IS_HELD,
    SOMETHING_IS_UNPAID,
    COVERAGE_INCIDENT,
    WIND_DOWN
}
