-- The shared catalogue of services. An edition is what a file brought; a version is an edition that the committee put
-- in force from a day on. Neither is ever changed: a redemption points to (code, version) and must read the same for
-- ever.
CREATE SCHEMA catalogue;
GRANT USAGE ON SCHEMA catalogue TO fairpass_app;

CREATE TABLE catalogue.edition (
    id          uuid        NOT NULL PRIMARY KEY,
    imported_at timestamptz NOT NULL,
    imported_by text        NOT NULL
);

CREATE TABLE catalogue.service (
    edition             uuid    NOT NULL REFERENCES catalogue.edition,
    code                text    NOT NULL CHECK (code ~ '^[A-Z]{2,5}-[A-Z]{3}-\d{3}$'),
    category            text    NOT NULL CHECK (category <> ''),
    subcategory         text    NOT NULL CHECK (subcategory <> ''),
    label               text    NOT NULL CHECK (label <> ''),
    level               integer NOT NULL CHECK (level BETWEEN 1 AND 3),
    minutes             integer NOT NULL CHECK (minutes BETWEEN 1 AND 120),
    format              text    NOT NULL CHECK (format IN ('INDIVIDUAL', 'COLLECTIVE', 'BOTH')),
    max_people          integer NOT NULL CHECK (max_people >= 1),
    national_service    text    NOT NULL,
    default_price_cents bigint  NOT NULL CHECK (default_price_cents > 0),
    PRIMARY KEY (edition, code),
    CONSTRAINT one_person_when_individual_only CHECK ((format = 'INDIVIDUAL') = (max_people = 1))
);

CREATE TABLE catalogue.version (
    number       integer     NOT NULL PRIMARY KEY CHECK (number > 0),
    edition      uuid        NOT NULL REFERENCES catalogue.edition
        CONSTRAINT an_edition_is_adopted_once UNIQUE,
    effective_on date        NOT NULL,
    decided_by   text        NOT NULL CHECK (decided_by <> ''),
    decided_on   date        NOT NULL,
    minutes      text        NOT NULL CHECK (minutes <> ''),
    -- Codes whose label changes although the service is the same: the committee says so, code by code (R-235).
    rewordings   text[]      NOT NULL,
    recorded_at  timestamptz NOT NULL,
    recorded_by  text        NOT NULL,
    CONSTRAINT no_version_is_back_dated
        CHECK (effective_on >= (recorded_at AT TIME ZONE 'Europe/Paris')::date),
    CONSTRAINT a_version_is_decided_before_it_is_recorded
        CHECK (decided_on <= (recorded_at AT TIME ZONE 'Europe/Paris')::date)
);
CREATE UNIQUE INDEX one_version_comes_into_force_a_month
    ON catalogue.version ((extract(year FROM effective_on)), (extract(month FROM effective_on)));

GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA catalogue TO fairpass_app;
