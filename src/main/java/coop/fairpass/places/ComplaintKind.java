package coop.fairpass.places;

/** What somebody complains of. */
public enum ComplaintKind {
    REFUSED,
    ASKED_TO_PAY,
    WELCOME,
    NOT_HELPED,
    OTHER
}
