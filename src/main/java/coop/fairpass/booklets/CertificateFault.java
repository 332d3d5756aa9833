package coop.fairpass.booklets;

/** Why a printer's certificate cannot protect a printing file. */
public enum CertificateFault {
    UNREADABLE,
    NOT_YET_VALID,
    EXPIRED,
    /** The key is shorter than 2048 bits (RSA) or 256 bits (elliptic curve). */
    WEAK_KEY,
    /** Neither RSA nor an elliptic curve, or reserved for something else than encryption. */
    NOT_FOR_ENCRYPTION
}
