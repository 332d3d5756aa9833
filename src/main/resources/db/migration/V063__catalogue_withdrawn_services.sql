-- A withdrawn service still serves ninety days in the offers that exist, under the words of its last version (R-239);
-- less if a later version has it again. As before, on any day there is one row a code at most.
CREATE OR REPLACE VIEW catalogue.service_period AS
SELECT s.code, s.label, v.effective_on AS valid_from, v.next_effective_on AS valid_until, v.number AS version,
       s.format, s.default_price_cents
  FROM (SELECT number, edition, effective_on,
               lead(effective_on) OVER (ORDER BY effective_on) AS next_effective_on
          FROM catalogue.version) v
  JOIN catalogue.service s ON s.edition = v.edition
 UNION ALL
SELECT s.code, s.label, v.effective_on, least(v.effective_on + 90, back.effective_on), p.number, s.format,
       s.default_price_cents
  FROM catalogue.withdrawal w
  JOIN catalogue.version v ON v.number = w.version
 CROSS JOIN LATERAL (SELECT number, edition
                       FROM catalogue.version
                      WHERE effective_on < v.effective_on
                      ORDER BY effective_on DESC
                      LIMIT 1) p
  JOIN catalogue.service s ON s.edition = p.edition AND s.code = w.code
 CROSS JOIN LATERAL (SELECT min(a.effective_on) AS effective_on
                       FROM catalogue.version a
                       JOIN catalogue.service b ON b.edition = a.edition AND b.code = w.code
                      WHERE a.effective_on > v.effective_on) back;

-- For whoever keeps offers: which service went and is not back, when, until when it still serves, what replaces it.
CREATE VIEW catalogue.withdrawn_service AS
SELECT w.code, s.label, w.replaced_by, v.effective_on AS withdrawn_on, v.effective_on + 90 AS served_until
  FROM catalogue.withdrawal w
  JOIN catalogue.version v ON v.number = w.version
 CROSS JOIN LATERAL (SELECT edition
                       FROM catalogue.version
                      WHERE effective_on < v.effective_on
                      ORDER BY effective_on DESC
                      LIMIT 1) p
  JOIN catalogue.service s ON s.edition = p.edition AND s.code = w.code
 WHERE NOT EXISTS (SELECT 1
                     FROM catalogue.version a
                     JOIN catalogue.service b ON b.edition = a.edition AND b.code = w.code
                    WHERE a.effective_on > v.effective_on);

GRANT SELECT ON catalogue.withdrawn_service TO fairpass_app;
