-- The territories of France as one vintage gives them, loaded from the files that the program carries. No history of
-- ours is kept here: another vintage replaces the whole, which is why the application may delete.
CREATE SCHEMA territory;
GRANT USAGE ON SCHEMA territory TO fairpass_app;

CREATE TABLE territory.region (
    code text NOT NULL PRIMARY KEY CHECK (code ~ '^\d{2,3}$'),
    name text NOT NULL CHECK (name <> '')
);

CREATE TABLE territory.department (
    code   text NOT NULL PRIMARY KEY CHECK (code ~ '^(\d{2}|2[AB]|9[78]\d)$'),
    name   text NOT NULL CHECK (name <> ''),
    region text NOT NULL REFERENCES territory.region,
    UNIQUE (code, region)
);

CREATE TABLE territory.epci (
    siren text NOT NULL PRIMARY KEY CHECK (siren ~ '^\d{9}$'),
    name  text NOT NULL CHECK (name <> '')
);

CREATE TABLE territory.commune (
    code         text    NOT NULL PRIMARY KEY CHECK (code ~ '^([013-9]\d|2[AB1-9])\d{3}$'),
    name         text    NOT NULL CHECK (name <> ''),
    search_name  text    NOT NULL CHECK (search_name ~ '^[a-z0-9]+( [a-z0-9]+)*$'),
    department   text    NOT NULL,
    region       text    NOT NULL,
    -- Some islands and the overseas collectivities belong to no EPCI.
    epci         text    REFERENCES territory.epci,
    -- Nobody lives on the austral lands: the source says nothing, we say zero.
    population   integer NOT NULL CHECK (population >= 0),
    postal_codes text[]  NOT NULL,
    -- The centre of a commune made or re-made after 2020 may be unknown.
    latitude     double precision CHECK (latitude BETWEEN -90 AND 90),
    longitude    double precision CHECK (longitude BETWEEN -180 AND 180),
    CONSTRAINT a_commune_is_in_the_region_of_its_department
        FOREIGN KEY (department, region) REFERENCES territory.department (code, region),
    CONSTRAINT a_centre_has_two_coordinates CHECK (num_nonnulls(latitude, longitude) IN (0, 2))
);
-- No index on what is searched: reading all communes takes some milliseconds. These are for another vintage to replace
-- this one: without them, each group deleted would read all the communes.
CREATE INDEX commune_by_epci ON territory.commune (epci);
CREATE INDEX commune_by_department ON territory.commune (department, region);

-- Every code that may be met, of a commune of today or not quite, and the territories that contain it, written out
-- because a redemption looks them up. A commune that has merged keeps the code of its day beside those of today, so
-- that an order made before the merger still finds it.
CREATE TABLE territory.code (
    code    text   NOT NULL PRIMARY KEY CHECK (length(code) = 5),
    -- The source knows some old codes without their names.
    name    text   NOT NULL,
    kind    text   NOT NULL CHECK (kind IN ('CURRENT', 'MERGED', 'DELEGATED', 'ASSOCIATED', 'ARRONDISSEMENT')),
    commune text   NOT NULL REFERENCES territory.commune,
    codes   text[] NOT NULL,
    CONSTRAINT a_current_code_is_its_own_commune CHECK ((kind = 'CURRENT') = (code = commune))
);

CREATE INDEX code_by_commune ON territory.code (commune);

-- Names by which people still look for a commune: those of its former and delegated communes and arrondissements.
CREATE TABLE territory.former_name (
    commune     text NOT NULL REFERENCES territory.commune,
    search_name text NOT NULL CHECK (search_name ~ '^[a-z0-9]+( [a-z0-9]+)*$'),
    PRIMARY KEY (commune, search_name)
);

-- Which files were loaded, by their digest: loading them again does nothing.
CREATE TABLE territory.vintage (
    only_one  boolean     NOT NULL DEFAULT true PRIMARY KEY CHECK (only_one),
    digest    text        NOT NULL,
    loaded_at timestamptz NOT NULL
);

GRANT SELECT, INSERT, DELETE ON ALL TABLES IN SCHEMA territory TO fairpass_app;
