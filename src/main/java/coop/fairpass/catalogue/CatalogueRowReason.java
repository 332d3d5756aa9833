package coop.fairpass.catalogue;

/** What is wrong with one cell of a catalogue file; its row alone is refused. */
public enum CatalogueRowReason {
    ROW_LENGTH,
    CELL_EMPTY,
    CELL_TOO_LONG,
    CODE_FORM,
    CODE_REPEATED,
    LEVEL_RANGE,
    MINUTES_RANGE,
    FORMAT_UNKNOWN,
    PEOPLE_RANGE,
    PEOPLE_AND_FORMAT,
    NATIONAL_SERVICE_UNKNOWN,
    PRICE_RANGE,
    SHARED_CODE,
    PREFIX_NOT_LOCAL,
    LOCAL_TO_ANOTHER,
    CODE_WITHDRAWN,
    ALREADY_PROPOSED
}
