package coop.fairpass.qualification;

/** Where an amendment is. */
public enum AmendmentState {
    WAITING,
    ACCEPTED,
    REFUSED,
    WITHDRAWN
}
