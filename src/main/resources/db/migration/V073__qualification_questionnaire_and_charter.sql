-- The questionnaire and the charter, version by version, each decided by the committee. The first of each is shipped
-- with the program and has no row here. Neither is ever changed: a file keeps the version it answered or accepted.
CREATE TABLE qualification.questionnaire_version (
    number       integer     NOT NULL PRIMARY KEY CHECK (number > 1),
    content      text        NOT NULL,
    effective_on date        NOT NULL CONSTRAINT one_questionnaire_comes_into_force_a_day UNIQUE,
    decided_by   text        NOT NULL CHECK (decided_by <> ''),
    decided_on   date        NOT NULL,
    minutes      text        NOT NULL CHECK (minutes <> ''),
    recorded_at  timestamptz NOT NULL,
    recorded_by  text        NOT NULL,
    CONSTRAINT no_questionnaire_is_back_dated
        CHECK (effective_on >= (recorded_at AT TIME ZONE 'Europe/Paris')::date)
);

CREATE TABLE qualification.charter_version (
    number       integer     NOT NULL PRIMARY KEY CHECK (number > 1),
    content      text        NOT NULL,
    effective_on date        NOT NULL CONSTRAINT one_charter_comes_into_force_a_day UNIQUE,
    decided_by   text        NOT NULL CHECK (decided_by <> ''),
    decided_on   date        NOT NULL,
    minutes      text        NOT NULL CHECK (minutes <> ''),
    recorded_at  timestamptz NOT NULL,
    recorded_by  text        NOT NULL,
    CONSTRAINT no_charter_is_back_dated
        CHECK (effective_on >= (recorded_at AT TIME ZONE 'Europe/Paris')::date)
);

-- Who is bound by which text: a provider, a payer, a distributor, the cooperative itself (R-114).
CREATE TABLE qualification.charter_acceptance (
    organisation uuid        NOT NULL,
    capacity     text        NOT NULL CHECK (capacity IN ('PROVIDER', 'PAYER', 'DISTRIBUTOR', 'COOPERATIVE')),
    version      integer     NOT NULL,
    sha256       text        NOT NULL,
    accepted_by  text        NOT NULL,
    accepted_name text       NOT NULL CHECK (accepted_name <> ''),
    accepted_at  timestamptz NOT NULL,
    CONSTRAINT a_version_is_accepted_once PRIMARY KEY (organisation, capacity, version)
);

GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA qualification TO fairpass_app;
