-- Every rate is dated and names the decision that set it; nothing is ever edited.
CREATE SCHEMA tariff;
GRANT USAGE ON SCHEMA tariff TO fairpass_app;

CREATE TABLE tariff.rate (
    kind        text        NOT NULL,
    value       bigint      NOT NULL CHECK (value >= 0),
    valid_from  date        NOT NULL,
    decided_by  text        NOT NULL CHECK (decided_by <> ''),
    decided_on  date        NOT NULL,
    minutes     text        NOT NULL CHECK (minutes <> ''),
    recorded_at timestamptz NOT NULL,
    CONSTRAINT one_rate_of_a_kind_starts_on_a_day PRIMARY KEY (kind, valid_from),
    CONSTRAINT no_rate_is_retroactive CHECK (valid_from >= (recorded_at AT TIME ZONE 'Europe/Paris')::date)
);

CREATE TABLE tariff.vat (
    territory  text   NOT NULL,
    category   text   NOT NULL CHECK (category IN ('S', 'E', 'O')),
    rate_ppm   bigint NOT NULL CHECK (rate_ppm >= 0),
    mention    text   NOT NULL,
    valid_from date   NOT NULL,
    source     text   NOT NULL,
    CONSTRAINT one_vat_rate_of_a_territory_starts_on_a_day PRIMARY KEY (territory, valid_from)
);

-- Set by the law, not by governance; to be confirmed by an accountant before production (money-and-law §2.4).
INSERT INTO tariff.vat (territory, category, rate_ppm, mention, valid_from, source) VALUES
    ('MAINLAND',   'S', 200000, '', '2014-01-01', 'CGI art. 278'),
    ('GUADELOUPE', 'S',  85000, '', '2014-01-01', 'CGI art. 296'),
    ('MARTINIQUE', 'S',  85000, '', '2014-01-01', 'CGI art. 296'),
    ('REUNION',    'S',  85000, '', '2014-01-01', 'CGI art. 296'),
    ('GUYANE',     'E',      0, 'TVA non applicable en Guyane (CGI art. 294)', '2014-01-01', 'CGI art. 294'),
    ('MAYOTTE',    'E',      0, 'TVA non applicable à Mayotte (CGI art. 294)', '2014-01-01', 'CGI art. 294'),
    ('OUTSIDE',    'O',      0, 'Hors du territoire de la TVA française', '2014-01-01', 'CGI art. 294');

-- What the European Central Bank sets, by half-year, as somebody read it; entered again when it was wrong.
CREATE TABLE tariff.reference_rate (
    id          uuid        NOT NULL PRIMARY KEY,
    place       bigint      GENERATED ALWAYS AS IDENTITY,
    half_year   date        NOT NULL
                            CHECK (extract(day FROM half_year) = 1 AND extract(month FROM half_year) IN (1, 7)),
    rate_ppm    bigint      NOT NULL CHECK (rate_ppm BETWEEN 0 AND 1000000),
    source      text        NOT NULL CHECK (source <> ''),
    recorded_at timestamptz NOT NULL,
    recorded_by text        NOT NULL,
    CONSTRAINT no_half_year_to_come CHECK (half_year <= (recorded_at AT TIME ZONE 'Europe/Paris')::date)
);

GRANT SELECT, INSERT ON tariff.rate, tariff.reference_rate TO fairpass_app;
GRANT SELECT ON tariff.vat TO fairpass_app;
REVOKE INSERT ON tariff.vat FROM fairpass_app;

CREATE VIEW tariff.downstream_fee AS SELECT value AS rate_ppm, valid_from
  FROM tariff.rate
 WHERE kind = 'DOWNSTREAM_FEE';
GRANT SELECT ON tariff.downstream_fee TO fairpass_app;
