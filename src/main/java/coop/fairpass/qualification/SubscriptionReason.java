package coop.fairpass.qualification;

/** Why a receipt is not taken as a subscription; the sentences are in {@code messages/qualification.properties}. */
public enum SubscriptionReason {
    NOT_ALLOWED,
    UNKNOWN_INVOICE,
    NOTHING_PARKED,
    NOT_ON_OPERATING,
    MORE_THAN_PARKED,
    MORE_THAN_OPEN
}
