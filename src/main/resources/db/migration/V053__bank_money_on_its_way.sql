-- Money between two places: parked until a person says what it is, sent back, or moved between our own accounts.
CREATE TABLE bank.parked (
    entry        uuid   NOT NULL PRIMARY KEY REFERENCES bank.entry,
    account      text   NOT NULL CHECK (account IN ('SEGREGATED', 'OPERATING')),
    amount_cents bigint NOT NULL CHECK (amount_cents > 0)
);

CREATE TABLE bank.parked_take (
    entry        uuid        NOT NULL REFERENCES bank.parked,
    place        integer     NOT NULL,
    kind         text        NOT NULL CHECK (kind IN (
        'IDENTIFIED', 'INTEREST', 'REPAYMENT', 'INTERNAL_TRANSFER', 'GIVEN_BACK')),
    amount_cents bigint      NOT NULL CHECK (amount_cents > 0),
    reference    text        NOT NULL,
    taken_at     timestamptz NOT NULL,
    PRIMARY KEY (entry, place)
);

-- An overpayment on its way back to who sent it; the id is that of the transfer.
CREATE TABLE bank.parked_return (
    transfer     uuid        NOT NULL PRIMARY KEY,
    entry        uuid        NOT NULL REFERENCES bank.parked,
    amount_cents bigint      NOT NULL CHECK (amount_cents > 0),
    state        text        NOT NULL CHECK (state IN ('ON_ITS_WAY', 'GIVEN_UP', 'BOOKED')),
    asked_at     timestamptz NOT NULL,
    asked_by     text        NOT NULL
);
CREATE INDEX parked_return_by_entry ON bank.parked_return (entry);

CREATE VIEW bank.parked_left AS
SELECT p.entry, p.account, p.amount_cents,
       (p.amount_cents
        - coalesce((SELECT sum(t.amount_cents) FROM bank.parked_take t WHERE t.entry = p.entry), 0)
        - coalesce((SELECT sum(r.amount_cents) FROM bank.parked_return r
                     WHERE r.entry = p.entry AND r.state = 'ON_ITS_WAY'), 0))::bigint AS left_cents
  FROM bank.parked p;

-- What was parked is not taken twice, whoever takes it.
CREATE FUNCTION bank.check_parked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT left_cents FROM bank.parked_left WHERE entry = NEW.entry) < 0 THEN
        RAISE EXCEPTION 'more was taken of entry % than was parked', NEW.entry
            USING ERRCODE = 'check_violation', CONSTRAINT = 'parked_money_is_taken_once';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER parked_money_is_taken_once AFTER INSERT ON bank.parked_take
    FOR EACH ROW EXECUTE FUNCTION bank.check_parked();
CREATE TRIGGER parked_money_is_sent_back_once AFTER INSERT OR UPDATE ON bank.parked_return
    FOR EACH ROW EXECUTE FUNCTION bank.check_parked();

CREATE SEQUENCE bank.internal_transfer_number;

CREATE TABLE bank.internal_transfer (
    id            uuid        NOT NULL PRIMARY KEY,
    number        bigint      NOT NULL UNIQUE,
    end_to_end_id text        NOT NULL UNIQUE,
    kind          text        NOT NULL CHECK (kind IN ('SWEEP', 'FACE_VALUE', 'ADVANCE')),
    amount_cents  bigint      NOT NULL CHECK (amount_cents > 0),
    purpose       text        CHECK (purpose ~ '^[A-Z]{2}$'),
    ordered_on    date        NOT NULL,
    ordered_at    timestamptz NOT NULL,
    ordered_by    text        NOT NULL,
    left_by       uuid        UNIQUE REFERENCES bank.entry,
    arrived_by    uuid        UNIQUE REFERENCES bank.entry,
    cancelled_at  timestamptz,
    cancelled_by  text,
    CONSTRAINT money_that_left_is_not_cancelled CHECK (
        num_nonnulls(cancelled_at, cancelled_by) = 0
        OR (num_nonnulls(cancelled_at, cancelled_by) = 2 AND num_nonnulls(left_by, arrived_by) = 0))
);

-- To lock a parked amount for the act that takes it.
GRANT UPDATE (amount_cents) ON bank.parked TO fairpass_app;
GRANT UPDATE (state) ON bank.parked_return TO fairpass_app;
GRANT UPDATE (left_by, arrived_by, cancelled_at, cancelled_by) ON bank.internal_transfer TO fairpass_app;
