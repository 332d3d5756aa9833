-- A place is renamed or moves by an amendment that a reviewer accepts (R-122).
GRANT UPDATE (name, street, postal_code, town, commune, latitude, longitude, is_position_exact)
    ON places.place TO fairpass_app;
