-- Balances up to a posting, so that a question about now reads one row a third party and what was posted since, however
-- long the books are. They derive from the books, never the other way round: doctor adds them up again (LEDGER-15).
CREATE TABLE ledger.rolled_balance (
    account   integer NOT NULL,
    auxiliary integer,
    cents     bigint  NOT NULL,
    CONSTRAINT a_third_party_is_rolled_once UNIQUE NULLS NOT DISTINCT (account, auxiliary)
);
CREATE TABLE ledger.rolled_through (
    only_one boolean NOT NULL DEFAULT true PRIMARY KEY CHECK (only_one),
    posting  bigint  NOT NULL
);
INSERT INTO ledger.rolled_through (posting) VALUES (0);

-- Who posts shares a lock of PostgreSQL's memory before taking a number (a statement's trigger comes before its rows),
-- to the end of its transaction. Who holds it alone for an instant knows that every number given is written, or never
-- will be.
CREATE FUNCTION ledger.announce_posting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock_shared(467, 20);
    RETURN NULL;
END $$;
CREATE TRIGGER posting_is_announced BEFORE INSERT ON ledger.leg
    FOR EACH STATEMENT EXECUTE FUNCTION ledger.announce_posting();

-- Adds to the balances all that was posted since; answers how many numbers that was, or nothing when another does it or
-- when somebody posts for longer than we may make others wait. The application may call it, and write nothing itself.
CREATE FUNCTION ledger.roll_up() RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp SET lock_timeout = '100ms' AS $$
DECLARE
    was     bigint;
    horizon bigint;
BEGIN
    SELECT posting INTO was FROM ledger.rolled_through FOR UPDATE SKIP LOCKED;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    BEGIN
        PERFORM pg_advisory_lock(467, 20);
    EXCEPTION WHEN lock_not_available THEN
        RETURN NULL;
    END;
    SELECT CASE WHEN is_called THEN last_value ELSE 0 END INTO horizon FROM ledger.posting_number;
    PERFORM pg_advisory_unlock(467, 20);
    INSERT INTO ledger.rolled_balance AS r (account, auxiliary, cents)
    SELECT account, auxiliary, sum(amount_cents)
      FROM ledger.line
     WHERE posting BETWEEN was + 1 AND horizon
     GROUP BY account, auxiliary
        ON CONFLICT (account, auxiliary) DO UPDATE SET cents = r.cents + excluded.cents;
    UPDATE ledger.rolled_through SET posting = horizon;
    RETURN horizon - was;
END $$;

-- What is rolled and, line by line, what is not yet. Two bounds, so that the planner expects few and reads them by
-- index.
CREATE VIEW ledger.balance_part AS
SELECT account, auxiliary, cents FROM ledger.rolled_balance
UNION ALL
SELECT account, auxiliary, amount_cents
  FROM ledger.line
 WHERE posting BETWEEN (SELECT posting + 1 FROM ledger.rolled_through)
                   AND (SELECT posting + 9000000000000000000 FROM ledger.rolled_through);

CREATE OR REPLACE VIEW ledger.balance AS
SELECT b.account, b.auxiliary, a.code AS auxiliary_code, sum(b.cents)::bigint AS balance_cents
  FROM ledger.balance_part b
  LEFT JOIN ledger.auxiliary a ON a.id = b.auxiliary
 GROUP BY b.account, b.auxiliary, a.code;

-- The same from every entry ever written: what doctor judges by, as it must not believe what it examines.
CREATE VIEW ledger.balance_of_entries AS
SELECT l.account, l.auxiliary, a.code AS auxiliary_code, sum(l.amount_cents)::bigint AS balance_cents
  FROM ledger.line l
  LEFT JOIN ledger.auxiliary a ON a.id = l.auxiliary
 GROUP BY l.account, l.auxiliary, a.code;

-- The bank's lines since its last statement; the account of one third party.
CREATE INDEX leg_of_the_segregated_account ON ledger.leg (effective_on)
    WHERE debit_account = 512200 OR credit_account = 512200;
CREATE INDEX leg_by_debit_auxiliary ON ledger.leg (debit_auxiliary, debit_account, effective_on)
    WHERE debit_auxiliary IS NOT NULL;
CREATE INDEX leg_by_credit_auxiliary ON ledger.leg (credit_auxiliary, credit_account, effective_on)
    WHERE credit_auxiliary IS NOT NULL;

-- As V022, from the balances.
CREATE OR REPLACE FUNCTION ledger.coverage()
    RETURNS TABLE (
        cash_cents bigint, circulating_cents bigint, owed_to_providers_cents bigint, contributions_cents bigint,
        owed_to_payers_cents bigint, returned_cents bigint, held_cents bigint, bank_statement_on date)
    LANGUAGE sql VOLATILE AS $$
    WITH balance AS (
        SELECT account, auxiliary, sum(cents)::bigint AS cents
          FROM ledger.balance_part
         WHERE account IN (411200, 467110, 467120, 467200, 467300, 467400, 467900, 471200, 512200)
         GROUP BY account, auxiliary
    ), bank AS (
        -- What the bank stated, moved by what was booked since: never more than that counts as cash.
        SELECT b.closing_on,
               b.closing_cents + coalesce((
                   SELECT sum(l.amount_cents) FROM ledger.line l
                    WHERE l.account = 512200 AND l.effective_on > b.closing_on), 0)::bigint AS cents
          FROM ledger.bank_balance b ORDER BY b.closing_on DESC LIMIT 1
    ), by_order AS (
        SELECT auxiliary,
               -coalesce(sum(cents) FILTER (WHERE account = 467110), 0)
               - coalesce(sum(cents) FILTER (WHERE account = 411200), 0) AS cents
          FROM balance WHERE account IN (411200, 467110) GROUP BY auxiliary
    )
    SELECT least(
               coalesce((SELECT sum(cents) FROM balance WHERE account = 512200), 0)::bigint,
               (SELECT cents FROM bank)),
           coalesce((SELECT -sum(cents) FROM balance WHERE account = 467120), 0)::bigint,
           coalesce((SELECT sum(greatest(0, -cents)) FROM balance WHERE account = 467200), 0)::bigint,
           coalesce((SELECT sum(greatest(0, -cents)) FROM balance WHERE account = 467300), 0)::bigint,
           coalesce((SELECT sum(greatest(0, -cents)) FROM balance WHERE account = 467400), 0)::bigint,
           coalesce((SELECT sum(greatest(0, -cents)) FROM balance WHERE account = 467900), 0)::bigint,
           (coalesce((SELECT sum(greatest(0, cents)) FROM by_order), 0)
            + coalesce((SELECT sum(greatest(0, -cents)) FROM balance WHERE account = 471200), 0))::bigint,
           (SELECT closing_on FROM bank)
$$;

-- As V022, from the balance of that provider.
CREATE OR REPLACE FUNCTION ledger.check_cancellation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT coalesce(sum(cents), 0) FROM ledger.balance_part
         WHERE account = NEW.debit_account AND auxiliary = NEW.debit_auxiliary) > 0 THEN
        PERFORM ledger.require_coverage(false);
    END IF;
    RETURN NULL;
END $$;

GRANT SELECT ON ledger.rolled_balance, ledger.rolled_through, ledger.balance_part, ledger.balance_of_entries
    TO fairpass_app;
REVOKE INSERT ON ledger.rolled_balance, ledger.rolled_through FROM fairpass_app;
REVOKE EXECUTE ON FUNCTION ledger.roll_up() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger.roll_up() TO fairpass_app;
