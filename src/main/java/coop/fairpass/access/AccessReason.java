package coop.fairpass.access;

/** Why somebody does not come in, or does not change how they come in. */
public enum AccessReason {
    /** The same for an unknown address and a wrong password: nobody learns who has an account. */
    WRONG_ADDRESS_OR_PASSWORD,
    TOO_MANY_TRIES,
    WRONG_CODE,
    WRONG_PASSWORD,
    PASSWORD_TOO_SHORT,
    PASSWORD_TOO_LONG,
    PASSWORD_TOO_PLAIN,
    PASSWORD_TOO_NEAR,
    PASSWORDS_DIFFER,
    LINK_OVER,
    ADDRESS_INVALID,
    ADDRESS_TAKEN,
    NO_SEAT,
    IDENTITY_UNKNOWN,
    LAST_WAY_IN,
    SECOND_FACTOR_COMPULSORY,
    NAME_MISSING,
    STILL_NEEDED
}
