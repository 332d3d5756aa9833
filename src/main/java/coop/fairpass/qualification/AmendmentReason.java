package coop.fairpass.qualification;

/** Why an amendment is not asked, withdrawn or decided. */
public enum AmendmentReason {
    UNKNOWN_AMENDMENT,
    NOT_ALLOWED,
    NOT_A_PERSON,
    NOT_QUALIFIED,
    ID_TAKEN,
    UNKNOWN_PLACE,
    ALREADY_ASKED,
    NOTHING_CHANGES,
    UNREADABLE,
    OTHER_SIREN,
    SIRET_USED,
    SIRET_CLOSED,
    TOWN_UNKNOWN,
    WHY_MISSING,
    ALREADY_DECIDED,
    OWN_AMENDMENT,
    REASON_MISSING
}
