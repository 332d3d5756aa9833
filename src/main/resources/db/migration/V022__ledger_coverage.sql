-- The proof that the money held for others is there: computed from the books, stored every day, enforced at commit.

-- The last balance the bank itself stated for the segregated account.
CREATE TABLE ledger.bank_balance (
    closing_on    date        NOT NULL PRIMARY KEY,
    closing_cents bigint      NOT NULL,
    recorded_at   timestamptz NOT NULL
);

-- money-and-law §6. Credit balances are summed third party by third party: one who owes us covers nobody else.
CREATE FUNCTION ledger.coverage()
    RETURNS TABLE (
        cash_cents bigint, circulating_cents bigint, owed_to_providers_cents bigint, contributions_cents bigint,
        owed_to_payers_cents bigint, returned_cents bigint, held_cents bigint, bank_statement_on date)
    LANGUAGE sql VOLATILE AS $$
    WITH balance AS (
        SELECT account, auxiliary, sum(amount_cents)::bigint AS cents
          FROM ledger.line
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

-- An incident stays open until a person records how it was resolved (R-213).
CREATE TABLE ledger.coverage_incident (
    id          uuid        NOT NULL PRIMARY KEY,
    gap_cents   bigint      NOT NULL CHECK (gap_cents < 0),
    opened_at   timestamptz NOT NULL,
    resolved_at timestamptz,
    resolved_by text,
    resolution  text,
    CONSTRAINT a_resolution_is_signed_and_explained
        CHECK (num_nonnulls(resolved_at, resolved_by, resolution) IN (0, 3) AND length(resolution) > 0 IS NOT FALSE)
);
CREATE UNIQUE INDEX one_incident_is_open_at_a_time ON ledger.coverage_incident ((true)) WHERE resolved_at IS NULL;

-- Refuses the transaction when money held for others would not be whole, or an incident is open. To activate, money
-- that was received and not yet activated does not count as cover either. The lock makes two acts that are each
-- covered, but not both together, wait for each other.
CREATE FUNCTION ledger.require_coverage(to_activate boolean) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    c         record;
    protected bigint;
BEGIN
    PERFORM pg_advisory_xact_lock(467, 512);
    SELECT * INTO c FROM ledger.coverage();
    protected := c.circulating_cents + c.owed_to_providers_cents + c.contributions_cents + c.owed_to_payers_cents
                 + c.returned_cents;
    IF c.cash_cents < protected THEN
        RAISE EXCEPTION 'the segregated account would hold % cents for % cents protected', c.cash_cents, protected
            USING ERRCODE = 'check_violation', CONSTRAINT = 'what_is_held_for_others_is_covered';
    END IF;
    IF to_activate AND c.cash_cents < protected + c.held_cents THEN
        RAISE EXCEPTION 'the segregated account would hold % cents for % cents protected and % cents held',
            c.cash_cents, protected, c.held_cents
            USING ERRCODE = 'check_violation', CONSTRAINT = 'money_held_for_one_order_activates_no_other';
    END IF;
    IF EXISTS (SELECT 1 FROM ledger.coverage_incident WHERE resolved_at IS NULL) THEN
        RAISE EXCEPTION 'a coverage incident is open'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'no_act_during_a_coverage_incident';
    END IF;
END $$;

CREATE FUNCTION ledger.check_coverage() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM ledger.require_coverage(NEW.movement = 'M11');
    RETURN NULL;
END $$;
-- The movements by which a decision of ours makes us protect more. A bank entry is a fact and is always recorded; the
-- payment run, the refund or the sweep that caused it was checked before it was sent.
CREATE CONSTRAINT TRIGGER what_is_held_for_others_is_covered AFTER INSERT ON ledger.leg
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (NEW.movement IN ('M11', 'M13', 'M31', 'M32', 'M44'))
    EXECUTE FUNCTION ledger.check_coverage();

-- A cancelled redemption moves no cash and protects as much as before, unless it leaves its provider in debt: what it
-- owed before may have been swept since.
CREATE FUNCTION ledger.check_cancellation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT coalesce(sum(amount_cents), 0) FROM ledger.line
         WHERE account = NEW.debit_account AND auxiliary = NEW.debit_auxiliary) > 0 THEN
        PERFORM ledger.require_coverage(false);
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER a_cancelled_service_stays_covered AFTER INSERT ON ledger.leg
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.movement = 'M21')
    EXECUTE FUNCTION ledger.check_cancellation();

-- Each morning's proof, chained: a row that was changed or removed breaks every digest after it.
CREATE TABLE ledger.coverage_proof (
    proved_on               date        NOT NULL PRIMARY KEY,
    computed_at             timestamptz NOT NULL,
    cash_cents              bigint      NOT NULL,
    circulating_cents       bigint      NOT NULL,
    owed_to_providers_cents bigint      NOT NULL,
    contributions_cents     bigint      NOT NULL,
    owed_to_payers_cents    bigint      NOT NULL,
    returned_cents          bigint      NOT NULL,
    held_cents              bigint      NOT NULL,
    bank_statement_on       date,
    is_proven               boolean     NOT NULL,
    previous_digest         text        NOT NULL,
    digest                  text        NOT NULL
);
CREATE TRIGGER proofs_are_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger.coverage_proof
    FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

GRANT SELECT, INSERT ON ledger.bank_balance, ledger.coverage_incident, ledger.coverage_proof TO fairpass_app;
GRANT UPDATE (closing_cents, recorded_at) ON ledger.bank_balance TO fairpass_app;
GRANT UPDATE (resolved_at, resolved_by, resolution) ON ledger.coverage_incident TO fairpass_app;
