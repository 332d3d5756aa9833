package coop.fairpass.qualification;

/** Why an agreement is not signed or not ended. */
public enum AgreementReason {
    UNKNOWN_PLACE,
    UNKNOWN_MEDIATOR,
    UNKNOWN_AGREEMENT,
    NOT_ALLOWED,
    TERMS_DIFFER,
    ALREADY_AGREED,
    ALREADY_ENDED,
    REASON_MISSING,
    PAYEE_NOT_THEIRS,
    TERM_BEFORE_BEGINNING,
    IN_THE_PAST
}
