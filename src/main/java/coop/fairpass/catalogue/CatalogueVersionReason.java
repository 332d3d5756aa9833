package coop.fairpass.catalogue;

/** Why an edition is not put in force. */
public enum CatalogueVersionReason {
    NOT_ALLOWED,
    UNKNOWN_EDITION,
    ALREADY_ADOPTED,
    EDITION_EMPTY,
    DECIDED_IN_THE_FUTURE,
    BACK_DATED,
    MONTH_TAKEN,
    BEFORE_THE_LAST_VERSION,
    NOT_CONSULTED,
    CODE_GIVEN_TO_ANOTHER
}
