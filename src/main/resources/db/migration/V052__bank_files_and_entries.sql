-- What the bank sends: files, what was read of them each time, statements in a chain, and entries that exist once.
CREATE TABLE bank.file (
    id      uuid  NOT NULL PRIMARY KEY,
    sha256  text  NOT NULL CONSTRAINT a_file_is_kept_once UNIQUE CHECK (length(sha256) = 64),
    format  text  NOT NULL CHECK (format IN ('CAMT_053', 'CAMT_054', 'CFONB_120', 'PAIN_002')),
    content bytea NOT NULL
);

-- The same file may be read again: a statement set aside the first time may have its place by now.
CREATE TABLE bank.reading (
    id      uuid        NOT NULL PRIMARY KEY,
    place   integer     NOT NULL GENERATED ALWAYS AS IDENTITY UNIQUE,
    file    uuid        NOT NULL REFERENCES bank.file,
    name    text        NOT NULL,
    read_at timestamptz NOT NULL,
    read_by text        NOT NULL
);
CREATE INDEX reading_by_file ON bank.reading (file);

CREATE TABLE bank.statement (
    id             uuid    NOT NULL PRIMARY KEY,
    reading        uuid    NOT NULL REFERENCES bank.reading,
    rank           integer NOT NULL,
    account        text    NOT NULL CHECK (account IN ('SEGREGATED', 'OPERATING')),
    iban           text    NOT NULL,
    bank_id        text    NOT NULL,
    sequence       text,
    outcome        text    NOT NULL CHECK (outcome IN ('PROVEN', 'KNOWN', 'QUARANTINED', 'EXPLAINED')),
    problem        text,
    expected_cents bigint,
    found_cents    bigint,
    opening_cents  bigint,
    closing_cents  bigint,
    closing_on     date,
    link           integer,
    UNIQUE (reading, rank),
    CONSTRAINT a_statement_set_aside_says_why CHECK ((outcome = 'QUARANTINED') = (problem IS NOT NULL)),
    CONSTRAINT a_proven_statement_is_a_link CHECK (
        num_nonnulls(opening_cents, closing_cents, closing_on, link) = 4 OR (outcome <> 'PROVEN' AND link IS NULL)),
    CONSTRAINT two_statements_are_never_the_same_link UNIQUE (iban, link)
);
CREATE INDEX statement_by_account ON bank.statement (account, closing_on) WHERE outcome = 'PROVEN';

-- A proven statement begins where the one before it ended.
CREATE FUNCTION bank.check_link() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    previous record;
BEGIN
    SELECT closing_cents, closing_on INTO previous
      FROM bank.statement WHERE iban = NEW.iban AND link = NEW.link - 1;
    IF NEW.link > 1 AND (NOT FOUND OR previous.closing_cents <> NEW.opening_cents
                         OR previous.closing_on > NEW.closing_on) THEN
        RAISE EXCEPTION 'statement % does not follow the one before', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'proven_statements_follow_each_other';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER proven_statements_follow_each_other BEFORE INSERT ON bank.statement
    FOR EACH ROW WHEN (NEW.link IS NOT NULL) EXECUTE FUNCTION bank.check_link();

-- Booked lines of proven statements: the only thing that moves a bank account in the books (R-202).
CREATE TABLE bank.entry (
    id                uuid    NOT NULL PRIMARY KEY,
    key               text    NOT NULL CONSTRAINT a_bank_line_is_kept_once UNIQUE,
    statement         uuid    NOT NULL REFERENCES bank.statement,
    rank              integer NOT NULL,
    account           text    NOT NULL CHECK (account IN ('SEGREGATED', 'OPERATING')),
    piece             text    NOT NULL CHECK (length(piece) BETWEEN 1 AND 35),
    amount_cents      bigint  NOT NULL CHECK (amount_cents <> 0),
    booked_on         date    NOT NULL,
    value_on          date,
    counterparty_name text,
    counterparty_iban text,
    texts             text[]  NOT NULL,
    end_to_end_ids    text[]  NOT NULL,
    batch_ids         text[]  NOT NULL,
    is_return         boolean NOT NULL,
    state             text    NOT NULL CHECK (state IN ('RECOGNISED', 'PARKED', 'TO_EXPLAIN', 'OUTSIDE')),
    UNIQUE (statement, rank),
    CONSTRAINT what_is_held_for_others_is_never_outside CHECK (state <> 'OUTSIDE' OR account = 'OPERATING')
);
CREATE INDEX entry_by_state ON bank.entry (state, booked_on) WHERE state <> 'RECOGNISED';
CREATE INDEX entry_by_day ON bank.entry (account, booked_on);

CREATE TABLE bank.entry_detail (
    entry             uuid    NOT NULL REFERENCES bank.entry,
    rank              integer NOT NULL,
    amount_cents      bigint,
    end_to_end_id     text,
    counterparty_iban text,
    return_reason     text,
    PRIMARY KEY (entry, rank)
);

-- What became of a line, part by part; the parts add up to the line.
CREATE TABLE bank.explanation (
    entry        uuid        NOT NULL REFERENCES bank.entry,
    place        integer     NOT NULL,
    kind         text        NOT NULL CHECK (kind IN (
        'CLAIMED', 'PARKED', 'TRANSFER', 'RETURN', 'INTERNAL_TRANSFER', 'CHARGE', 'GIVEN_BACK', 'OUTSIDE')),
    amount_cents bigint      NOT NULL CHECK (amount_cents > 0),
    reference    text        NOT NULL,
    explained_at timestamptz NOT NULL,
    explained_by text        NOT NULL,
    PRIMARY KEY (entry, place)
);

-- Lines that the bank announces and has not booked: shown, never posted.
CREATE TABLE bank.announced (
    statement    uuid    NOT NULL REFERENCES bank.statement,
    rank         integer NOT NULL,
    key          text    NOT NULL,
    status       text    NOT NULL,
    amount_cents bigint  NOT NULL,
    expected_on  date,
    text         text    NOT NULL,
    PRIMARY KEY (statement, rank)
);

-- Notifications (camt.054): details for an entry, whichever of the two comes first.
CREATE TABLE bank.notified (
    id           uuid   NOT NULL PRIMARY KEY,
    key          text   NOT NULL CONSTRAINT a_notified_line_is_kept_once UNIQUE,
    statement    uuid   NOT NULL REFERENCES bank.statement,
    account      text   NOT NULL,
    amount_cents bigint NOT NULL,
    booked_on    date   NOT NULL,
    batch_ids    text[] NOT NULL,
    texts        text[] NOT NULL
);
CREATE INDEX notified_by_amount ON bank.notified (account, amount_cents, booked_on);

CREATE TABLE bank.notified_detail (
    notified          uuid    NOT NULL REFERENCES bank.notified,
    rank              integer NOT NULL,
    amount_cents      bigint,
    end_to_end_id     text,
    counterparty_iban text,
    return_reason     text,
    PRIMARY KEY (notified, rank)
);

-- What a person reads of one reading, line by line.
CREATE TABLE bank.report_line (
    reading     uuid    NOT NULL REFERENCES bank.reading,
    place       integer NOT NULL,
    statement   uuid    REFERENCES bank.statement,
    outcome     text    NOT NULL CHECK (outcome IN ('ACCEPTED', 'KNOWN', 'SHOWN', 'REFUSED', 'NOTED')),
    entry       uuid    REFERENCES bank.entry,
    file_line   integer NOT NULL,
    file_column integer NOT NULL,
    field       text    NOT NULL,
    value       text    NOT NULL,
    problem     text,
    PRIMARY KEY (reading, place),
    CONSTRAINT a_refused_line_says_why CHECK (outcome <> 'REFUSED' OR problem IS NOT NULL)
);

GRANT UPDATE (state) ON bank.entry TO fairpass_app;
