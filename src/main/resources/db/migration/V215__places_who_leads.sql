-- Qui conduit chaque service offert (R-115): said when the service is offered and each time it changes, never
-- rewritten. The last one said holds. An offer made before this was asked has none: its provider is asked.
CREATE TABLE places.leaders (
    offer    uuid        NOT NULL REFERENCES places.offer,
    number   integer     NOT NULL CHECK (number > 0),
    led_by   text[]      NOT NULL CHECK (cardinality(led_by) > 0
                             AND led_by <@ ARRAY['EMPLOYEE', 'PUBLIC_AGENT', 'INDEPENDENT', 'ASSISTED_CONTRACT',
                                                 'CIVIC_SERVICE', 'VOLUNTEER']),
    said_at  timestamptz NOT NULL,
    said_by  text        NOT NULL,
    PRIMARY KEY (offer, number)
);
GRANT SELECT, INSERT ON places.leaders TO fairpass_app;

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
 WHERE t.ended_at IS NOT NULL
 UNION ALL
-- Several offers of a place are said at once: one line.
SELECT l.said_at, l.said_by, p.provider, 'QUALIFICATION', 'LEADERS_SAID', '', 'place/' || o.place, ''
  FROM places.leaders l
  JOIN places.offer o ON o.id = l.offer
  JOIN places.place p ON p.id = o.place
 GROUP BY l.said_at, l.said_by, p.provider, o.place;
