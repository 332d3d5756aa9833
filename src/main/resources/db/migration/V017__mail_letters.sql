-- Mail that is written in the transaction of a fact and sent afterwards. Once it has left, its words are erased: they
-- may hold a secret address.
CREATE SCHEMA mail;
GRANT USAGE ON SCHEMA mail TO fairpass_app;

CREATE TABLE mail.letter (
    id         uuid        NOT NULL PRIMARY KEY,
    recipient  text        NOT NULL CHECK (recipient ~ '^[^@\s]+@[^@\s]+$'),
    kind       text        NOT NULL,
    subject    text        NOT NULL CHECK (subject <> ''),
    words      text[]      NOT NULL,
    link_label text,
    link       text,
    written_at timestamptz NOT NULL,
    next_try   timestamptz NOT NULL,
    tries      integer     NOT NULL DEFAULT 0,
    sent_at    timestamptz,
    given_up   timestamptz,
    failure    text,
    CONSTRAINT a_link_has_a_label CHECK ((link IS NULL) = (link_label IS NULL)),
    CONSTRAINT sent_or_given_up CHECK (sent_at IS NULL OR given_up IS NULL)
);
CREATE INDEX letter_to_send ON mail.letter (next_try) WHERE sent_at IS NULL AND given_up IS NULL;
CREATE INDEX letter_by_time ON mail.letter (written_at);

-- Whoever was written to has a secret word, with which one click stops a kind of mail.
CREATE TABLE mail.reader (
    address text NOT NULL PRIMARY KEY,
    word    text NOT NULL UNIQUE
);

CREATE TABLE mail.stopped (
    address    text        NOT NULL REFERENCES mail.reader,
    kind       text        NOT NULL,
    stopped_at timestamptz NOT NULL,
    PRIMARY KEY (address, kind)
);

GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA mail TO fairpass_app;
GRANT UPDATE (words, link, link_label, next_try, tries, sent_at, given_up, failure), DELETE ON mail.letter
    TO fairpass_app;
GRANT DELETE ON mail.stopped, mail.reader TO fairpass_app;
