package coop.fairpass.qualification;

/** One thing that an amendment changes, in the order in which a difference is read. */
public enum AmendedField {
    LEGAL_NAME,
    PERSON_NAME,
    OFFICE,
    EMAIL,
    SIRET,
    PLACE_NAME,
    STREET,
    POSTAL_CODE,
    TOWN
}
