-- The bank of the demonstration and of tests, which must survive a restart. Nothing here is ours: no other table refers to
-- it, and where a real bank sends the files it stays empty.
CREATE TABLE bank.simulated_account (
    iban   text NOT NULL PRIMARY KEY,
    holder text NOT NULL
);

CREATE TABLE bank.simulated_statement (
    iban       text    NOT NULL REFERENCES bank.simulated_account,
    sequence   integer NOT NULL,
    closing_on date    NOT NULL,
    PRIMARY KEY (iban, sequence),
    UNIQUE (iban, closing_on)
);

CREATE TABLE bank.simulated_line (
    id                bigint  NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    iban              text    NOT NULL REFERENCES bank.simulated_account,
    booked_on         date    NOT NULL,
    amount_cents      bigint  NOT NULL CHECK (amount_cents <> 0),
    message_id        text,
    end_to_end_id     text,
    counterparty_name text,
    counterparty_iban text,
    text              text    NOT NULL,
    return_reason     text,
    -- the statement that told it, once one did
    sequence          integer,
    FOREIGN KEY (iban, sequence) REFERENCES bank.simulated_statement
);

-- What a demonstration or a test wants to go wrong, by the reference of the transfer.
CREATE TABLE bank.simulated_fate (
    end_to_end_id text    NOT NULL PRIMARY KEY,
    reason        text    NOT NULL,
    -- days after the debit; absent when it never leaves
    returns_after integer CHECK (returns_after > 0)
);

CREATE TABLE bank.simulated_file (
    message_id text NOT NULL PRIMARY KEY
);

GRANT UPDATE (sequence) ON bank.simulated_line TO fairpass_app;
