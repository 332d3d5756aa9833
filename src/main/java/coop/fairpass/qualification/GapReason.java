package coop.fairpass.qualification;

/** What a file still lacks to be signed. */
public enum GapReason {
    CONTACT_MISSING,
    IDENTITY_MISSING,
    COMMUNE_UNKNOWN,
    SIRET_NEEDED,
    SIRET_CLOSED,
    SIRET_USED,
    ANSWERS_MISSING,
    BLOCKED,
    TEAM_MISSING,
    NOBODY_PAID,
    NO_PAID_LEADER,
    REPRESENTATIVE_MISSING,
    DOCUMENT_MISSING,
    ACCOUNT_MISSING
}
