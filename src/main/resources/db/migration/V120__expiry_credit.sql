-- The end of an order: what became of each voucher, agreed line by line, and the unused value owed back to the payer.
CREATE SCHEMA expiry;
GRANT USAGE ON SCHEMA expiry TO fairpass_app;

CREATE TABLE expiry.joint_statement (
    voucher_order  uuid        NOT NULL,
    version        integer     NOT NULL CHECK (version > 0),
    number         text        NOT NULL UNIQUE,
    produced_at    timestamptz NOT NULL,
    digest         text        NOT NULL,
    payer_agreed_at timestamptz,
    payer_agreed_by text,
    cooperative_agreed_at timestamptz,
    cooperative_agreed_by text,
    PRIMARY KEY (voucher_order, version)
);

CREATE TABLE expiry.joint_line (
    voucher_order uuid    NOT NULL,
    version       integer NOT NULL,
    line          integer NOT NULL,
    lot           integer NOT NULL,
    outcome       text    NOT NULL CHECK (outcome IN ('REDEEMED', 'HELD', 'BLOCKED', 'REPLACED', 'WITHDRAWN',
                                                    'EXPIRED')),
    vouchers      bigint  NOT NULL CHECK (vouchers > 0),
    serials       text    NOT NULL,
    PRIMARY KEY (voucher_order, version, line),
    FOREIGN KEY (voucher_order, version) REFERENCES expiry.joint_statement
);

CREATE TABLE expiry.dispute (
    id            uuid        NOT NULL PRIMARY KEY,
    voucher_order uuid        NOT NULL,
    version       integer     NOT NULL,
    line          integer     NOT NULL,
    reason        text        NOT NULL CHECK (reason <> ''),
    disputed_at   timestamptz NOT NULL,
    disputed_by   text        NOT NULL,
    answer        text,
    answered_at   timestamptz,
    answered_by   text,
    CONSTRAINT a_line_is_disputed_once UNIQUE (voucher_order, version, line),
    CONSTRAINT an_answer_is_signed CHECK (num_nulls(answer, answered_at, answered_by) IN (0, 3)),
    FOREIGN KEY (voucher_order, version, line) REFERENCES expiry.joint_line
);

CREATE TABLE expiry.credit_note (
    number          text        NOT NULL PRIMARY KEY,
    voucher_order   uuid        NOT NULL,
    kind            text        NOT NULL CHECK (kind IN ('WITHDRAWAL', 'EXPIRY', 'SUPPLEMENT')),
    expired_cents   bigint      NOT NULL CHECK (expired_cents >= 0),
    withdrawn_cents bigint      NOT NULL CHECK (withdrawn_cents >= 0),
    issued_on       date        NOT NULL,
    issued_at       timestamptz NOT NULL,
    CONSTRAINT a_credit_note_credits_something CHECK (expired_cents + withdrawn_cents > 0)
);
CREATE INDEX credit_note_by_order ON expiry.credit_note (voucher_order);

-- Value given back to the payer by transfer; set-offs are receipts of the new order.
CREATE TABLE expiry.refund (
    id            uuid        NOT NULL PRIMARY KEY,
    voucher_order uuid        NOT NULL,
    amount_cents  bigint      NOT NULL CHECK (amount_cents > 0),
    state         text        NOT NULL CHECK (state IN ('REQUESTED', 'IN_RUN', 'SENT', 'PAID', 'RETURNED')),
    state_reason  text        NOT NULL,
    requested_on  date        NOT NULL,
    requested_by  text        NOT NULL,
    transfer      uuid,
    times_sent    integer     NOT NULL DEFAULT 0,
    paid_on       date,
    -- The cause of the posting that its last payment made.
    posted_as     uuid,
    CONSTRAINT what_is_paid_is_posted CHECK (state <> 'PAID' OR num_nulls(paid_on, posted_as) = 0)
);
CREATE INDEX refund_by_order ON expiry.refund (voucher_order);
CREATE INDEX refund_by_transfer ON expiry.refund (transfer);

CREATE VIEW expiry.credited AS
SELECT number, voucher_order, kind, expired_cents + withdrawn_cents AS amount_cents, issued_on FROM expiry.credit_note;
CREATE VIEW expiry.refunded AS SELECT id, voucher_order, amount_cents, state, paid_on FROM expiry.refund;

GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA expiry TO fairpass_app;
GRANT UPDATE (payer_agreed_at, payer_agreed_by, cooperative_agreed_at, cooperative_agreed_by) ON expiry.joint_statement
    TO fairpass_app;
GRANT UPDATE (answer, answered_at, answered_by) ON expiry.dispute TO fairpass_app;
GRANT UPDATE (state, state_reason, transfer, times_sent, paid_on, posted_as) ON expiry.refund TO fairpass_app;
