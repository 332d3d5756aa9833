package coop.fairpass.places;

/** What we keep of a row of a list of places; the columns of each format say which of these they hold. */
enum PlaceField {
    ID,
    SOURCE,
    PIVOT,
    NAME,
    TOWN,
    POSTAL_CODE,
    COMMUNE,
    STREET,
    COMPLEMENT,
    LATITUDE,
    LONGITUDE,
    TELEPHONE,
    EMAIL,
    HOURS,
    UPDATED_ON,
    SERVICES,
    FEES,
    PROGRAMMES,
    OTHER_LABELS
}
