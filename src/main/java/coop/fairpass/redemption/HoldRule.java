package coop.fairpass.redemption;

/** Why an accepted redemption waits for a person; dated data, explained to providers (domain §16). */
public enum HoldRule {
    /** F1: a whole booklet, or five vouchers of it, redeemed in one day at one place. */
    F1_WHOLE_BOOKLET_IN_A_DAY,
    /** F4: handed over and redeemed by the same organisation, on an order that asked to look at it. */
    F4_OWN_DISTRIBUTION
}
