-- What the other rooms may read: the days on which a place is open and the perimeters that contain it; the days on
-- which a service is offered there. Both half open, without end when none is known.

CREATE VIEW places.place_period AS
SELECT p.id AS place, p.provider, p.name, p.opened_on AS open_from, p.closed_on AS open_until, p.is_hidden,
       array_append(k.codes, 'P:' || p.id) AS territory_codes
  FROM places.place p
  LEFT JOIN territory.known_code k ON k.code = p.commune;

-- An offer ends with its place.
CREATE VIEW places.offer_period AS
SELECT o.place, o.service, o.price_cents, o.is_regulated, o.valid_from,
       least(o.valid_until, p.closed_on) AS valid_until
  FROM places.offer o
  JOIN places.place p ON p.id = o.place
 WHERE coalesce(least(o.valid_until, p.closed_on) > o.valid_from, true);

GRANT SELECT ON places.place_period, places.offer_period TO fairpass_app;
