package coop.fairpass.qualification;

/** Why a qualification is not given, suspended, given back or ended. */
public enum QualificationReason {
    UNKNOWN_PROVIDER,
    UNKNOWN_SUSPENSION,
    NOT_ALLOWED,
    SIREN_MISSING,
    ID_TAKEN,
    REASON_MISSING,
    ALREADY_QUALIFIED,
    NOT_QUALIFIED,
    ALREADY_SUSPENDED,
    NOT_SUSPENDED,
    ALREADY_LIFTED,
    IN_THE_PAST,
    DECIDED_IN_THE_FUTURE,
    NOTICE_TOO_SHORT,
    NO_NOTICE,
    NOT_LAPSED_YET,
    ANSWER_AWAITED,
    END_DECIDED,
    NOT_DISQUALIFIED,
    TOO_LATE_TO_APPEAL,
    ALREADY_APPEALED,
    NO_APPEAL,
    APPEAL_DECIDED,
    FIRST_JUDGE,
    NOT_A_PERSON
}
