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

-- Notices that were written to people by mail; the others of the last days are still to be.
CREATE TABLE notices.mailed (
    organisation uuid        NOT NULL,
    key          text        NOT NULL,
    mailed_at    timestamptz NOT NULL,
    CONSTRAINT a_notice_is_mailed_once PRIMARY KEY (organisation, key),
    CONSTRAINT a_mail_tells_a_notice FOREIGN KEY (organisation, key) REFERENCES notices.notice
);
CREATE INDEX notice_by_day ON notices.notice (told_at);

GRANT SELECT, INSERT ON notices.notice, notices.mailed TO fairpass_app;
