-- What organisations were told; the key makes telling twice harmless.
CREATE SCHEMA notices;
GRANT USAGE ON SCHEMA notices TO fairpass_app;

CREATE TABLE notices.notice (
    organisation uuid        NOT NULL,
    key          text        NOT NULL,
    subject      text        NOT NULL,
    text         text        NOT NULL,
    told_at      timestamptz NOT NULL,
    CONSTRAINT a_fact_is_told_once PRIMARY KEY (organisation, key)
);
CREATE INDEX notice_by_time ON notices.notice (organisation, told_at DESC);

GRANT SELECT, INSERT ON notices.notice TO fairpass_app;
