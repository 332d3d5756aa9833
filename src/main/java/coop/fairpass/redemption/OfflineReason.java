package coop.fairpass.redemption;

/**
 * Why what a desk accepted without network is not paid to it, or is not even received; the ordinary refusals of {@link
 * RedeemReason} apart.
 */
public enum OfflineReason {
    UNKNOWN_DEVICE,
    ENVELOPE_UNREADABLE,
    ENVELOPE_FORGED,
    ENVELOPE_OUT_OF_SEQUENCE,
    SAME_ID_OTHER_CONTENT,
    TOO_MANY_ENVELOPES,
    NOT_ALLOWED,
    NO_ALLOWANCE,
    KEY_UNREADABLE,
    PLACE_NOT_YOURS,
    REFUSED_BY_RULE,
    TAKEN_BACK,
    NOTHING_TO_TAKE_BACK,
    DEVICE_STOPPED,
    OUTSIDE_THE_LEASE,
    TIME_IMPOSSIBLE,
    OVER_THE_ALLOWANCE,
    QR_NOT_GENUINE,
    OTHER_PLACE,
    ACCOUNT_STOPPED,
    NO_RATE_DECIDED,
    ACCEPTED_ONLINE,
    ACCEPTED_EARLIER,
    MONTH_FROZEN,
    DISPLACED
}
