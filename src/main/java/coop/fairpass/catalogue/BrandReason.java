package coop.fairpass.catalogue;

/** Why a list of brands is not kept. */
public enum BrandReason {
    NOT_ALLOWED,
    MINUTES_MISSING,
    NAME_INVALID,
    TOO_MANY,
    LIST_CHANGED
}
