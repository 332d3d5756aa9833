package coop.fairpass.access;

/** What may happen to an account, kept for a year and shown to its owner. */
public enum AccessEvent {
    INVITED,
    ACCOUNT_OPENED,
    SIGNED_IN,
    REFUSED,
    CODE_REFUSED,
    NEW_PASSWORD_ASKED,
    PASSWORD_CHOSEN,
    AUTHENTICATOR_SET,
    AUTHENTICATOR_REMOVED,
    RECOVERY_CODE_USED,
    PASSKEY_ADDED,
    PASSKEY_REMOVED,
    IDENTITY_BOUND,
    SESSION_ENDED,
    SECOND_FACTOR_RESET,
    NAME_CORRECTED,
    ADDRESS_CHANGED,
    ACCOUNT_CLOSED
}
