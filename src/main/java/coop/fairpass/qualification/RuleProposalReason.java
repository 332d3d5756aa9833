package coop.fairpass.qualification;

/** Why a proposal about the charter or the questionnaire, or an act on one, is refused. */
public enum RuleProposalReason {
    NOT_ALLOWED,
    NOT_A_PERSON,
    ID_TAKEN,
    UNKNOWN_PROPOSAL,
    UNKNOWN_REMARK,
    UNKNOWN_PASSAGE,
    NOTHING_CHANGES,
    ALWAYS_NEEDED,
    TOO_MANY_OPEN,
    ALREADY_DECIDED,
    CONSULTATION_RUNS,
    OBJECTION_UNANSWERED,
    ALREADY_ANSWERED,
    KEPT_WORDS_MISSING,
    WORDS_UNREADABLE,
    PASSAGE_GONE,
    NOT_DECIDED,
    ALREADY_SETTLED,
    NOTHING_KEPT,
    SAME_PASSAGE_TWICE,
    DOES_NOT_HOLD
}
