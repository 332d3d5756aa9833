-- The books: accounts, postings made of legs, append-only by privilege and by trigger.
CREATE SCHEMA ledger;
GRANT USAGE ON SCHEMA ledger TO fairpass_app;

CREATE TABLE ledger.account (
    code        integer NOT NULL PRIMARY KEY,
    name        text    NOT NULL,
    label       text    NOT NULL,
    normal_side text    NOT NULL CHECK (normal_side IN ('DEBIT', 'CREDIT')),
    third       text    NOT NULL
);

CREATE TABLE ledger.movement (
    code    text NOT NULL PRIMARY KEY,
    label   text NOT NULL,
    journal text NOT NULL CHECK (journal IN ('AN', 'BC', 'BQ', 'OD', 'VE'))
);

-- What is not in this table cannot happen: the pairs of accounts that each movement may join.
CREATE TABLE ledger.allowed_leg (
    movement       text    NOT NULL REFERENCES ledger.movement,
    debit_account  integer NOT NULL REFERENCES ledger.account,
    credit_account integer NOT NULL REFERENCES ledger.account,
    PRIMARY KEY (movement, debit_account, credit_account),
    -- Unused face value is never income (R-050): no leg goes from a third party's 467 to classes 6 and 7,
    -- but for the downstream fee that a provider pays by set-off.
    CONSTRAINT face_value_never_becomes_income CHECK (
        NOT (debit_account / 1000 = 467 AND credit_account >= 600000) OR movement = 'M22'
    )
);

CREATE TABLE ledger.auxiliary (
    id    integer NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    code  text    NOT NULL CONSTRAINT an_auxiliary_code_names_one_third_party UNIQUE,
    label text    NOT NULL
);

CREATE SEQUENCE ledger.posting_number AS bigint;

-- One amount from the account it credits to the account it debits. Legs of one posting share its number; a posting
-- cannot fail to balance because no row can. Foreign keys to hot rows are left out on purpose: they would lock them.
CREATE TABLE ledger.leg (
    posting          bigint      NOT NULL,
    recorded_at      timestamptz NOT NULL,
    amount_cents     bigint      NOT NULL,
    cause            uuid        NOT NULL,
    effective_on     date        NOT NULL,
    debit_account    integer     NOT NULL,
    credit_account   integer     NOT NULL,
    debit_auxiliary  integer,
    credit_auxiliary integer,
    leg              smallint    NOT NULL,
    movement         text        NOT NULL,
    piece            text        NOT NULL,
    corrects         uuid,
    CONSTRAINT a_leg_moves_a_positive_amount CHECK (amount_cents > 0),
    CONSTRAINT a_leg_joins_two_accounts CHECK (
        (debit_account, coalesce(debit_auxiliary, 0)) IS DISTINCT FROM (credit_account, coalesce(credit_auxiliary, 0))
    ),
    CONSTRAINT a_posting_has_a_piece CHECK (length(piece) BETWEEN 1 AND 35),
    -- One movement for one cause, once: this is what makes a retry harmless (R-209).
    CONSTRAINT a_posting_happens_once PRIMARY KEY (movement, cause, leg)
);
-- Reports and exports read postings in their order.
CREATE INDEX leg_in_order ON ledger.leg (posting, leg);

-- A closed period accepts nothing earlier than its end (R-232).
CREATE TABLE ledger.closed_period (
    closed_through date        NOT NULL PRIMARY KEY,
    closed_by      text        NOT NULL,
    closed_at      timestamptz NOT NULL
);

-- One check a statement, however many rows: declared movements only, nothing in a closed period, third parties named.
CREATE FUNCTION ledger.check_new_legs() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    offender record;
BEGIN
    SELECT n.movement, n.debit_account, n.credit_account INTO offender
      FROM added n
     WHERE NOT EXISTS (
               SELECT 1 FROM ledger.allowed_leg a
                WHERE a.movement = n.movement
                  AND a.debit_account = n.debit_account
                  AND a.credit_account = n.credit_account)
     LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'movement % cannot debit % and credit %',
            offender.movement, offender.debit_account, offender.credit_account
            USING ERRCODE = 'check_violation', CONSTRAINT = 'movements_are_declared';
    END IF;
    SELECT n.posting, n.effective_on, c.closed_through INTO offender
      FROM added n, (SELECT max(closed_through) AS closed_through FROM ledger.closed_period) c
     WHERE n.effective_on <= c.closed_through
     LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'posting % counts on %, in a period closed through %',
            offender.posting, offender.effective_on, offender.closed_through
            USING ERRCODE = 'check_violation', CONSTRAINT = 'closed_periods_stay_closed';
    END IF;
    SELECT n.posting INTO offender
      FROM added n
      JOIN ledger.account d ON d.code = n.debit_account
      JOIN ledger.account c ON c.code = n.credit_account
     WHERE (d.third = 'NONE') <> (n.debit_auxiliary IS NULL)
        OR (c.third = 'NONE') <> (n.credit_auxiliary IS NULL)
     LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'posting % names a third party where there is none, or none where there is one',
            offender.posting
            USING ERRCODE = 'check_violation', CONSTRAINT = 'third_parties_are_named';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER legs_are_declared AFTER INSERT ON ledger.leg
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION ledger.check_new_legs();

CREATE FUNCTION ledger.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the books are append-only: a mistake is corrected by a posting that names the first'
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER postings_are_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger.leg
    FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER auxiliaries_are_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger.auxiliary
    FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

-- What others may read: each leg as its two lines, signed, debit positive.
CREATE VIEW ledger.line AS
SELECT posting, leg, movement, cause, effective_on, recorded_at, piece, corrects,
       debit_account AS account, debit_auxiliary AS auxiliary, amount_cents
  FROM ledger.leg
UNION ALL
SELECT posting, leg, movement, cause, effective_on, recorded_at, piece, corrects,
       credit_account, credit_auxiliary, -amount_cents
  FROM ledger.leg;

CREATE VIEW ledger.balance AS
SELECT l.account, l.auxiliary, a.code AS auxiliary_code, sum(l.amount_cents)::bigint AS balance_cents
  FROM ledger.line l
  LEFT JOIN ledger.auxiliary a ON a.id = l.auxiliary
 GROUP BY l.account, l.auxiliary, a.code;

GRANT SELECT ON ledger.account, ledger.movement, ledger.allowed_leg, ledger.line, ledger.balance TO fairpass_app;
-- What may happen is ours to say, in migrations; the application reads it.
REVOKE INSERT ON ledger.account, ledger.movement, ledger.allowed_leg FROM fairpass_app;
GRANT SELECT, INSERT ON ledger.leg, ledger.auxiliary, ledger.closed_period TO fairpass_app;
GRANT USAGE ON SEQUENCE ledger.posting_number TO fairpass_app;
