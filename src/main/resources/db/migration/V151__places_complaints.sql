-- Réclamations (R-097): somebody complains of a place and gets a number; the cooperative answers within fifteen days.
-- Nobody's name is asked, and no address is kept: the number alone opens the answer.
CREATE TABLE places.complaint (
    id          uuid        NOT NULL PRIMARY KEY,
    number      text        NOT NULL CONSTRAINT a_number_is_of_one_complaint UNIQUE CHECK (number ~ '^\d{10}$'),
    place       uuid        NOT NULL REFERENCES places.place,
    kind        text        NOT NULL CHECK (kind IN ('REFUSED', 'ASKED_TO_PAY', 'WELCOME', 'NOT_HELPED', 'OTHER')),
    words       text        NOT NULL CHECK (length(words) <= 1000),
    told_at     timestamptz NOT NULL,
    due_on      date        NOT NULL,
    answer      text        NOT NULL DEFAULT '' CHECK (length(answer) <= 1000),
    answered_at timestamptz,
    answered_by text,
    CONSTRAINT an_answer_is_due_after_the_complaint CHECK (due_on > (told_at AT TIME ZONE 'Europe/Paris')::date),
    CONSTRAINT a_complaint_is_answered_by_somebody CHECK ((answered_at IS NULL) = (answered_by IS NULL))
);
CREATE INDEX complaint_by_place ON places.complaint (place, told_at);
CREATE INDEX open_complaint ON places.complaint (due_on) WHERE answered_at IS NULL;

GRANT SELECT, INSERT ON places.complaint TO fairpass_app;
GRANT UPDATE (words, answer, answered_at, answered_by) ON places.complaint TO fairpass_app;

CREATE OR REPLACE VIEW places.act AS
SELECT i.recorded_at AS at, i.recorded_by AS author, NULL::uuid AS organisation, 'RULE' AS kind,
       'LIST_IMPORTED' AS what, '' AS detail, 'list/' || i.id AS subject, '' AS why
  FROM places.list_import i
 UNION ALL
SELECT s.answered_at, s.answered_by, p.provider, 'QUALIFICATION', 'SIGNAL_ANSWERED', '', 'place/' || s.place, ''
  FROM places.signal s
  JOIN places.place p ON p.id = s.place
 WHERE s.answered_at IS NOT NULL
 UNION ALL
SELECT c.answered_at, c.answered_by, p.provider, 'QUALIFICATION', 'COMPLAINT_ANSWERED',
       'places:ComplaintKind.' || c.kind, 'place/' || c.place, ''
  FROM places.complaint c
  JOIN places.place p ON p.id = c.place
 WHERE c.answered_at IS NOT NULL;
