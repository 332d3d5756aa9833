-- Territoire d’un hub : where a hub animates places, and so of which places it reads and answers what people tell
-- (R-169, domain §2). The cooperative gives a territory and takes it back; several hubs may share one.
CREATE TABLE places.hub_territory (
    hub      uuid        NOT NULL,
    -- A perimeter of the territory room: D:21, E:…, C:…, R:…
    zone     text        NOT NULL CHECK (zone ~ '^[CDER]:[0-9AB]+$'),
    given_at timestamptz NOT NULL,
    given_by text        NOT NULL,
    ended_at timestamptz,
    ended_by text,
    CONSTRAINT an_end_has_a_time_and_an_author CHECK (num_nonnulls(ended_at, ended_by) IN (0, 2)),
    CONSTRAINT a_territory_is_given_before_it_ends CHECK (ended_at >= given_at)
);
CREATE UNIQUE INDEX a_hub_holds_a_territory_once ON places.hub_territory (hub, zone) WHERE ended_at IS NULL;

GRANT SELECT, INSERT ON places.hub_territory TO fairpass_app;
GRANT UPDATE (ended_at, ended_by) ON places.hub_territory TO fairpass_app;

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
 WHERE c.decided_at IS NOT NULL
 UNION ALL
SELECT t.given_at, t.given_by, t.hub, 'QUALIFICATION', 'HUB_TERRITORY_GIVEN', '', 'zone/' || t.zone, ''
  FROM places.hub_territory t
 UNION ALL
SELECT t.ended_at, t.ended_by, t.hub, 'QUALIFICATION', 'HUB_TERRITORY_ENDED', '', 'zone/' || t.zone, ''
  FROM places.hub_territory t
 WHERE t.ended_at IS NOT NULL;
