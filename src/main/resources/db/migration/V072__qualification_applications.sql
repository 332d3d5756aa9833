-- Candidatures: what an organisation writes before it is qualified, kept at each step, and what was asked, given and
-- decided about it. A file is a JSON text because it is read and compared as a whole; what is decided upon has columns.
CREATE TABLE qualification.application (
    id            uuid        NOT NULL PRIMARY KEY,
    number        integer     NOT NULL GENERATED ALWAYS AS IDENTITY UNIQUE,
    kind          text        NOT NULL CHECK (kind IN ('FIRST', 'RENEWAL')),
    state         text        NOT NULL CHECK (state IN ('DRAFT', 'AWAITING_SIGNATURE', 'SUBMITTED', 'IN_REVIEW',
        'ANSWERS_AWAITED', 'WAITLISTED', 'QUALIFIED', 'REFUSED', 'IN_APPEAL', 'WITHDRAWN')),
    -- Known from the beginning when the organisation is, otherwise from the signature on.
    organisation  uuid,
    -- The version of the questionnaire that this file answers, for good.
    questionnaire integer     NOT NULL,
    content       text        NOT NULL,
    applicant     uuid        NOT NULL,
    -- Of the secret in the address by which a file is left and found again, and of the one that signs.
    link_digest   text        CONSTRAINT an_address_opens_one_application UNIQUE,
    sign_digest   text        CONSTRAINT an_address_signs_one_application UNIQUE,
    begun_at      timestamptz NOT NULL,
    changed_at    timestamptz NOT NULL,
    submitted_on  date,
    taken_by      text,
    taken_on      date,
    asked_on      date,
    decided_on    date,
    CONSTRAINT what_is_submitted_has_an_organisation
        CHECK (state IN ('DRAFT', 'AWAITING_SIGNATURE', 'WITHDRAWN')
               OR (organisation IS NOT NULL AND submitted_on IS NOT NULL)),
    CONSTRAINT what_is_reviewed_was_taken
        CHECK (state NOT IN ('IN_REVIEW', 'ANSWERS_AWAITED', 'WAITLISTED', 'QUALIFIED', 'REFUSED', 'IN_APPEAL')
               OR num_nonnulls(taken_by, taken_on) = 2),
    CONSTRAINT what_is_decided_has_a_day CHECK (state NOT IN ('QUALIFIED', 'REFUSED', 'IN_APPEAL')
        OR decided_on IS NOT NULL)
);
CREATE UNIQUE INDEX an_organisation_applies_once_at_a_time ON qualification.application (organisation)
    WHERE state NOT IN ('QUALIFIED', 'REFUSED', 'WITHDRAWN');
CREATE INDEX application_by_state ON qualification.application (state, submitted_on);

-- What happened to a file, in order, each with its author as the readers of that day knew them.
CREATE TABLE qualification.application_event (
    id          bigint      NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    application uuid        NOT NULL REFERENCES qualification.application,
    at          timestamptz NOT NULL,
    by          text        NOT NULL,
    by_name     text        NOT NULL,
    kind        text        NOT NULL,
    words       text        NOT NULL
);
CREATE INDEX application_event_by_application ON qualification.application_event (application, id);

-- A file as it was signed, with the exact text that was accepted; a second signature does not erase the first.
CREATE TABLE qualification.application_signature (
    application    uuid        NOT NULL REFERENCES qualification.application,
    number         integer     NOT NULL CHECK (number > 0),
    content        text        NOT NULL,
    charter        integer     NOT NULL,
    charter_sha256 text        NOT NULL,
    signed_by      text        NOT NULL,
    signed_name    text        NOT NULL CHECK (signed_name <> ''),
    signed_office  text        NOT NULL,
    signed_at      timestamptz NOT NULL,
    PRIMARY KEY (application, number)
);

CREATE TABLE qualification.application_question (
    id          uuid        NOT NULL PRIMARY KEY,
    application uuid        NOT NULL REFERENCES qualification.application,
    -- The code of a question of the questionnaire, a kind of document, or nothing.
    about       text        NOT NULL,
    text        text        NOT NULL CHECK (text <> ''),
    asked_at    timestamptz NOT NULL,
    asked_by    text        NOT NULL,
    answer      text        CHECK (answer <> ''),
    answered_at timestamptz,
    answered_by text,
    CONSTRAINT an_answer_has_a_day_and_a_hand CHECK (num_nonnulls(answer, answered_at, answered_by) IN (0, 3))
);
CREATE INDEX application_question_by_application ON qualification.application_question (application);

-- A document as it was given, without what a picture says of the telephone that took it. The last of a kind counts.
CREATE TABLE qualification.application_document (
    id          uuid        NOT NULL PRIMARY KEY,
    application uuid        NOT NULL REFERENCES qualification.application,
    kind        text        NOT NULL,
    file_kind   text        NOT NULL CHECK (file_kind IN ('PDF', 'PNG', 'JPEG')),
    sha256      text        NOT NULL,
    content     bytea       NOT NULL,
    given_at    timestamptz NOT NULL,
    given_by    text        NOT NULL,
    decision    text        CHECK (decision IN ('VALID', 'REFUSED')),
    reason      text        CHECK (reason <> ''),
    valid_until date,
    decided_at  timestamptz,
    decided_by  text,
    CONSTRAINT a_decision_on_a_document_has_a_day_and_a_hand
        CHECK (num_nonnulls(decision, decided_at, decided_by) IN (0, 3)),
    CONSTRAINT a_refused_document_says_why CHECK (decision IS DISTINCT FROM 'REFUSED' OR reason IS NOT NULL)
);
CREATE INDEX application_document_by_application ON qualification.application_document (application, kind, given_at);

-- What people decided about a file, with their names; a refusal says why, question by question.
CREATE TABLE qualification.application_decision (
    id           uuid        NOT NULL PRIMARY KEY,
    application  uuid        NOT NULL REFERENCES qualification.application,
    kind         text        NOT NULL CHECK (kind IN ('QUALIFIED', 'RENEWED', 'REFUSED', 'WAITLISTED', 'RESUMED',
        'APPEAL_ACCEPTED', 'APPEAL_REJECTED')),
    reason       text        NOT NULL CHECK (reason <> ''),
    -- JSON: the code of a question and why its answer does not do.
    per_question text        NOT NULL,
    body         text        NOT NULL CHECK (body <> ''),
    minutes      text        NOT NULL CHECK (minutes <> ''),
    decided_by   text        NOT NULL CONSTRAINT a_person_decides CHECK (decided_by LIKE 'person/%'),
    decided_name text        NOT NULL CHECK (decided_name <> ''),
    decided_at   timestamptz NOT NULL
);
CREATE INDEX application_decision_by_application ON qualification.application_decision (application);

CREATE TABLE qualification.appeal (
    id          uuid        NOT NULL PRIMARY KEY,
    application uuid        NOT NULL REFERENCES qualification.application,
    -- The decision that is contested: contested once.
    decision    uuid        NOT NULL REFERENCES qualification.application_decision
        CONSTRAINT a_decision_is_appealed_once UNIQUE,
    words       text        NOT NULL CHECK (words <> ''),
    made_at     timestamptz NOT NULL,
    made_by     text        NOT NULL
);

-- Somebody says that an organisation we know is theirs (R-101).
CREATE TABLE qualification.claim (
    id           uuid        NOT NULL PRIMARY KEY,
    application  uuid        NOT NULL REFERENCES qualification.application,
    organisation uuid        NOT NULL,
    name         text        NOT NULL CHECK (name <> ''),
    words        text        NOT NULL CHECK (words <> ''),
    asked_at     timestamptz NOT NULL,
    decision     text        CHECK (decision IN ('GRANTED', 'REFUSED')),
    reason       text        CHECK (reason <> ''),
    decided_at   timestamptz,
    decided_by   text,
    CONSTRAINT a_decided_claim_says_why_when_and_who
        CHECK (num_nonnulls(decision, reason, decided_at, decided_by) IN (0, 4))
);
CREATE UNIQUE INDEX an_application_claims_once_at_a_time ON qualification.claim (application) WHERE decision IS NULL;
CREATE INDEX claim_by_organisation ON qualification.claim (organisation);

-- What the national register says, as far as somebody brought it here: nothing is asked of the network.
CREATE TABLE qualification.register_entry (
    siret       text        NOT NULL PRIMARY KEY CHECK (siret ~ '^\d{14}$'),
    state       text        NOT NULL CHECK (state IN ('ACTIVE', 'CLOSED', 'NON_DIFFUSIBLE')),
    legal_name  text        NOT NULL,
    street      text        NOT NULL,
    postal_code text        NOT NULL,
    town        text        NOT NULL,
    entered_at  timestamptz NOT NULL,
    entered_by  text        NOT NULL
);
CREATE INDEX register_entry_by_siren ON qualification.register_entry (left(siret, 9));

GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA qualification TO fairpass_app;
GRANT UPDATE (state, organisation, content, sign_digest, changed_at, submitted_on, taken_by, taken_on, asked_on,
    decided_on) ON qualification.application TO fairpass_app;
GRANT UPDATE (answer, answered_at, answered_by) ON qualification.application_question TO fairpass_app;
GRANT UPDATE (decision, reason, valid_until, decided_at, decided_by)
    ON qualification.application_document TO fairpass_app;
GRANT UPDATE (decision, reason, decided_at, decided_by) ON qualification.claim TO fairpass_app;
GRANT UPDATE (state, legal_name, street, postal_code, town, entered_at, entered_by)
    ON qualification.register_entry TO fairpass_app;
-- A file that led to nothing is forgotten in time (R-324).
GRANT DELETE ON qualification.application, qualification.application_event, qualification.application_signature,
    qualification.application_question, qualification.application_document, qualification.application_decision,
    qualification.appeal, qualification.claim TO fairpass_app;
