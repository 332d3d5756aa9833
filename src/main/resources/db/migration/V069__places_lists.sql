-- Lists of places made by others, as they were read: which rows are new, have changed, have not, are no longer there.
-- What is gone is marked and never deleted; what was not understood is written beside its line.
CREATE TABLE places.list_import (
    id              uuid        NOT NULL PRIMARY KEY,
    -- Whose list it is: a later file of the same list replaces this one.
    list            text        NOT NULL CHECK (list ~ '^[a-z0-9]([a-z0-9-]{0,60}[a-z0-9])?$'),
    digest          text        NOT NULL,
    format          text        NOT NULL,
    rows_read       integer     NOT NULL,
    rows_accepted   integer     NOT NULL,
    rows_refused    integer     NOT NULL,
    created         integer     NOT NULL,
    changed         integer     NOT NULL,
    unchanged       integer     NOT NULL,
    gone            integer     NOT NULL,
    proposed        integer     NOT NULL,
    unknown_columns text[]      NOT NULL,
    recorded_at     timestamptz NOT NULL,
    recorded_by     text        NOT NULL,
    CONSTRAINT each_row_is_accepted_or_refused CHECK (rows_accepted + rows_refused = rows_read),
    CONSTRAINT each_accepted_row_is_new_changed_or_not CHECK (created + changed + unchanged = rows_accepted)
);
CREATE INDEX list_import_by_time ON places.list_import (recorded_at);

CREATE TABLE places.list_note (
    import     uuid    NOT NULL REFERENCES places.list_import,
    rank       integer NOT NULL,
    line       bigint  NOT NULL,
    header     text    NOT NULL,
    is_refusal boolean NOT NULL,
    reason     text    NOT NULL,
    value      text    NOT NULL,
    PRIMARY KEY (import, rank)
);

-- Lieu recensé : a place that a list knows. It is a place of ours only when a provider answers for it.
CREATE TABLE places.listed (
    id            uuid        NOT NULL PRIMARY KEY,
    source        text        NOT NULL,
    source_id     text        NOT NULL CHECK (source_id <> ''),
    list          text        NOT NULL,
    siret         text        CHECK (siret ~ '^\d{14}$'),
    pivot         text        NOT NULL,
    name          text        NOT NULL,
    street        text        NOT NULL,
    postal_code   text        NOT NULL,
    town          text        NOT NULL,
    commune       text,
    latitude      double precision,
    longitude     double precision,
    telephone     text,
    email         text,
    hours         text        NOT NULL,
    updated_on    date,
    accepts_vouchers boolean  NOT NULL,
    -- All the other values of the row, under the names of the standard 1.0.
    more          jsonb       NOT NULL,
    digest        text        NOT NULL,
    first_import  uuid        NOT NULL REFERENCES places.list_import,
    last_import   uuid        NOT NULL REFERENCES places.list_import,
    gone_on       date,
    -- The place of ours that it was recognised to be, by a person.
    place         uuid        REFERENCES places.place,
    CONSTRAINT a_source_knows_a_place_once UNIQUE (source, source_id),
    CONSTRAINT a_listed_position_has_two_coordinates CHECK (num_nonnulls(latitude, longitude) IN (0, 2))
);
CREATE INDEX listed_by_commune ON places.listed (commune);
CREATE INDEX listed_by_list ON places.listed (list);

-- Doublons : two listed places that look like one, or one that looks like a place of ours; a person decides.
CREATE TABLE places.likeness (
    listed      uuid        NOT NULL REFERENCES places.listed,
    other       uuid        NOT NULL,
    is_place    boolean     NOT NULL,
    score       integer     NOT NULL CHECK (score BETWEEN 0 AND 100),
    same_siret  boolean     NOT NULL,
    state       text        NOT NULL DEFAULT 'PROPOSED' CHECK (state IN ('PROPOSED', 'SAME', 'DIFFERENT')),
    decided_at  timestamptz,
    decided_by  text,
    PRIMARY KEY (listed, other),
    CONSTRAINT a_decision_has_a_time_and_an_author
        CHECK ((state = 'PROPOSED') = (decided_at IS NULL) AND (decided_at IS NULL) = (decided_by IS NULL))
);
CREATE INDEX likeness_to_decide ON places.likeness (score) WHERE state = 'PROPOSED';

GRANT SELECT, INSERT ON places.list_import, places.list_note, places.listed, places.likeness TO fairpass_app;
GRANT UPDATE (list, siret, pivot, name, street, postal_code, town, commune, latitude, longitude, telephone, email,
              hours, updated_on, accepts_vouchers, more, digest, last_import, gone_on, place)
    ON places.listed TO fairpass_app;
GRANT UPDATE (state, decided_at, decided_by) ON places.likeness TO fairpass_app;
GRANT UPDATE (proposed) ON places.list_import TO fairpass_app;
-- Forgotten a year after the import (R-324).
GRANT DELETE ON places.list_note TO fairpass_app;
