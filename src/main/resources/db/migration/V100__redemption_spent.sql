-- Redemptions: one row a spent voucher, one row a request; nothing that every redemption touches.
CREATE SCHEMA redemption;
GRANT USAGE ON SCHEMA redemption TO fairpass_app;

-- What was asked, and what was answered: a repeated id gets the first answer, other content is refused (R-132).
CREATE TABLE redemption.request (
    id          uuid        NOT NULL PRIMARY KEY,
    provider    uuid        NOT NULL,
    digest      bytea       NOT NULL,
    recorded_at timestamptz NOT NULL,
    answer      text        NOT NULL
);

-- A voucher is booklet × 16 + rank. PostgreSQL is the only judge of who was first: one row for each attempt, and a new
-- attempt only after the last one ended (cancelled, rejected or reversed).
CREATE TABLE redemption.redemption (
    voucher     bigint      NOT NULL,
    recorded_at timestamptz NOT NULL,
    request     uuid        NOT NULL,
    provider    uuid        NOT NULL,
    place       uuid        NOT NULL,
    voucher_order uuid      NOT NULL,
    validation  uuid,
    mediator    uuid,
    service_on  date        NOT NULL,
    counts_on   date,
    lot         integer     NOT NULL,
    face_cents  integer     NOT NULL CHECK (face_cents > 0),
    price_cents integer     NOT NULL CHECK (price_cents > 0),
    fee_ppm     integer     NOT NULL CHECK (fee_ppm >= 0),
    act         smallint    NOT NULL,
    attempt     smallint    NOT NULL CHECK (attempt >= 0),
    state       text        NOT NULL CHECK (state IN ('ACCEPTED', 'HELD', 'CANCELLED', 'REJECTED', 'REJECTED_BLOCKED',
                                                      'REVERSED')),
    service     text        NOT NULL,
    author      text        NOT NULL,
    CONSTRAINT a_voucher_is_spent_once PRIMARY KEY (voucher, attempt),
    CONSTRAINT what_counts_is_posted CHECK ((state IN ('ACCEPTED', 'REVERSED')) <= (counts_on IS NOT NULL
                                                                                   AND validation IS NOT NULL))
);
-- A provider's month: its statement, its page of the month.
CREATE INDEX redemption_of_a_month ON redemption.redemption (provider, counts_on);
CREATE INDEX redemption_held ON redemption.redemption (recorded_at) WHERE state = 'HELD';

-- Why a redemption waits, and what a person decided.
CREATE TABLE redemption.hold (
    voucher      bigint      NOT NULL,
    attempt      smallint    NOT NULL,
    rule         text        NOT NULL,
    held_at      timestamptz NOT NULL,
    decide_by    date        NOT NULL,
    provider_says text,
    decided_at   timestamptz,
    decided_by   text,
    decision     text        CHECK (decision IN ('RELEASED', 'REJECTED', 'REJECTED_BLOCKED')),
    reason       text,
    PRIMARY KEY (voucher, attempt),
    FOREIGN KEY (voucher, attempt) REFERENCES redemption.redemption,
    CONSTRAINT a_decision_is_signed_and_reasoned CHECK (num_nulls(decided_at, decided_by, decision, reason) IN (0, 4))
);
CREATE INDEX hold_waiting ON redemption.hold (held_at) WHERE decided_at IS NULL;

-- A rejection is appealed once; another person than the one who rejected decides (R-190).
CREATE TABLE redemption.appeal (
    voucher     bigint      NOT NULL,
    attempt     smallint    NOT NULL,
    words       text        NOT NULL,
    appealed_at timestamptz NOT NULL,
    appealed_by text        NOT NULL,
    decided_at  timestamptz,
    decided_by  text,
    decision    text        CHECK (decision IN ('UPHELD', 'ACCEPTED')),
    reason      text,
    PRIMARY KEY (voucher, attempt),
    FOREIGN KEY (voucher, attempt) REFERENCES redemption.hold,
    CONSTRAINT a_decided_appeal_is_signed_and_reasoned
        CHECK (num_nulls(decided_at, decided_by, decision, reason) IN (0, 4))
);
CREATE INDEX appeal_waiting ON redemption.appeal (appealed_at) WHERE decided_at IS NULL;

-- One document with an answer, one with an appeal: kept as they were given (R-190).
CREATE TABLE redemption.document (
    voucher  bigint      NOT NULL,
    attempt  smallint    NOT NULL,
    occasion text        NOT NULL CHECK (occasion IN ('ANSWER', 'APPEAL')),
    kind     text        NOT NULL CHECK (kind IN ('PDF', 'PNG', 'JPEG')),
    sha256   text        NOT NULL CHECK (length(sha256) = 64),
    given_at timestamptz NOT NULL,
    given_by text        NOT NULL,
    content  bytea       NOT NULL CHECK (length(content) <= 5242880),
    PRIMARY KEY (voucher, attempt, occasion),
    FOREIGN KEY (voucher, attempt) REFERENCES redemption.hold
);

CREATE TABLE redemption.cancellation (
    id           uuid        NOT NULL PRIMARY KEY,
    voucher      bigint      NOT NULL,
    attempt      smallint    NOT NULL,
    cancelled_at timestamptz NOT NULL,
    cancelled_by text        NOT NULL,
    UNIQUE (voucher, attempt),
    FOREIGN KEY (voucher, attempt) REFERENCES redemption.redemption
);

-- Once a month is here nothing enters it any more (R-142).
CREATE TABLE redemption.frozen_month (
    month     date        NOT NULL PRIMARY KEY CHECK (extract(day FROM month) = 1),
    frozen_at timestamptz NOT NULL,
    frozen_by text        NOT NULL
);

-- Once an order is here its unused value is being given back, and no voucher of it is redeemed any more (V17).
CREATE TABLE redemption.ended_order (
    voucher_order uuid        NOT NULL PRIMARY KEY,
    ended_at      timestamptz NOT NULL
);

CREATE TABLE redemption.unknown_code (
    author   text        NOT NULL,
    place    uuid        NOT NULL,
    tried_at timestamptz NOT NULL
);
CREATE INDEX unknown_code_by_author ON redemption.unknown_code (author, tried_at);
CREATE INDEX unknown_code_by_place ON redemption.unknown_code (place, tried_at);

CREATE TABLE redemption.stopped_account (
    author     text        NOT NULL,
    stopped_at timestamptz NOT NULL,
    lifted_at  timestamptz,
    lifted_by  text,
    PRIMARY KEY (author, stopped_at)
);

-- Fraud rules as dated data, with their threshold (R-191).
CREATE TABLE redemption.fraud_rule (
    code       text    NOT NULL,
    valid_from date    NOT NULL,
    threshold  integer NOT NULL CHECK (threshold > 0),
    is_on      boolean NOT NULL,
    decision   text    NOT NULL,
    PRIMARY KEY (code, valid_from)
);
INSERT INTO redemption.fraud_rule (code, valid_from, threshold, is_on, decision) VALUES
    ('F1', '2020-01-01', 5, true, 'réglage par défaut'),
    ('F4', '2020-01-01', 1, true, 'réglage par défaut'),
    ('F8', '2020-01-01', 10, true, 'réglage par défaut');

-- What settlement, expiry and impact may read.
CREATE VIEW redemption.spent AS
SELECT voucher, voucher / 16 AS booklet, voucher % 16 AS rank, attempt, request, act, provider, place, voucher_order,
       lot, service, service_on, counts_on, face_cents, price_cents, fee_ppm, mediator, state, validation, recorded_at
  FROM redemption.redemption;
CREATE VIEW redemption.closed_month AS SELECT month, frozen_at FROM redemption.frozen_month;

GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA redemption TO fairpass_app;
GRANT UPDATE (state, counts_on, validation) ON redemption.redemption TO fairpass_app;
GRANT UPDATE (provider_says, decided_at, decided_by, decision, reason) ON redemption.hold TO fairpass_app;
GRANT UPDATE (decided_at, decided_by, decision, reason) ON redemption.appeal TO fairpass_app;
GRANT UPDATE (lifted_at, lifted_by) ON redemption.stopped_account TO fairpass_app;
GRANT DELETE ON redemption.unknown_code, redemption.document TO fairpass_app;
