-- Postings sealed in a chain (R-217): whoever has the lines can make each digest again with sha256sum, and a line that
-- was changed, removed or added breaks every digest after it.
CREATE VIEW ledger.sealed_line AS
SELECT l.posting, l.leg, l.amount_cents,
       concat_ws('|', l.posting, l.leg, l.movement, l.cause, to_char(l.effective_on, 'YYYY-MM-DD'),
                 to_char(l.recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), l.piece,
                 coalesce(l.corrects::text, '-'), l.debit_account, coalesce(d.code, '-'), l.credit_account,
                 coalesce(c.code, '-'), l.amount_cents) AS line
  FROM ledger.leg l
  LEFT JOIN ledger.auxiliary d ON d.id = l.debit_auxiliary
  LEFT JOIN ledger.auxiliary c ON c.id = l.credit_auxiliary;

-- The digest is that of the previous one and of the lines of the range, in their order, each ended by a line feed.
CREATE TABLE ledger.seal (
    number          bigint      NOT NULL PRIMARY KEY CHECK (number > 0),
    first_posting   bigint      NOT NULL,
    last_posting    bigint      NOT NULL CONSTRAINT a_posting_is_sealed_once UNIQUE,
    legs            bigint      NOT NULL,
    amount_cents    bigint      NOT NULL,
    sealed_at       timestamptz NOT NULL,
    previous_digest text        NOT NULL CHECK (length(previous_digest) = 64),
    digest          text        NOT NULL CHECK (length(digest) = 64),
    CONSTRAINT a_seal_is_of_a_range CHECK (last_posting >= first_posting)
);
CREATE TRIGGER seals_are_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger.seal
    FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE FUNCTION ledger.digest_of(previous text, first_one bigint, last_one bigint)
    RETURNS TABLE (legs bigint, amount_cents bigint, digest text) LANGUAGE sql STABLE AS $$
    SELECT count(*), coalesce(sum(s.amount_cents), 0)::bigint,
           encode(sha256(convert_to(previous || E'\n'
               || coalesce(string_agg(s.line || E'\n', '' ORDER BY s.posting, s.leg), ''), 'UTF8')), 'hex')
      FROM ledger.sealed_line s
     WHERE s.posting BETWEEN first_one AND last_one
$$;

-- Seals what is rolled up and not sealed: no posting of that range can appear any more (V024). At most ten thousand
-- numbers a seal, so that it never needs much memory. Answers how many seals it made.
CREATE FUNCTION ledger.seal_postings(at timestamptz) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    through bigint;
    last    record;
    made    integer := 0;
BEGIN
    SELECT posting INTO through FROM ledger.rolled_through FOR UPDATE SKIP LOCKED;
    IF NOT FOUND THEN
        RETURN 0;
    END IF;
    LOOP
        SELECT s.number, s.last_posting, s.digest INTO last FROM ledger.seal s ORDER BY s.number DESC LIMIT 1;
        IF NOT FOUND THEN
            SELECT 0::bigint AS number, 0::bigint AS last_posting, repeat('0', 64) AS digest INTO last;
        END IF;
        EXIT WHEN last.last_posting >= through;
        INSERT INTO ledger.seal (number, first_posting, last_posting, legs, amount_cents, sealed_at, previous_digest,
               digest)
        SELECT last.number + 1, last.last_posting + 1, least(through, last.last_posting + 10000), d.legs,
               d.amount_cents, at, last.digest, d.digest
          FROM ledger.digest_of(last.digest, last.last_posting + 1, least(through, last.last_posting + 10000)) d;
        made := made + 1;
    END LOOP;
    RETURN made;
END $$;

GRANT SELECT ON ledger.sealed_line, ledger.seal TO fairpass_app;
REVOKE INSERT ON ledger.seal FROM fairpass_app;
REVOKE EXECUTE ON FUNCTION ledger.seal_postings(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger.seal_postings(timestamptz) TO fairpass_app;
