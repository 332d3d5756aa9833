-- Payment runs: what was gathered never changes; only the state of the run and of each transfer moves, each step kept.
CREATE TABLE bank.run (
    id           uuid        NOT NULL PRIMARY KEY,
    number       integer     NOT NULL GENERATED ALWAYS AS IDENTITY UNIQUE,
    label        text        NOT NULL CHECK (label <> ''),
    account      text        NOT NULL CHECK (account IN ('SEGREGATED', 'OPERATING')),
    execution_on date        NOT NULL,
    state        text        NOT NULL CHECK (state IN ('PREPARED', 'APPROVED', 'SENT', 'DONE', 'ABANDONED')),
    prepared_at  timestamptz NOT NULL,
    prepared_by  text        NOT NULL,
    sent_at      timestamptz,
    sent_by      text,
    abandoned_at timestamptz,
    abandoned_by text,
    CONSTRAINT a_sent_run_says_who_sent_it CHECK (
        num_nonnulls(sent_at, sent_by) = CASE WHEN state IN ('SENT', 'DONE') THEN 2 ELSE 0 END),
    CONSTRAINT an_abandoned_run_says_who_gave_it_up CHECK (
        num_nonnulls(abandoned_at, abandoned_by) = CASE WHEN state = 'ABANDONED' THEN 2 ELSE 0 END)
);

CREATE TABLE bank.transfer (
    id            uuid    NOT NULL PRIMARY KEY,
    run           uuid    NOT NULL REFERENCES bank.run,
    rank          integer NOT NULL CHECK (rank > 0),
    purpose       text    NOT NULL CHECK (purpose ~ '^[A-Z]{2}$'),
    end_to_end_id text    NOT NULL CHECK (length(end_to_end_id) BETWEEN 1 AND 35),
    payee         uuid    NOT NULL,
    bank_account  uuid    NOT NULL,
    holder_name   text    NOT NULL,
    iban          text    NOT NULL,
    bic           text,
    amount_cents  bigint  NOT NULL CHECK (amount_cents > 0),
    remittance    text    NOT NULL,
    state         text    NOT NULL
        CHECK (state IN ('WAITING', 'SENT', 'REJECTED', 'BOOKED', 'RETURNED', 'ABANDONED')),
    reason        text    NOT NULL DEFAULT '',
    UNIQUE (run, rank),
    CONSTRAINT a_run_pays_each_payee_once UNIQUE (run, payee)
);
-- What was abandoned never left: its reference may be taken again.
CREATE UNIQUE INDEX an_end_to_end_id_travels_once ON bank.transfer (end_to_end_id) WHERE state <> 'ABANDONED';

CREATE TABLE bank.transfer_step (
    transfer uuid        NOT NULL REFERENCES bank.transfer,
    place    integer     NOT NULL,
    state    text        NOT NULL,
    reason   text        NOT NULL,
    -- the bank entry that says so, once there is one
    entry    uuid,
    taken_at timestamptz NOT NULL,
    PRIMARY KEY (transfer, place),
    CONSTRAINT money_that_moved_names_its_bank_entry CHECK (state NOT IN ('BOOKED', 'RETURNED') OR entry IS NOT NULL)
);
CREATE INDEX transfer_step_by_entry ON bank.transfer_step (entry) WHERE entry IS NOT NULL;

-- Two different people, each stating the total they believe (R-198).
CREATE TABLE bank.approval (
    run          uuid        NOT NULL REFERENCES bank.run,
    person       text        NOT NULL CHECK (person LIKE 'person/%'),
    stated_cents bigint      NOT NULL,
    approved_at  timestamptz NOT NULL,
    CONSTRAINT a_person_approves_a_run_once PRIMARY KEY (run, person)
);

-- What the payee's bank says of the name (formats §3), and what a person decided about it.
CREATE TABLE bank.payee_verification (
    transfer uuid        NOT NULL REFERENCES bank.transfer,
    place    integer     NOT NULL,
    code     text        NOT NULL CHECK (code IN ('RCVC', 'RVMC', 'RVNM', 'RVNA')),
    name     text        NOT NULL,
    told_at  timestamptz NOT NULL,
    told_by  text        NOT NULL,
    PRIMARY KEY (transfer, place)
);
CREATE TABLE bank.payee_decision (
    transfer    uuid        NOT NULL,
    place       integer     NOT NULL,
    is_accepted boolean     NOT NULL,
    why         text        NOT NULL CHECK (why <> ''),
    decided_at  timestamptz NOT NULL,
    decided_by  text        NOT NULL,
    PRIMARY KEY (transfer, place),
    FOREIGN KEY (transfer, place) REFERENCES bank.payee_verification
);

-- What the file of a sent run, or of a transfer between our accounts, says beside its transfers: written again, it has
-- the same bytes.
CREATE TABLE bank.payment_file (
    subject       uuid        NOT NULL PRIMARY KEY,
    message_id    text        NOT NULL CONSTRAINT a_message_id_is_used_once UNIQUE,
    created_at    timestamptz NOT NULL,
    checked_on    date        NOT NULL,
    initiator     text        NOT NULL,
    debtor_name   text        NOT NULL,
    debtor_iban   text        NOT NULL,
    debtor_bic    text,
    batch_booking boolean     NOT NULL
);

-- Every file handed out, of a run or of a transfer between our accounts, with its digest.
CREATE TABLE bank.export (
    id          uuid        NOT NULL PRIMARY KEY,
    subject     uuid        NOT NULL,
    version     text        NOT NULL CHECK (version IN ('V03', 'V09')),
    sha256      text        NOT NULL CHECK (length(sha256) = 64),
    exported_at timestamptz NOT NULL,
    exported_by text        NOT NULL
);
CREATE INDEX export_by_subject ON bank.export (subject, version);

GRANT UPDATE (state, sent_at, sent_by, abandoned_at, abandoned_by) ON bank.run TO fairpass_app;
GRANT UPDATE (state, reason) ON bank.transfer TO fairpass_app;

-- A run leaves with two approvals of its real total, and never during a shortfall: asked again when all else is
-- written.
CREATE FUNCTION bank.check_sending() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT count(*)
          FROM bank.approval
         WHERE run = NEW.id
           AND stated_cents = (SELECT sum(amount_cents) FROM bank.transfer WHERE run = NEW.id)) < 2 THEN
        RAISE EXCEPTION 'run % is not approved by two people for its total', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'two_people_approve_what_leaves';
    END IF;
    PERFORM ledger.require_coverage(false);
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER what_leaves_is_approved_and_covered AFTER UPDATE OF state ON bank.run
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (NEW.state = 'SENT' AND OLD.state <> 'SENT')
    EXECUTE FUNCTION bank.check_sending();

-- What the rooms that asked for transfers may read of them.
CREATE VIEW bank.transfer_facts AS SELECT id, run, end_to_end_id, payee, amount_cents, state FROM bank.transfer;
GRANT SELECT ON bank.transfer_facts TO fairpass_app;
