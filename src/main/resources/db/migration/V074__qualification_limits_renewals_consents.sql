-- Where governance limits how many providers may be qualified, so that each of them lives from it (domain §5.4 Q9).
CREATE TABLE qualification.zone_limit (
    id          uuid        NOT NULL PRIMARY KEY,
    -- A perimeter of the territory room: D:21, E:…, C:…
    zone        text        NOT NULL CHECK (zone <> ''),
    most        integer     NOT NULL CHECK (most >= 0),
    reason      text        NOT NULL CHECK (reason <> ''),
    valid_from  date        NOT NULL,
    valid_until date,
    decided_by  text        NOT NULL CHECK (decided_by <> ''),
    decided_on  date        NOT NULL,
    minutes     text        NOT NULL CHECK (minutes <> ''),
    recorded_at timestamptz NOT NULL,
    recorded_by text        NOT NULL,
    CONSTRAINT a_limit_begins_before_it_ends CHECK (valid_until > valid_from),
    CONSTRAINT a_zone_has_one_limit_at_a_time
        EXCLUDE USING gist (zone WITH =, daterange(valid_from, valid_until) WITH &&)
);

-- A qualification lives 24 months from its beginning or from its last renewal (R-113).
CREATE TABLE qualification.renewal (
    qualification uuid        NOT NULL REFERENCES qualification.qualification,
    renewed_from  date        NOT NULL,
    application   uuid        NOT NULL REFERENCES qualification.application
        CONSTRAINT an_application_renews_once UNIQUE,
    recorded_at   timestamptz NOT NULL,
    recorded_by   text        NOT NULL,
    PRIMARY KEY (qualification, renewed_from)
);

-- A mediator is named in public only if they said so, and for as long as they do (R-167).
CREATE TABLE qualification.naming_consent (
    id           uuid        NOT NULL PRIMARY KEY,
    person       uuid        NOT NULL,
    named_as     text        NOT NULL CHECK (named_as <> ''),
    given_at     timestamptz NOT NULL,
    withdrawn_at timestamptz CHECK (withdrawn_at >= given_at)
);
CREATE UNIQUE INDEX a_person_consents_once_at_a_time ON qualification.naming_consent (person)
    WHERE withdrawn_at IS NULL;

-- What public pages may print: nothing of those who did not consent, nor of those who are bound to no place any more.
CREATE VIEW qualification.named_mediator AS
SELECT a.place, a.mediator, c.named_as, a.valid_from, a.valid_until
  FROM qualification.agreement_period a
  JOIN qualification.naming_consent c ON c.person = a.mediator
 WHERE c.withdrawn_at IS NULL;

GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA qualification TO fairpass_app;
GRANT UPDATE (valid_until) ON qualification.zone_limit TO fairpass_app;
GRANT UPDATE (withdrawn_at), DELETE ON qualification.naming_consent TO fairpass_app;
