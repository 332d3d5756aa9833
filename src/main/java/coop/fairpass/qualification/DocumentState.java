package coop.fairpass.qualification;

/** Where one required document stands on a day. */
public enum DocumentState {
    MISSING,
    RECEIVED,
    REFUSED,
    VALID,
    EXPIRED
}
