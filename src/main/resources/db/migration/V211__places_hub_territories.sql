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

CREATE VIEW places.hub_act AS
SELECT t.given_at AS at, t.given_by AS author, t.hub AS organisation, 'QUALIFICATION' AS kind,
       'HUB_TERRITORY_GIVEN' AS what, '' AS detail, 'zone/' || t.zone AS subject, '' AS why
  FROM places.hub_territory t
 UNION ALL
SELECT t.ended_at, t.ended_by, t.hub, 'QUALIFICATION', 'HUB_TERRITORY_ENDED', '', 'zone/' || t.zone, ''
  FROM places.hub_territory t
 WHERE t.ended_at IS NOT NULL;
GRANT SELECT ON places.hub_act TO fairpass_app;
