-- A withdrawn service still serves ninety days in the offers that exist, under the words of its last version (R-239);
-- less if a later version has it again. Every redemption asks what serves on a day: the answer is reckoned once, by the
-- act that adopts a version, and kept. Reckoned at each question it cost half a millisecond, most of it planning.
CREATE VIEW catalogue.reckoned_period AS
  WITH v AS (
       SELECT number, edition, effective_on,
              lead(edition) OVER follows AS next_edition, lead(effective_on) OVER follows AS next_effective_on
         FROM catalogue.version
       WINDOW follows AS (ORDER BY effective_on))
SELECT s.code, s.label, v.effective_on AS valid_from, v.next_effective_on AS valid_until, v.number AS version,
       s.format, s.default_price_cents
  FROM v
  JOIN catalogue.service s ON s.edition = v.edition
 UNION ALL
SELECT s.code, s.label, v.next_effective_on,
       least(v.next_effective_on + 90,
             (SELECT min(a.effective_on)
                FROM catalogue.version a
                JOIN catalogue.service b ON b.edition = a.edition AND b.code = s.code
               WHERE a.effective_on > v.next_effective_on)),
       v.number, s.format, s.default_price_cents
  FROM v
  JOIN catalogue.service s ON s.edition = v.edition
 WHERE v.next_edition IS NOT NULL
   AND NOT EXISTS (SELECT 1 FROM catalogue.service t WHERE t.edition = v.next_edition AND t.code = s.code);

CREATE TABLE catalogue.kept_period (
    code                text    NOT NULL,
    label               text    NOT NULL,
    valid_from          date    NOT NULL,
    valid_until         date,
    version             integer NOT NULL REFERENCES catalogue.version,
    format              text    NOT NULL,
    default_price_cents bigint  NOT NULL,
    PRIMARY KEY (code, valid_from),
    CONSTRAINT a_service_is_one_thing_a_day EXCLUDE USING gist (code WITH =, daterange(valid_from, valid_until) WITH &&)
);

-- As its owner, for the application may only read what is kept.
CREATE FUNCTION catalogue.keep_periods() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    DELETE FROM catalogue.kept_period;
    INSERT INTO catalogue.kept_period (code, label, valid_from, valid_until, version, format, default_price_cents)
    SELECT code, label, valid_from, valid_until, version, format, default_price_cents
      FROM catalogue.reckoned_period;
    RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION catalogue.keep_periods() FROM PUBLIC;
CREATE TRIGGER periods_follow_versions AFTER INSERT ON catalogue.version
    FOR EACH STATEMENT EXECUTE FUNCTION catalogue.keep_periods();

-- What was adopted before this migration.
INSERT INTO catalogue.kept_period (code, label, valid_from, valid_until, version, format, default_price_cents)
SELECT code, label, valid_from, valid_until, version, format, default_price_cents
  FROM catalogue.reckoned_period;

-- As before, on any day there is one row a code at most.
CREATE OR REPLACE VIEW catalogue.service_period AS
SELECT code, label, valid_from, valid_until, version, format, default_price_cents
  FROM catalogue.kept_period;

-- For whoever keeps offers: which service went and is not back, when, until when it still serves, what replaces it.
CREATE VIEW catalogue.withdrawn_service AS
  WITH v AS (
       SELECT edition, lead(number) OVER follows AS next_number, lead(edition) OVER follows AS next_edition,
              lead(effective_on) OVER follows AS next_effective_on
         FROM catalogue.version
       WINDOW follows AS (ORDER BY effective_on))
SELECT s.code, s.label, r.replaced_by, v.next_effective_on AS withdrawn_on, v.next_effective_on + 90 AS served_until
  FROM v
  JOIN catalogue.service s ON s.edition = v.edition
  LEFT JOIN catalogue.replacement r ON r.version = v.next_number AND r.code = s.code
 WHERE v.next_edition IS NOT NULL
   AND NOT EXISTS (SELECT 1
                     FROM catalogue.version a
                     JOIN catalogue.service b ON b.edition = a.edition AND b.code = s.code
                    WHERE a.effective_on >= v.next_effective_on);

GRANT SELECT ON catalogue.reckoned_period, catalogue.kept_period, catalogue.withdrawn_service TO fairpass_app;
