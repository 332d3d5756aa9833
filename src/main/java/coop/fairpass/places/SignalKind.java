package coop.fairpass.places;

/** What somebody says is no longer true of a place. */
public enum SignalKind {
    CLOSED,
    HOURS,
    CONTACT,
    ADDRESS,
    PRICES,
    OTHER
}
