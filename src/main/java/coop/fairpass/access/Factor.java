package coop.fairpass.access;

/** What somebody has shown in a session. */
public enum Factor {
    /** Something known. */
    PASSWORD,
    /** A code of an authenticator application, or a recovery code: something held. */
    CODE,
    /** A passkey, unlocked by its owner: held, and known or part of the body. */
    PASSKEY,
    /** A provider of identity vouches, with two factors of its own or not. */
    IDENTITY_PROVIDER
}
