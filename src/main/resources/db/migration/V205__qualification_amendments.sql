-- Avenants : once qualified, a provider asks that its name, its legal representative, its head office or a place of
-- its be changed; a reviewer who did not ask decides, and nothing changes before (R-122).
CREATE TABLE qualification.amendment (
    id         uuid        NOT NULL PRIMARY KEY,
    number     integer     NOT NULL GENERATED ALWAYS AS IDENTITY UNIQUE,
    provider   uuid        NOT NULL,
    subject    text        NOT NULL CHECK (subject IN ('NAME', 'REPRESENTATIVE', 'HEAD_OFFICE', 'PLACE')),
    place      uuid,
    -- JSON: each field that is asked about, and what it said or would say; as they were on the day it was asked.
    was        text        NOT NULL CHECK (was <> ''),
    wanted     text        NOT NULL CHECK (wanted <> was),
    why        text        NOT NULL CHECK (why <> ''),
    asked_at   timestamptz NOT NULL,
    asked_by   text        NOT NULL CHECK (asked_by <> ''),
    state      text        NOT NULL CHECK (state IN ('WAITING', 'ACCEPTED', 'REFUSED', 'WITHDRAWN')),
    reason     text        CHECK (reason <> ''),
    decided_at timestamptz,
    decided_by text        CHECK (decided_by <> ''),
    CONSTRAINT an_amendment_of_a_place_names_it CHECK ((subject = 'PLACE') = (place IS NOT NULL)),
    CONSTRAINT a_decided_amendment_says_when_and_who
        CHECK (num_nonnulls(decided_at, decided_by) = CASE state WHEN 'WAITING' THEN 0 ELSE 2 END),
    CONSTRAINT a_reviewed_amendment_says_why CHECK (state NOT IN ('ACCEPTED', 'REFUSED') OR reason IS NOT NULL),
    CONSTRAINT two_people_amend CHECK (state = 'WITHDRAWN' OR decided_by <> asked_by),
    CONSTRAINT a_person_amends CHECK (state = 'WITHDRAWN' OR decided_by LIKE 'person/%')
);
CREATE UNIQUE INDEX one_amendment_waits_for_a_subject ON qualification.amendment (provider, subject, place)
    NULLS NOT DISTINCT WHERE state = 'WAITING';

GRANT SELECT, INSERT ON qualification.amendment TO fairpass_app;
GRANT UPDATE (state, reason, decided_at, decided_by) ON qualification.amendment TO fairpass_app;
-- With the documents of the file, five years after the last end (R-324).
GRANT DELETE ON qualification.amendment TO fairpass_app;

CREATE VIEW qualification.amendment_act AS
SELECT asked_at AS at, asked_by AS author, provider AS organisation, 'QUALIFICATION' AS kind,
       'AMENDMENT_ASKED' AS what, 'qualification:AmendmentSubject.' || subject AS detail,
       'provider/' || provider AS subject, why
  FROM qualification.amendment
 UNION ALL
SELECT decided_at, decided_by, provider, 'QUALIFICATION', 'AMENDMENT_DECIDED',
       'qualification:AmendmentState.' || state, 'provider/' || provider, coalesce(reason, '')
  FROM qualification.amendment
 WHERE decided_at IS NOT NULL;
GRANT SELECT ON qualification.amendment_act TO fairpass_app;
