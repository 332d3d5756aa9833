package coop.fairpass.impact;

/** Why no certificate of use is made; in the order in which they are looked at. */
public enum CertificateReason {
    UNKNOWN_ORDER,
    NOT_ALLOWED,
    UNKNOWN_FUNDER,
    FUNDER_WITHOUT_SIREN,
    DAY_TO_COME,
    ID_TAKEN
}
