-- What the other rooms may read: for each version, its services and the days on which it is in force, half open; no end
-- while nothing replaces it. On any day there is one row a code at most.
CREATE VIEW catalogue.service_period AS
SELECT s.code, s.label, v.effective_on AS valid_from, v.next_effective_on AS valid_until, v.number AS version,
       s.format, s.default_price_cents
  FROM (SELECT number, edition, effective_on,
               lead(effective_on) OVER (ORDER BY effective_on) AS next_effective_on
          FROM catalogue.version) v
  JOIN catalogue.service s ON s.edition = v.edition;

GRANT SELECT ON catalogue.service_period TO fairpass_app;
