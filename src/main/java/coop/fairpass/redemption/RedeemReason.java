package coop.fairpass.redemption;

/**
 * Why a voucher is not redeemed, in the order in which they answer: existence, state, dates, rights (domain §6). The
 * order is part of the contract; adding or moving one is a change of version.
 */
public enum RedeemReason {
    UNKNOWN_VOUCHER,
    NOT_ACTIVE,
    WITHDRAWN,
    REPLACED,
    BLOCKED,
    ALREADY_REDEEMED,
    UNDER_REVIEW,
    NOT_YET_VALID,
    EXPIRED,
    SERVICE_DATE_IMPOSSIBLE,
    PROVIDER_NOT_QUALIFIED,
    PROVIDER_NOT_PAYABLE,
    PLACE_NOT_OPEN,
    MEDIATOR_WITHOUT_AGREEMENT,
    OUTSIDE_PERIMETER,
    SERVICE_UNKNOWN,
    SERVICE_NOT_OFFERED,
    SERVICE_OUTSIDE_PATH,
    PRICE_NOT_REGULATED,
    TOO_MANY_VOUCHERS
}
