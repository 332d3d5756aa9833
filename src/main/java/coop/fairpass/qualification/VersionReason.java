package coop.fairpass.qualification;

/** Why a questionnaire or a charter is not adopted, or not accepted. */
public enum VersionReason {
    NOT_ALLOWED,
    UNREADABLE,
    DECIDED_IN_THE_FUTURE,
    BACK_DATED,
    DAY_TAKEN,
    BEFORE_THE_LAST_VERSION,
    NOT_THE_VERSION_IN_FORCE,
    NOT_YOURS_TO_ACCEPT
}
