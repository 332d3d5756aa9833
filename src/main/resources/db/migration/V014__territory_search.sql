-- Anybody looks for places around a commune, by its whole name or its postal code: a public page asks it of each
-- visitor, so that reading all the communes each time would cost more than the places themselves.
CREATE INDEX commune_by_search_name ON territory.commune (search_name);
CREATE INDEX former_name_by_name ON territory.former_name (search_name);
CREATE INDEX commune_by_postal_code ON territory.commune USING gin (postal_codes);
