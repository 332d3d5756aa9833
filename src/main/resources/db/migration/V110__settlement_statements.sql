-- Statements: what each provider is paid for a month; one for a provider and month, numbered and frozen.
CREATE SCHEMA settlement;
GRANT USAGE ON SCHEMA settlement TO fairpass_app;

CREATE TABLE settlement.statement (
    number             text        NOT NULL PRIMARY KEY,
    id                 uuid        NOT NULL UNIQUE,
    provider           uuid        NOT NULL,
    month              date        NOT NULL CHECK (extract(day FROM month) = 1),
    redemptions        bigint      NOT NULL CHECK (redemptions >= 0),
    face_cents         bigint      NOT NULL CHECK (face_cents >= 0),
    fee_cents          bigint      NOT NULL CHECK (fee_cents >= 0),
    vat_cents          bigint      NOT NULL CHECK (vat_cents >= 0),
    contribution_cents bigint      NOT NULL CHECK (contribution_cents >= 0),
    set_off_cents      bigint      NOT NULL CHECK (set_off_cents >= 0),
    correction_cents   bigint      NOT NULL CHECK (correction_cents >= 0),
    carried_in_cents   bigint      NOT NULL CHECK (carried_in_cents <= 0),
    net_cents          bigint      NOT NULL,
    fee_invoice        text,
    due_on             date        NOT NULL,
    issued_at          timestamptz NOT NULL,
    -- Bank details are frozen at the cut-off: the version of the account that this statement will be paid to.
    bank_account       uuid,
    state              text        NOT NULL CHECK (state IN ('ISSUED', 'WITHHELD', 'CARRIED_OVER', 'APPROVED', 'SENT',
                                                             'PAID', 'RETURNED')),
    state_reason       text        NOT NULL,
    -- The provider's turnover, HT and VAT, as said that day under its regime of that day.
    turnover           text        NOT NULL CHECK (turnover <> ''),
    transfer           uuid,
    paid_on            date,
    carried_to         text        REFERENCES settlement.statement,
    CONSTRAINT a_provider_has_one_statement_a_month UNIQUE (provider, month),
    CONSTRAINT a_statement_is_its_parts CHECK (
        net_cents = carried_in_cents + face_cents - fee_cents - vat_cents - contribution_cents - set_off_cents
                    - correction_cents),
    CONSTRAINT only_a_credit_is_paid CHECK (net_cents > 0 OR state = 'CARRIED_OVER'),
    CONSTRAINT what_is_paid_has_a_day CHECK (state <> 'PAID' OR paid_on IS NOT NULL)
);
CREATE INDEX statement_by_state ON settlement.statement (state, month);
CREATE INDEX statement_by_transfer ON settlement.statement (transfer);

CREATE TABLE settlement.fee_line (
    statement  text    NOT NULL REFERENCES settlement.statement,
    place      integer NOT NULL,
    vouchers   bigint  NOT NULL CHECK (vouchers > 0),
    face_cents bigint  NOT NULL,
    fee_ppm    bigint  NOT NULL,
    fee_cents  bigint  NOT NULL,
    PRIMARY KEY (statement, place)
);

CREATE TABLE settlement.step (
    id        bigint      NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    statement text        NOT NULL REFERENCES settlement.statement,
    code      text        NOT NULL,
    to_state  text        NOT NULL,
    done_at   timestamptz NOT NULL,
    done_by   text        NOT NULL,
    why       text        NOT NULL
);
CREATE INDEX step_by_statement ON settlement.step (statement);

-- Which statements a transfer pays, and whether it pays them for the first time or again after a return.
CREATE TABLE settlement.transfer_part (
    transfer     uuid    NOT NULL,
    statement    text    NOT NULL REFERENCES settlement.statement,
    is_again     boolean NOT NULL,
    amount_cents bigint  NOT NULL CHECK (amount_cents > 0),
    PRIMARY KEY (transfer, statement)
);

-- A redemption that proved wrong after its month was frozen: a claim, until a later statement recovers it (R-215).
CREATE TABLE settlement.claim (
    id           uuid        NOT NULL PRIMARY KEY,
    voucher      bigint      NOT NULL,
    attempt      smallint    NOT NULL,
    provider     uuid        NOT NULL,
    face_cents   bigint      NOT NULL,
    fee_ppm      bigint      NOT NULL,
    validation   uuid        NOT NULL,
    voucher_order uuid       NOT NULL,
    reason       text        NOT NULL,
    opened_at    timestamptz NOT NULL,
    opened_by    text        NOT NULL,
    confirmed_at timestamptz,
    confirmed_by text,
    -- The operator's advance that let the voucher circulate at once, instead of waiting to be recovered (M52, M31).
    advance      uuid        UNIQUE,
    advanced_at  timestamptz,
    -- Named while the statement is being made, which follows in the same transaction.
    statement    text        REFERENCES settlement.statement DEFERRABLE INITIALLY DEFERRED,
    credit_note  text,
    recovered_at timestamptz,
    CONSTRAINT a_redemption_is_claimed_once UNIQUE (voucher, attempt),
    CONSTRAINT two_people_make_a_claim CHECK (confirmed_by <> opened_by),
    CONSTRAINT only_a_confirmed_claim_is_recovered CHECK (
        confirmed_at IS NOT NULL OR num_nonnulls(advance, statement) = 0)
);
CREATE INDEX claim_open ON settlement.claim (provider) WHERE statement IS NULL;

-- A line that its provider contests (R-151). The statement is never edited: what is corrected is a claim, which a later
-- statement withholds.
CREATE TABLE settlement.dispute (
    id            uuid        NOT NULL PRIMARY KEY,
    statement     text        NOT NULL REFERENCES settlement.statement,
    voucher       bigint      NOT NULL,
    attempt       smallint    NOT NULL,
    reason        text        NOT NULL CHECK (reason <> ''),
    contested_on  date        NOT NULL,
    contested_at  timestamptz NOT NULL,
    contested_by  text        NOT NULL,
    answer_due_on date        NOT NULL,
    decision      text        CHECK (decision IN ('MAINTAINED', 'CORRECTED')),
    answer        text        CHECK (answer <> ''),
    answered_at   timestamptz,
    answered_by   text,
    claim         uuid        REFERENCES settlement.claim,
    CONSTRAINT a_statement_line_is_contested_once UNIQUE (statement, voucher, attempt),
    CONSTRAINT an_answer_is_whole CHECK (num_nulls(decision, answer, answered_at, answered_by) IN (0, 4)),
    CONSTRAINT a_correction_is_a_claim CHECK ((decision IS NOT DISTINCT FROM 'CORRECTED') = (claim IS NOT NULL))
);
CREATE INDEX dispute_to_answer ON settlement.dispute (answer_due_on) WHERE answered_at IS NULL;

-- A provider's voluntary contribution, opted in and out at any time (R-276).
CREATE TABLE settlement.contribution_choice (
    provider uuid        NOT NULL,
    chosen_at timestamptz NOT NULL,
    gives    boolean     NOT NULL,
    chosen_by text       NOT NULL,
    PRIMARY KEY (provider, chosen_at)
);

CREATE VIEW settlement.statement_facts AS
SELECT number, id, provider, month, redemptions, face_cents, fee_cents, vat_cents, contribution_cents, set_off_cents,
       correction_cents, carried_in_cents, net_cents, fee_invoice, state, due_on, paid_on, transfer
  FROM settlement.statement;

GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA settlement TO fairpass_app;
GRANT UPDATE (state, state_reason, transfer, paid_on, carried_to, bank_account) ON settlement.statement TO fairpass_app;
GRANT UPDATE (statement, credit_note, recovered_at, confirmed_at, confirmed_by, advance, advanced_at)
    ON settlement.claim TO fairpass_app;
GRANT UPDATE (decision, answer, answered_at, answered_by, claim) ON settlement.dispute TO fairpass_app;
GRANT UPDATE (gives) ON settlement.contribution_choice TO fairpass_app;
