package coop.fairpass.desk;

/** Why the desk refuses what the directory itself would take. */
public enum DeskReason {
    ROLE_NOT_YOURS_TO_GIVE,
    ROLE_OF_THE_COOPERATIVE_ONLY,
    NO_ROLE,
    ID_TAKEN,
    KEY_ALREADY_SHOWN,
    ENDS_TOO_LATE,
    ENDS_IN_THE_PAST,
    LAST_ADMINISTRATOR,
    LAST_TO_LEAD,
    ADDRESS_INVALID,
    NAME_MISSING,
    ALREADY_IN,
    REASON_MISSING,
    WHY_MISSING,
    WORDS_MISSING,
    WORDS_TOO_LONG,
    TEXT_TOO_SHORT,
    NOTHING_TO_ERASE
}
