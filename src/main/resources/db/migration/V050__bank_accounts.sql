-- Our own two accounts. What was entered is never changed: another entry replaces it, and both stay.
CREATE SCHEMA bank;
GRANT USAGE ON SCHEMA bank TO fairpass_app;

CREATE TABLE bank.account (
    id          uuid        NOT NULL PRIMARY KEY,
    place       integer     NOT NULL GENERATED ALWAYS AS IDENTITY UNIQUE,
    kind        text        NOT NULL CHECK (kind IN ('SEGREGATED', 'OPERATING')),
    iban        text        NOT NULL CHECK (iban ~ '^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$'),
    bic         text,
    holder_name text        NOT NULL CHECK (holder_name <> ''),
    entered_at  timestamptz NOT NULL,
    entered_by  text        NOT NULL
);

CREATE VIEW bank.current_account AS
SELECT DISTINCT ON (kind) id, kind, iban, bic, holder_name
  FROM bank.account
 ORDER BY kind, place DESC;
