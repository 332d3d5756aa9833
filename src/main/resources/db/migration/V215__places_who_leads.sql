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

-- Several offers of a place are said at once: one line.
CREATE VIEW places.leaders_act AS
SELECT l.said_at AS at, l.said_by AS author, p.provider AS organisation, 'QUALIFICATION' AS kind,
       'LEADERS_SAID' AS what, '' AS detail, 'place/' || o.place AS subject, '' AS why
  FROM places.leaders l
  JOIN places.offer o ON o.id = l.offer
  JOIN places.place p ON p.id = o.place
 GROUP BY l.said_at, l.said_by, p.provider, o.place;
GRANT SELECT ON places.leaders_act TO fairpass_app;
