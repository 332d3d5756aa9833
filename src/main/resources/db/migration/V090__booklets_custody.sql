-- Booklets and who answers for each of them. A voucher that nobody has spent has no row: its code is its number,
-- encrypted (decision 0007). By default the application may read and add; what it may change is said under each table.
CREATE SCHEMA booklets;

-- Numbers follow each other, so that a lot is one range; a draw that is rolled back gives its numbers back.
CREATE TABLE booklets.numbering (
    only_one    boolean NOT NULL DEFAULT true PRIMARY KEY CHECK (only_one),
    last_number bigint  NOT NULL CONSTRAINT booklet_numbers_have_nine_digits CHECK (last_number BETWEEN 0 AND 999999999)
);
INSERT INTO booklets.numbering (last_number) VALUES (0);
GRANT UPDATE (last_number) ON booklets.numbering TO fairpass_app;

-- Kept narrow: a country has millions. What happens to few of them is in tables of its own.
-- The holder is the organisation that answers for the booklet: the sender while it travels, and, once handed over,
-- the distributor it came from, as nothing is known of the person. "since" is the day it came to its state.
CREATE TABLE booklets.booklet (
    number     bigint   NOT NULL PRIMARY KEY CHECK (number BETWEEN 1 AND 999999999),
    holder     uuid     NOT NULL,
    lot        integer  NOT NULL,
    since      date     NOT NULL,
    size       smallint NOT NULL CHECK (size BETWEEN 1 AND 15),
    generation smallint NOT NULL,
    state      text     NOT NULL CHECK (state IN ('GENERATED', 'PRINTED', 'IN_TRANSIT', 'IN_STOCK', 'HANDED_OVER',
                                                  'BLOCKED', 'REPLACED', 'MISSING', 'WITHDRAWN', 'CANCELLED'))
);
CREATE INDEX booklet_in_stock ON booklets.booklet (holder, lot) WHERE state = 'IN_STOCK';
CREATE INDEX booklet_not_out_yet ON booklets.booklet (lot, state)
    WHERE state IN ('GENERATED', 'PRINTED', 'IN_TRANSIT', 'IN_STOCK', 'MISSING');
CREATE INDEX booklet_missing ON booklets.booklet (since) WHERE state = 'MISSING';
GRANT UPDATE (holder, lot, since, state) ON booklets.booklet TO fairpass_app;

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
    booklet          bigint      NOT NULL PRIMARY KEY REFERENCES booklets.booklet,
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
    booklet     bigint      NOT NULL REFERENCES booklets.booklet,
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
    booklet     bigint      NOT NULL PRIMARY KEY REFERENCES booklets.booklet,
    id          uuid        NOT NULL CONSTRAINT a_replacement_is_asked_once UNIQUE,
    replaced_by bigint      NOT NULL CONSTRAINT a_booklet_replaces_one UNIQUE REFERENCES booklets.booklet,
    ranks       smallint[]  NOT NULL CHECK (cardinality(ranks) BETWEEN 1 AND 15),
    replaced_at timestamptz NOT NULL,
    done_by     text        NOT NULL
);

CREATE TABLE booklets.withdrawal (
    booklet      bigint      NOT NULL PRIMARY KEY REFERENCES booklets.booklet,
    act          uuid        NOT NULL,
    withdrawn_on date        NOT NULL,
    recorded_at  timestamptz NOT NULL,
    done_by      text        NOT NULL,
    why          text        NOT NULL
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

-- What other rooms may read of a booklet.
CREATE VIEW booklets.booklet_facts AS
SELECT b.number, b.lot, b.size, b.generation, b.state, b.holder, b.since,
       h.handed_over_on, h.distributor, h.is_inferred, h.audience, h.channel,
       r.ranks AS replaced_ranks, r.replaced_at, r.replaced_by,
       o.booklet AS replaces,
       k.reported_at AS blocked_at,
       w.withdrawn_on
  FROM booklets.booklet b
  LEFT JOIN booklets.hand_over h ON h.booklet = b.number
  LEFT JOIN booklets.replacement r ON r.booklet = b.number
  LEFT JOIN booklets.replacement o ON o.replaced_by = b.number
  LEFT JOIN booklets.block k ON k.booklet = b.number AND k.lifted_at IS NULL
  LEFT JOIN booklets.withdrawal w ON w.booklet = b.number;
