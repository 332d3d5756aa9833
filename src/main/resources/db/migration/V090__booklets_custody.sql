-- Booklets and who answers for each of them. A voucher that nobody has spent has no row: its code is its number,
-- encrypted (decision 0007). By default the application may read and add; what it may change is said under each table.
CREATE SCHEMA booklets;

-- Numbers follow each other from 1, so that a lot is one range; a draw that is rolled back gives its numbers back.
CREATE TABLE booklets.numbering (
    only_one    boolean NOT NULL DEFAULT true PRIMARY KEY CHECK (only_one),
    last_number bigint  NOT NULL CONSTRAINT booklet_numbers_have_nine_digits CHECK (last_number BETWEEN 0 AND 999999999)
);
INSERT INTO booklets.numbering (last_number) VALUES (0);

-- Neighbouring booklets that stand alike share a row: a country makes millions, and most take their first steps
-- together (decision 0015). Spans follow each other without gap or overlap: the application changes how one stands;
-- where one begins and ends is written by the two functions below, and by nothing else.
-- The holder is the organisation that answers for the booklets: the sender while they travel, and, once handed over,
-- the distributor they came from, as nothing is known of the person. "since" is the day they came to their state.
CREATE TABLE booklets.span (
    first_booklet bigint   NOT NULL PRIMARY KEY,
    last_booklet  bigint   NOT NULL,
    holder        uuid     NOT NULL,
    lot           integer  NOT NULL,
    since         date     NOT NULL,
    size          smallint NOT NULL CHECK (size BETWEEN 1 AND 15),
    generation    smallint NOT NULL,
    state         text     NOT NULL CHECK (state IN ('GENERATED', 'PRINTED', 'IN_TRANSIT', 'IN_STOCK', 'HANDED_OVER',
                                                     'BLOCKED', 'REPLACED', 'MISSING', 'WITHDRAWN', 'CANCELLED')),
    CONSTRAINT a_span_is_of_booklets CHECK (1 <= first_booklet AND first_booklet <= last_booklet),
    CONSTRAINT a_booklet_handed_over_stands_alone
        CHECK (first_booklet = last_booklet OR state NOT IN ('HANDED_OVER', 'BLOCKED', 'REPLACED'))
);
CREATE INDEX span_by_lot ON booklets.span (lot, state);
CREATE INDEX span_in_stock ON booklets.span (holder, lot) WHERE state = 'IN_STOCK';
CREATE INDEX span_missing ON booklets.span (since) WHERE state = 'MISSING';
REVOKE INSERT ON booklets.span, booklets.numbering FROM fairpass_app;
GRANT UPDATE (holder, lot, since, state) ON booklets.span TO fairpass_app;

-- Draws the next numbers and makes their booklets, one span; answers its first number.
CREATE FUNCTION booklets.make_span(
    how_many bigint, holder uuid, lot integer, since date, size integer, generation integer, state text
) RETURNS bigint LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH drawn AS (UPDATE booklets.numbering SET last_number = last_number + how_many RETURNING last_number)
    INSERT INTO booklets.span (first_booklet, last_booklet, holder, lot, since, size, generation, state)
    SELECT last_number - how_many + 1, last_number, make_span.holder, make_span.lot, make_span.since, make_span.size,
           make_span.generation, make_span.state
      FROM drawn
    RETURNING first_booklet
$$;

-- Makes a span begin at each of some numbers, each given once. The caller has locked the spans it cuts; one that
-- another cut meanwhile is left as it is, so that spans never overlap whoever calls.
CREATE FUNCTION booklets.cut(numbers bigint[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    WITH piece AS (
        SELECT whole.first_booklet AS cut_from, whole.last_booklet AS cut_until, n.number AS first_booklet,
               lead(n.number, 1, whole.last_booklet + 1) OVER (PARTITION BY whole.first_booklet ORDER BY n.number) - 1
                   AS last_booklet
          FROM unnest(numbers) AS n (number)
         CROSS JOIN LATERAL (
               SELECT s.first_booklet, s.last_booklet
                 FROM booklets.span s
                WHERE s.first_booklet <= n.number
                ORDER BY s.first_booklet DESC
                LIMIT 1) AS whole
         WHERE whole.first_booklet < n.number
           AND n.number <= whole.last_booklet
    ), kept AS (
        UPDATE booklets.span s
           SET last_booklet = p.first_piece - 1
          FROM (SELECT cut_from, cut_until, min(first_booklet) AS first_piece
                  FROM piece
                 GROUP BY cut_from, cut_until) AS p
         WHERE s.first_booklet = p.cut_from
           AND s.last_booklet = p.cut_until
        RETURNING s.first_booklet, s.holder, s.lot, s.since, s.size, s.generation, s.state
    )
    INSERT INTO booklets.span (first_booklet, last_booklet, holder, lot, since, size, generation, state)
    SELECT p.first_booklet, p.last_booklet, k.holder, k.lot, k.since, k.size, k.generation, k.state
      FROM piece p
      JOIN kept k ON k.first_booklet = p.cut_from;
END $$;
REVOKE EXECUTE ON FUNCTION
    booklets.make_span(bigint, uuid, integer, date, integer, integer, text), booklets.cut(bigint[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
    booklets.make_span(bigint, uuid, integer, date, integer, integer, text), booklets.cut(bigint[]) TO fairpass_app;

-- The spans that some booklets are in, each once for each range that meets it. Written so that PostgreSQL reads it into
-- the statement around it and goes by the primary key.
CREATE FUNCTION booklets.spans_of(numbers int8multirange) RETURNS SETOF booklets.span LANGUAGE sql STABLE AS $$
    SELECT s.first_booklet, s.last_booklet, s.holder, s.lot, s.since, s.size, s.generation, s.state
      FROM unnest(numbers) AS asked (range)
     CROSS JOIN LATERAL (
           SELECT b.first_booklet
             FROM booklets.span b
            WHERE b.first_booklet <= lower(asked.range)
            ORDER BY b.first_booklet DESC
            LIMIT 1) AS earliest
      JOIN booklets.span s ON s.first_booklet BETWEEN earliest.first_booklet AND upper(asked.range) - 1
       AND s.last_booklet >= lower(asked.range)
$$;

-- Locks, in order of their numbers, those of these spans that stand in one of some states and are held by one
-- organisation, or whoever holds them when none is given; and gives them as they are. Who had to wait may find the span
-- cut or changed by whom it waited for, and looks again from there: so every lock is taken above those already held.
CREATE FUNCTION booklets.lock_spans(numbers int8multirange, states text[], held_by uuid) RETURNS SETOF booklets.span
    LANGUAGE plpgsql AS $$
DECLARE
    seen       booklets.span;
    locked     booklets.span;
    reached    bigint := 0;
    is_changed boolean;
BEGIN
    LOOP
        is_changed := false;
        FOR seen IN
            SELECT s.*
              FROM booklets.spans_of(numbers) s
             WHERE s.last_booklet > reached
               AND s.state = ANY (states)
               AND (held_by IS NULL OR s.holder = held_by)
             ORDER BY s.first_booklet
        LOOP
            CONTINUE WHEN seen.last_booklet <= reached;
            SELECT s.* INTO locked FROM booklets.span s WHERE s.first_booklet = seen.first_booklet FOR UPDATE;
            is_changed := locked IS DISTINCT FROM seen;
            EXIT WHEN is_changed;
            RETURN NEXT locked;
            reached := locked.last_booklet;
        END LOOP;
        EXIT WHEN NOT is_changed;
    END LOOP;
END $$;

-- Every step of a range of booklets: who, when, why (R-334), and who answers for them after it (R-066).
CREATE TABLE booklets.step (
    id            bigint      NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    code          text        NOT NULL,
    first_booklet bigint      NOT NULL,
    last_booklet  bigint      NOT NULL,
    holder        uuid        NOT NULL,
    done_at       timestamptz NOT NULL,
    done_by       text        NOT NULL,
    organisation  uuid,
    why           text        NOT NULL,
    CONSTRAINT a_step_is_of_a_range CHECK (last_booklet >= first_booklet)
);
CREATE INDEX step_by_booklet ON booklets.step USING gist (int8range(first_booklet, last_booklet, '[]'));

-- Chain of custody: a move is sent and received, never teleported (R-065, R-066).
CREATE TABLE booklets.move (
    id           uuid        NOT NULL PRIMARY KEY,
    kind         text        NOT NULL CHECK (kind IN ('DELIVERY', 'TRANSFER')),
    sender       uuid        NOT NULL,
    receiver     uuid        NOT NULL,
    sent_at      timestamptz NOT NULL,
    sent_by      text        NOT NULL,
    completed_at timestamptz,
    CONSTRAINT a_move_changes_hands CHECK (sender <> receiver)
);
CREATE INDEX move_by_receiver ON booklets.move (receiver, sent_at DESC);
CREATE INDEX move_by_sender ON booklets.move (sender, sent_at DESC);
GRANT UPDATE (completed_at) ON booklets.move TO fairpass_app;

-- A share-out as it was asked, so that an id never stands for two of them; its moves follow from its id.
CREATE TABLE booklets.allocation (
    id         uuid        NOT NULL PRIMARY KEY,
    lot        uuid        NOT NULL,
    fixed_each bigint      NOT NULL CHECK (fixed_each >= 0),
    weights    text        NOT NULL,
    asked_at   timestamptz NOT NULL,
    asked_by   text        NOT NULL
);

-- What payers ask of distributors about their stock (R-032); asked once, answered by a move.
CREATE TABLE booklets.transfer_request (
    id               uuid        NOT NULL PRIMARY KEY,
    voucher_order    uuid        NOT NULL,
    from_distributor uuid        NOT NULL,
    to_distributor   uuid        NOT NULL,
    booklets         bigint      NOT NULL CHECK (booklets > 0),
    asked_at         timestamptz NOT NULL,
    asked_by         text        NOT NULL,
    CONSTRAINT a_transfer_goes_elsewhere CHECK (from_distributor <> to_distributor)
);

-- The ranges of a move, open while the booklets travel; what is counted in is cut off. All rows are what was sent.
CREATE TABLE booklets.move_range (
    move          uuid        NOT NULL REFERENCES booklets.move,
    first_booklet bigint      NOT NULL,
    last_booklet  bigint      NOT NULL,
    ending        text        CHECK (ending IN ('COUNTED', 'MISSING', 'HANDED_OVER', 'WITHDRAWN', 'CANCELLED')),
    ended_at      timestamptz,
    ended_by      text,
    PRIMARY KEY (move, first_booklet),
    CONSTRAINT a_move_is_of_ranges CHECK (last_booklet >= first_booklet),
    CONSTRAINT what_ended_says_how_and_by_whom CHECK (num_nulls(ending, ended_at, ended_by) IN (0, 3)),
    CONSTRAINT a_booklet_is_on_one_way_at_a_time
        EXCLUDE USING gist (int8range(first_booklet, last_booklet, '[]') WITH &&) WHERE (ended_at IS NULL)
);
GRANT UPDATE (last_booklet, ending, ended_at, ended_by) ON booklets.move_range TO fairpass_app;

-- A difference between what was sent and what was counted, with the numbers as they were that day (R-064).
CREATE TABLE booklets.incident (
    id          uuid           NOT NULL PRIMARY KEY,
    move        uuid           NOT NULL REFERENCES booklets.move,
    kind        text           NOT NULL CHECK (kind IN ('MISSING', 'UNEXPECTED')),
    numbers     int8multirange NOT NULL CONSTRAINT an_incident_is_about_booklets CHECK (NOT isempty(numbers)),
    opened_at   timestamptz    NOT NULL,
    opened_by   text           NOT NULL,
    closed_at   timestamptz,
    closed_by   text,
    explanation text,
    CONSTRAINT a_closed_incident_is_explained CHECK (num_nulls(closed_at, closed_by, explanation) IN (0, 3))
);
CREATE INDEX incident_open ON booklets.incident (move) WHERE closed_at IS NULL;
GRANT UPDATE (closed_at, closed_by, explanation) ON booklets.incident TO fairpass_app;

-- No column can hold a name (R-074). An inferred hand-over may be told late, once; it stays counted apart (R-078).
CREATE TABLE booklets.hand_over (
    booklet          bigint      NOT NULL PRIMARY KEY,
    id               uuid        NOT NULL CONSTRAINT a_hand_over_is_asked_once UNIQUE,
    handed_over_on   date        NOT NULL,
    recorded_at      timestamptz NOT NULL,
    distributor      uuid        NOT NULL,
    agent            text        NOT NULL,
    audience         text        NOT NULL,
    channel          text        NOT NULL,
    is_inferred      boolean     NOT NULL,
    late_record      uuid        UNIQUE,
    late_recorded_at timestamptz,
    late_recorded_by text,
    CONSTRAINT only_an_inferred_hand_over_is_told_late
        CHECK (num_nulls(late_record, late_recorded_at, late_recorded_by) IN (0, 3)
               AND (is_inferred OR late_record IS NULL))
);
CREATE INDEX hand_over_by_distributor ON booklets.hand_over (distributor, handed_over_on);
GRANT UPDATE (audience, channel, late_record, late_recorded_at, late_recorded_by) ON booklets.hand_over TO fairpass_app;

-- A block of a booklet that was replaced is never lifted: what was lost stays worth nothing.
CREATE TABLE booklets.block (
    booklet     bigint      NOT NULL REFERENCES booklets.hand_over,
    place       integer     NOT NULL,
    loss        text        NOT NULL CHECK (loss IN ('LOST', 'STOLEN', 'DAMAGED')),
    reported_at timestamptz NOT NULL,
    reported_by text        NOT NULL,
    lifted_at   timestamptz,
    lifted_by   text,
    PRIMARY KEY (booklet, place),
    CONSTRAINT a_lifted_block_says_by_whom CHECK (num_nulls(lifted_at, lifted_by) IN (0, 2))
);
CREATE UNIQUE INDEX a_booklet_is_blocked_once_at_a_time ON booklets.block (booklet) WHERE lifted_at IS NULL;
GRANT UPDATE (lifted_at, lifted_by) ON booklets.block TO fairpass_app;

-- The new booklet takes over the unused vouchers, once; ranks are those of the old booklet.
CREATE TABLE booklets.replacement (
    booklet     bigint      NOT NULL PRIMARY KEY REFERENCES booklets.hand_over,
    id          uuid        NOT NULL CONSTRAINT a_replacement_is_asked_once UNIQUE,
    replaced_by bigint      NOT NULL CONSTRAINT a_booklet_replaces_one UNIQUE REFERENCES booklets.hand_over,
    ranks       smallint[]  NOT NULL CHECK (cardinality(ranks) BETWEEN 1 AND 15),
    replaced_at timestamptz NOT NULL,
    done_by     text        NOT NULL
);

CREATE TABLE booklets.withdrawal (
    first_booklet bigint      NOT NULL PRIMARY KEY,
    last_booklet  bigint      NOT NULL,
    act           uuid        NOT NULL,
    withdrawn_on  date        NOT NULL,
    recorded_at   timestamptz NOT NULL,
    done_by       text        NOT NULL,
    why           text        NOT NULL,
    CONSTRAINT a_withdrawal_is_of_a_range CHECK (last_booklet >= first_booklet),
    CONSTRAINT a_booklet_is_withdrawn_once EXCLUDE USING gist (int8range(first_booklet, last_booklet, '[]') WITH &&)
);
CREATE INDEX withdrawal_by_act ON booklets.withdrawal (act);

-- Logos that a payer gave for an order, and the wording of each proof: what is printed is what was approved (R-015).
CREATE TABLE booklets.logo (
    voucher_order uuid        NOT NULL,
    digest        text        NOT NULL CHECK (length(digest) = 64),
    file          bytea       NOT NULL,
    entered_at    timestamptz NOT NULL,
    entered_by    text        NOT NULL,
    PRIMARY KEY (voucher_order, digest)
);
GRANT UPDATE (entered_at, entered_by) ON booklets.logo TO fairpass_app;

CREATE TABLE booklets.wording (
    voucher_order     uuid    NOT NULL,
    proof             text    NOT NULL CHECK (length(proof) = 64),
    payer_name        text    NOT NULL,
    payer_message     text    NOT NULL,
    logo              text,
    cooperative_name  text    NOT NULL,
    cooperative_phone text    NOT NULL,
    cooperative_site  text    NOT NULL,
    face_cents        bigint  NOT NULL,
    first_day         date    NOT NULL,
    last_day          date    NOT NULL,
    starts_later      boolean NOT NULL,
    perimeter         text,
    publics           text,
    service_path      text,
    is_regulated      boolean NOT NULL,
    PRIMARY KEY (voucher_order, proof),
    FOREIGN KEY (voucher_order, logo) REFERENCES booklets.logo
);

-- The right to make the printing file of a range, used once; a download that failed is opened again by another person.
CREATE TABLE booklets.print_file (
    id                    uuid        NOT NULL PRIMARY KEY,
    first_booklet         bigint      NOT NULL,
    last_booklet          bigint      NOT NULL,
    certificate_digest    text        NOT NULL,
    downloaded_at         timestamptz NOT NULL,
    downloaded_by         text        NOT NULL,
    written_at            timestamptz,
    fingerprint           text,
    reopened_at           timestamptz,
    reopened_by           text,
    reopened_because      text,
    acknowledged_at       timestamptz,
    acknowledged_by       text,
    booklets_made         bigint,
    fingerprint_made      text,
    gap_explained_at      timestamptz,
    gap_explained_by      text,
    gap_explanation       text,
    CONSTRAINT a_file_written_has_a_fingerprint CHECK (num_nulls(written_at, fingerprint) IN (0, 2)),
    CONSTRAINT a_file_opened_again_says_why
        CHECK (num_nulls(reopened_at, reopened_by, reopened_because) IN (0, 3) AND reopened_by <> downloaded_by),
    CONSTRAINT only_what_was_written_is_acknowledged
        CHECK (num_nulls(acknowledged_at, acknowledged_by, booklets_made, fingerprint_made) IN (0, 4)
               AND (acknowledged_at IS NULL OR (written_at IS NOT NULL AND reopened_at IS NULL))),
    CONSTRAINT a_gap_is_explained_by_someone
        CHECK (num_nulls(gap_explained_at, gap_explained_by, gap_explanation) IN (0, 3)),
    CONSTRAINT the_codes_of_a_booklet_are_given_once
        EXCLUDE USING gist (int8range(first_booklet, last_booklet, '[]') WITH &&) WHERE (reopened_at IS NULL)
);
GRANT UPDATE (written_at, fingerprint, reopened_at, reopened_by, reopened_because, acknowledged_at, acknowledged_by,
              booklets_made, fingerprint_made, gap_explained_at, gap_explained_by, gap_explanation)
    ON booklets.print_file TO fairpass_app;

-- Generations of the key ring that this database was used with: a wrong ring is noticed at start.
CREATE TABLE booklets.key_generation (
    id          smallint    NOT NULL PRIMARY KEY,
    fingerprint text        NOT NULL UNIQUE,
    created_at  timestamptz NOT NULL
);

-- What other rooms may read of booklets that stand alike. Those handed over stand alone, with what is known of each.
CREATE VIEW booklets.span_facts AS
SELECT s.first_booklet, s.last_booklet, s.last_booklet - s.first_booklet + 1 AS booklets,
       s.lot, s.size, s.generation, s.state, s.holder, s.since,
       h.handed_over_on, h.distributor, h.is_inferred, h.audience, h.channel,
       r.ranks AS replaced_ranks, r.replaced_at, r.replaced_by,
       o.booklet AS replaces,
       k.reported_at AS blocked_at,
       CASE WHEN s.state = 'WITHDRAWN' THEN s.since END AS withdrawn_on
  FROM booklets.span s
  LEFT JOIN booklets.hand_over h ON h.booklet = s.first_booklet
  LEFT JOIN booklets.replacement r ON r.booklet = s.first_booklet
  LEFT JOIN booklets.replacement o ON o.replaced_by = s.first_booklet
  LEFT JOIN booklets.block k ON k.booklet = s.first_booklet AND k.lifted_at IS NULL;

-- The same for one booklet, whatever span it is in; nothing for a number that was never drawn. Read into the statement
-- around it, as above: redemption asks for a thousand at once. OFFSET 0 keeps the span from being looked for otherwise
-- than by its first number, whatever the planner believes of a table that grew since it last counted.
CREATE FUNCTION booklets.booklet_facts(number bigint) RETURNS SETOF booklets.span_facts LANGUAGE sql STABLE AS $$
    SELECT known.*
      FROM (SELECT s.first_booklet
              FROM booklets.span s
             WHERE s.first_booklet <= number
             ORDER BY s.first_booklet DESC
             LIMIT 1) AS found
     CROSS JOIN LATERAL (
           SELECT f.*
             FROM booklets.span_facts f
            WHERE f.first_booklet = found.first_booklet
              AND f.last_booklet >= number
           OFFSET 0) AS known
$$;
