-- Who read something sensitive, when and why (R-327); forgotten after a year (R-324).
CREATE SCHEMA privacy;
GRANT USAGE ON SCHEMA privacy TO fairpass_app;

CREATE TABLE privacy.reading (
    id      bigint      NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind    text        NOT NULL,
    author  text        NOT NULL,
    -- The organisation that is read about; none when it is about many.
    about   uuid,
    -- What was asked: an address of this site, which holds ids and no name.
    address text        NOT NULL,
    purpose text        NOT NULL CHECK (purpose <> ''),
    at      timestamptz NOT NULL
);
CREATE INDEX reading_by_time ON privacy.reading (at);

GRANT SELECT, INSERT, DELETE ON privacy.reading TO fairpass_app;

-- Lecture : what is read is an act as well, for the journal.
CREATE VIEW privacy.act AS
SELECT at, author, about AS organisation, 'READING' AS kind, kind AS what, '' AS detail, address AS subject,
       purpose AS why
  FROM privacy.reading;
GRANT SELECT ON privacy.act TO fairpass_app;
