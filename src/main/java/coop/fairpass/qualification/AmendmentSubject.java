package coop.fairpass.qualification;

/** What of a qualified provider is changed by an amendment; its bank account has its own two people. */
public enum AmendmentSubject {
    NAME,
    REPRESENTATIVE,
    HEAD_OFFICE,
    PLACE
}
