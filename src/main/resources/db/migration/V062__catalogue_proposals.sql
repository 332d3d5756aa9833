-- The catalogue is written by those who use it: anyone proposes, others comment, object and amend, the committee
-- decides with its reasons, and a new version gathers what it accepted. Nothing said is ever erased.
CREATE TABLE catalogue.proposal (
    id             uuid        NOT NULL PRIMARY KEY,
    number         integer     NOT NULL GENERATED ALWAYS AS IDENTITY UNIQUE,
    kind           text        NOT NULL CHECK (kind IN ('ADD', 'CHANGE', 'WITHDRAW', 'MERGE')),
    -- The service concerned; for a new one, the code it would have.
    code           text        NOT NULL CHECK (code ~ '^[A-Z]{2,5}-[A-Z]{3}-\d{3}$'),
    -- The service that replaces one that goes, when there is one.
    into_code      text        CHECK (into_code ~ '^[A-Z]{2,5}-[A-Z]{3}-\d{3}$'),
    -- The service as it would be, in JSON, for one that comes or changes.
    content        text,
    why            text        NOT NULL CHECK (why <> ''),
    made_at        timestamptz NOT NULL,
    made_by        text        NOT NULL,
    made_by_name   text        NOT NULL CHECK (made_by_name <> ''),
    -- Last day of the consultation.
    consulted_to   date        NOT NULL,
    decision       text        CHECK (decision IN ('ACCEPTED', 'REJECTED')),
    reason         text        CHECK (reason <> ''),
    -- The amendment that was accepted in place of the first words.
    amendment      uuid,
    minutes        text        CHECK (minutes <> ''),
    decided_at     timestamptz,
    decided_by     text,
    decided_name   text,
    -- The version that holds it, once one does.
    version        integer     REFERENCES catalogue.version,
    CONSTRAINT a_decided_proposal_says_why_when_and_who
        CHECK (num_nonnulls(decision, reason, minutes, decided_at, decided_by, decided_name) IN (0, 6)),
    CONSTRAINT what_comes_or_changes_says_how CHECK ((kind IN ('ADD', 'CHANGE')) = (content IS NOT NULL)),
    CONSTRAINT a_merge_says_into_what CHECK (kind <> 'MERGE' OR into_code IS NOT NULL),
    CONSTRAINT nothing_replaces_itself CHECK (into_code <> code),
    CONSTRAINT only_what_is_accepted_is_published CHECK (version IS NULL OR decision = 'ACCEPTED')
);

CREATE TABLE catalogue.proposal_remark (
    id            uuid        NOT NULL PRIMARY KEY,
    proposal      uuid        NOT NULL REFERENCES catalogue.proposal,
    kind          text        NOT NULL CHECK (kind IN ('COMMENT', 'OBJECTION', 'AMENDMENT')),
    words         text        NOT NULL CHECK (words <> ''),
    -- The service as the amendment would have it, in JSON.
    content       text,
    made_at       timestamptz NOT NULL,
    made_by       text        NOT NULL,
    made_by_name  text        NOT NULL CHECK (made_by_name <> ''),
    answer        text        CHECK (answer <> ''),
    answered_at   timestamptz,
    answered_by   text,
    CONSTRAINT an_answer_has_a_day_and_a_hand CHECK (num_nonnulls(answer, answered_at, answered_by) IN (0, 3)),
    CONSTRAINT an_amendment_says_how CHECK ((kind = 'AMENDMENT') = (content IS NOT NULL))
);
CREATE INDEX proposal_remark_by_proposal ON catalogue.proposal_remark (proposal);

-- What replaces a service that went with a version, where the committee named something: where its offers may go.
CREATE TABLE catalogue.replacement (
    version     integer NOT NULL REFERENCES catalogue.version,
    code        text    NOT NULL,
    replaced_by text    NOT NULL CONSTRAINT nothing_is_replaced_by_itself CHECK (replaced_by <> code),
    PRIMARY KEY (version, code)
);

-- Parcours de services: a named list that orders may share; each order keeps the list as it was.
CREATE TABLE catalogue.service_path (
    id          uuid        NOT NULL PRIMARY KEY,
    name        text        NOT NULL CHECK (name <> ''),
    valid_from  date        NOT NULL,
    valid_until date,
    -- Codes in order; none when it is made of levels.
    services    text[]      NOT NULL,
    -- Levels in order, 1 to 3; none when it is made of services.
    levels      integer[]   NOT NULL,
    made_at     timestamptz NOT NULL,
    made_by     text        NOT NULL,
    CONSTRAINT a_path_begins_before_it_ends CHECK (valid_until > valid_from),
    CONSTRAINT a_path_is_of_services_or_of_levels CHECK ((cardinality(services) > 0) <> (cardinality(levels) > 0))
);

GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA catalogue TO fairpass_app;
GRANT UPDATE (decision, reason, amendment, minutes, decided_at, decided_by, decided_name, version)
    ON catalogue.proposal TO fairpass_app;
GRANT UPDATE (answer, answered_at, answered_by) ON catalogue.proposal_remark TO fairpass_app;
GRANT UPDATE (valid_until) ON catalogue.service_path TO fairpass_app;
