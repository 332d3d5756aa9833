-- Who is who: organisations, people and their roles, programs and their keys, accounts of payees.
CREATE SCHEMA directory;
GRANT USAGE ON SCHEMA directory TO fairpass_app;

CREATE TABLE directory.organisation (
    id            uuid        NOT NULL PRIMARY KEY,
    number        integer     NOT NULL GENERATED ALWAYS AS IDENTITY UNIQUE,
    legal_name    text        NOT NULL CHECK (legal_name <> ''),
    siren         text        CHECK (siren ~ '^\d{9}$'),
    siret         text        CHECK (siret ~ '^\d{14}$') CONSTRAINT a_siret_is_known_once UNIQUE,
    nature        text        NOT NULL CHECK (nature IN ('PUBLIC', 'PRIVATE')),
    kind          text        NOT NULL,
    vat_regime    text        NOT NULL,
    street        text        NOT NULL,
    postal_code   text        NOT NULL CHECK (postal_code ~ '^\d{5}$'),
    town          text        NOT NULL,
    commune       text,
    email         text,
    telephone     text,
    registered_at timestamptz NOT NULL,
    CONSTRAINT a_siret_starts_with_its_siren CHECK (siret IS NULL OR left(siret, 9) = siren)
);
CREATE INDEX organisation_by_siren ON directory.organisation (siren);

-- The one organisation that runs this instance.
CREATE TABLE directory.cooperative (
    only_one     boolean NOT NULL DEFAULT true PRIMARY KEY CHECK (only_one),
    organisation uuid    NOT NULL REFERENCES directory.organisation
);

CREATE TABLE directory.person (
    id         uuid        NOT NULL PRIMARY KEY,
    name       text        NOT NULL CHECK (name <> ''),
    email      text,
    entered_at timestamptz NOT NULL,
    -- Since when the row names nobody any more; what the person did keeps the id (R-325).
    erased_at  timestamptz,
    CONSTRAINT who_is_erased_has_no_address CHECK (erased_at IS NULL OR email IS NULL)
);

-- A right comes from a role in an organisation, never from the person alone (R-321).
CREATE TABLE directory.membership (
    person       uuid        NOT NULL REFERENCES directory.person,
    organisation uuid        NOT NULL REFERENCES directory.organisation,
    role         text        NOT NULL,
    granted_at   timestamptz NOT NULL,
    granted_by   text        NOT NULL,
    revoked_at   timestamptz,
    revoked_by   text
);
CREATE UNIQUE INDEX a_role_is_held_once ON directory.membership (person, organisation, role) WHERE revoked_at IS NULL;
CREATE INDEX membership_by_organisation ON directory.membership (organisation) WHERE revoked_at IS NULL;

CREATE TABLE directory.api_key (
    id           uuid        NOT NULL PRIMARY KEY,
    organisation uuid        NOT NULL REFERENCES directory.organisation,
    name         text        NOT NULL,
    digest       text        NOT NULL CONSTRAINT a_key_is_known_by_its_digest UNIQUE,
    roles        text[]      NOT NULL,
    expires_on   date        NOT NULL,
    created_at   timestamptz NOT NULL,
    created_by   text        NOT NULL,
    revoked_at   timestamptz,
    revoked_by   text
);

CREATE TABLE directory.bank_account (
    id             uuid        NOT NULL PRIMARY KEY,
    organisation   uuid        NOT NULL REFERENCES directory.organisation,
    iban           text        NOT NULL,
    bic            text,
    holder_name    text        NOT NULL CHECK (holder_name <> ''),
    state          text        NOT NULL CHECK (state IN ('DECLARED', 'VALIDATED', 'FROZEN', 'RETIRED')),
    declared_by    text        NOT NULL,
    declared_at    timestamptz NOT NULL,
    validated_by   text,
    validated_at   timestamptz,
    usable_from    date,
    frozen_because text,
    CONSTRAINT two_people_validate_an_account CHECK (validated_by <> declared_by),
    CONSTRAINT a_validated_account_says_from_when CHECK (state <> 'VALIDATED' OR usable_from IS NOT NULL)
);
CREATE UNIQUE INDEX one_account_is_valid_at_a_time ON directory.bank_account (organisation) WHERE state = 'VALIDATED';
CREATE INDEX bank_account_by_organisation ON directory.bank_account (organisation);

GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA directory TO fairpass_app;
GRANT UPDATE (name, email, erased_at) ON directory.person TO fairpass_app;
GRANT UPDATE (revoked_at, revoked_by) ON directory.membership, directory.api_key TO fairpass_app;
GRANT UPDATE (state, validated_by, validated_at, usable_from, frozen_because) ON directory.bank_account TO fairpass_app;
-- To lock an organisation while one of its accounts changes.
GRANT UPDATE (legal_name) ON directory.organisation TO fairpass_app;

-- People who are still named here, and since when they are known.
CREATE VIEW directory.known_person AS SELECT id, entered_at FROM directory.person WHERE erased_at IS NULL;
GRANT SELECT ON directory.known_person TO fairpass_app;

CREATE VIEW directory.organisation_name AS
SELECT id, number, legal_name, siren, nature, kind, vat_regime, postal_code FROM directory.organisation;
GRANT SELECT ON directory.organisation_name TO fairpass_app;

-- Organisations that were payable once: redemption asks no more, payment asks again.
CREATE VIEW directory.payee AS
SELECT DISTINCT organisation FROM directory.bank_account WHERE validated_at IS NOT NULL;
GRANT SELECT ON directory.payee TO fairpass_app;
