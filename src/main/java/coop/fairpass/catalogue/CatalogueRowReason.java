package coop.fairpass.catalogue;

/** What is wrong with one cell of a catalogue file; its row is refused, the others are not. */
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
    PRICE_RANGE
}
