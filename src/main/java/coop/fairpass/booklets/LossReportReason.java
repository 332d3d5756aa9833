package coop.fairpass.booklets;

/** Why a report of loss, or its answer, is not kept. */
public enum LossReportReason {
    ID_TAKEN,
    NUMBER_MISSING,
    CODE_WRITTEN,
    UNKNOWN_DESK,
    COMMUNE_NOT_FOUND,
    CHOICE_MISSING,
    TOO_MANY,
    TOO_OFTEN,
    UNKNOWN_REPORT,
    NOT_ALLOWED,
    ALREADY_ANSWERED
}
