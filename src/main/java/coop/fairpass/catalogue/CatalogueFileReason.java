package coop.fairpass.catalogue;

/** Why a catalogue file is refused as a whole. */
public enum CatalogueFileReason {
    NOT_ALLOWED,
    UNREADABLE,
    COLUMN_MISSING,
    ID_TAKEN,
    NO_LOCAL_PREFIX,
    NO_CATALOGUE_YET,
    TO_BE_CONSULTED
}
