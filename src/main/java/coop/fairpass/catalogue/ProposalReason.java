package coop.fairpass.catalogue;

/** Why a proposal about the catalogue, or an act on one, is refused. */
public enum ProposalReason {
    NOT_ALLOWED,
    NOT_A_PERSON,
    ID_TAKEN,
    NO_CATALOGUE_YET,
    UNKNOWN_PROPOSAL,
    UNKNOWN_REMARK,
    UNKNOWN_SERVICE,
    UNKNOWN_REPLACEMENT,
    CODE_GIVEN,
    SHARED_CODE,
    PREFIX_NOT_LOCAL,
    NOTHING_CHANGES,
    ALREADY_DECIDED,
    CONSULTATION_RUNS,
    OBJECTION_UNANSWERED,
    ALREADY_ANSWERED,
    UNKNOWN_AMENDMENT,
    NOTHING_ACCEPTED,
    CONFLICT,
    VERSION_REFUSED
}
