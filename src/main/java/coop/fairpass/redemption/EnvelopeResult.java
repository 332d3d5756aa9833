package coop.fairpass.redemption;

/** How an envelope ended. */
enum EnvelopeResult {
    ACCEPTED,
    HELD,
    REFUSED,
    LOST,
    TAKEN_BACK
}
