-- Lieux demandés : people of an organisation say that a listed place is theirs; a reviewer decides with a reason. A
-- place that is so taken over keeps the id by which its list knew it, and what its organisation says of it from then on
-- is its own: no later file of the list writes over it.
CREATE TABLE places.claim (
    id           uuid        NOT NULL PRIMARY KEY,
    listed       uuid        NOT NULL REFERENCES places.listed,
    organisation uuid        NOT NULL,
    words        text        NOT NULL CHECK (length(words) <= 1000),
    asked_at     timestamptz NOT NULL,
    asked_by     text        NOT NULL,
    decision     text        CHECK (decision IN ('ACCEPTED', 'REFUSED')),
    reason       text        CHECK (length(reason) <= 1000),
    decided_at   timestamptz,
    decided_by   text,
    CONSTRAINT a_decided_claim_says_why_when_and_by_whom
        CHECK (num_nonnulls(decision, reason, decided_at, decided_by) IN (0, 4))
);
CREATE UNIQUE INDEX an_organisation_claims_a_place_once_at_a_time ON places.claim (listed, organisation)
    WHERE decision IS NULL;
CREATE UNIQUE INDEX a_place_is_given_to_one_organisation ON places.claim (listed) WHERE decision = 'ACCEPTED';
CREATE INDEX claim_by_organisation ON places.claim (organisation, asked_at);
CREATE INDEX open_claim ON places.claim (asked_at) WHERE decision IS NULL;
CREATE INDEX listed_by_place ON places.listed (place) WHERE place IS NOT NULL;

GRANT SELECT, INSERT ON places.claim TO fairpass_app;
GRANT UPDATE (words, decision, reason, decided_at, decided_by) ON places.claim TO fairpass_app;

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
 WHERE c.answered_at IS NOT NULL
 UNION ALL
SELECT c.asked_at, c.asked_by, c.organisation, 'QUALIFICATION', 'PLACE_CLAIMED', '', 'place/' || c.listed, ''
  FROM places.claim c
 UNION ALL
SELECT c.decided_at, c.decided_by, c.organisation, 'QUALIFICATION', 'PLACE_CLAIM_DECIDED',
       'places:ClaimDecision.' || c.decision, 'place/' || c.listed, c.reason
  FROM places.claim c
 WHERE c.decided_at IS NOT NULL;
