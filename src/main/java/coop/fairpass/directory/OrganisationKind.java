package coop.fairpass.directory;

/** Catégorie of an organisation, for the circle of payers (R-059, impact I9). */
public enum OrganisationKind {
    STATE,
    LOCAL_AUTHORITY,
    SOCIAL_BODY,
    MUTUAL,
    COMPANY,
    FOUNDATION,
    ASSOCIATION,
    COOPERATIVE,
    OTHER
}
