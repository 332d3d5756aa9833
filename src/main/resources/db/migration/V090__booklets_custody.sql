-- Booklets and who holds them. A voucher that nobody has spent has no row: its code is its number, encrypted (decision
-- 0007).
CREATE SCHEMA booklets;
GRANT USAGE ON SCHEMA booklets TO fairpass_app;

CREATE SEQUENCE booklets.booklet_number AS bigint MAXVALUE 999999999;

-- Kept narrow: a country has millions. What happens to few of them is in tables of its own.
CREATE TABLE booklets.booklet (
    number     bigint   NOT NULL PRIMARY KEY CHECK (number BETWEEN 1 AND 999999999),
    holder     uuid,
    lot        integer  NOT NULL,
    size       smallint NOT NULL CHECK (size BETWEEN 1 AND 15),
    generation smallint NOT NULL,
    state      text     NOT NULL CHECK (state IN ('GENERATED', 'PRINTED', 'IN_TRANSIT', 'IN_STOCK', 'HANDED_OVER',
                                                  'BLOCKED', 'REPLACED', 'MISSING', 'WITHDRAWN', 'CANCELLED')),
    CONSTRAINT who_holds_stock_is_known CHECK (holder IS NOT NULL OR state IN ('GENERATED', 'PRINTED', 'CANCELLED'))
);
CREATE INDEX booklet_in_stock ON booklets.booklet (holder, lot) WHERE state = 'IN_STOCK';

-- Every step, for a range of booklets: who, when, why (R-334).
CREATE TABLE booklets.step (
    id            bigint      NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    code          text        NOT NULL,
    first_booklet bigint      NOT NULL,
    last_booklet  bigint      NOT NULL CHECK (last_booklet >= first_booklet),
    done_at       timestamptz NOT NULL,
    done_by       text        NOT NULL,
    why           text        NOT NULL
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
CREATE TABLE booklets.move_range (
    move          uuid   NOT NULL REFERENCES booklets.move,
    first_booklet bigint NOT NULL,
    last_booklet  bigint NOT NULL CHECK (last_booklet >= first_booklet),
    received_at   timestamptz,
    received_by   text,
    PRIMARY KEY (move, first_booklet),
    CONSTRAINT a_booklet_is_on_one_way_at_a_time EXCLUDE USING gist (
        int8range(first_booklet, last_booklet, '[]') WITH &&)
        WHERE (received_at IS NULL)
);

-- A difference between what was sent and what was counted (R-064).
CREATE TABLE booklets.incident (
    id            uuid        NOT NULL PRIMARY KEY,
    move          uuid        REFERENCES booklets.move,
    first_booklet bigint      NOT NULL,
    last_booklet  bigint      NOT NULL,
    opened_at     timestamptz NOT NULL,
    opened_by     text        NOT NULL,
    closed_at     timestamptz,
    closed_by     text,
    explanation   text
);

CREATE TABLE booklets.hand_over (
    booklet        bigint      NOT NULL PRIMARY KEY REFERENCES booklets.booklet,
    handed_over_on date        NOT NULL,
    recorded_at    timestamptz NOT NULL,
    distributor    uuid        NOT NULL,
    agent          text        NOT NULL,
    audience       text        NOT NULL,
    channel        text        NOT NULL,
    is_inferred    boolean     NOT NULL
);
CREATE INDEX hand_over_by_distributor ON booklets.hand_over (distributor, handed_over_on);

CREATE TABLE booklets.block (
    booklet     bigint      NOT NULL REFERENCES booklets.booklet,
    place       integer     NOT NULL,
    reported_at timestamptz NOT NULL,
    reported_by text        NOT NULL,
    why         text        NOT NULL,
    lifted_at   timestamptz,
    lifted_by   text,
    PRIMARY KEY (booklet, place)
);
CREATE UNIQUE INDEX a_booklet_is_blocked_once_at_a_time ON booklets.block (booklet) WHERE lifted_at IS NULL;

-- The new booklet takes over the unused vouchers, once; ranks are those of the old booklet.
CREATE TABLE booklets.replacement (
    booklet     bigint      NOT NULL PRIMARY KEY REFERENCES booklets.booklet,
    replaced_by bigint      NOT NULL CONSTRAINT a_booklet_replaces_one UNIQUE REFERENCES booklets.booklet,
    ranks       smallint[]  NOT NULL CHECK (cardinality(ranks) BETWEEN 1 AND 15),
    replaced_at timestamptz NOT NULL,
    done_by     text        NOT NULL
);

CREATE TABLE booklets.withdrawal (
    booklet      bigint      NOT NULL PRIMARY KEY REFERENCES booklets.booklet,
    withdrawn_on date        NOT NULL,
    recorded_at  timestamptz NOT NULL,
    done_by      text        NOT NULL,
    why          text        NOT NULL
);

-- The right to make the printing file of a lot, used once and then closed (R-180).
CREATE TABLE booklets.print_file (
    lot             integer     NOT NULL PRIMARY KEY,
    certificate_sha text        NOT NULL,
    downloaded_at   timestamptz NOT NULL,
    downloaded_by   text        NOT NULL,
    acknowledged_at timestamptz,
    acknowledged_by text,
    booklets_made   bigint,
    gap_explained   text
);

-- Generations of the key ring that this database was used with: a wrong ring is noticed at start.
CREATE TABLE booklets.key_generation (
    id          smallint    NOT NULL PRIMARY KEY,
    fingerprint text        NOT NULL UNIQUE,
    created_at  timestamptz NOT NULL
);

-- What redemption may read of a booklet.
CREATE VIEW booklets.booklet_facts AS
SELECT b.number, b.lot, b.size, b.generation, b.state, b.holder,
       h.handed_over_on, h.distributor, h.is_inferred, h.audience, h.channel,
       r.ranks AS replaced_ranks, r.replaced_at, r.replaced_by,
       k.reported_at AS blocked_at,
       w.withdrawn_on
  FROM booklets.booklet b
  LEFT JOIN booklets.hand_over h ON h.booklet = b.number
  LEFT JOIN booklets.replacement r ON r.booklet = b.number
  LEFT JOIN booklets.block k ON k.booklet = b.number AND k.lifted_at IS NULL
  LEFT JOIN booklets.withdrawal w ON w.booklet = b.number;

GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA booklets TO fairpass_app;
GRANT USAGE ON SEQUENCE booklets.booklet_number TO fairpass_app;
GRANT UPDATE (holder, lot, state) ON booklets.booklet TO fairpass_app;
GRANT UPDATE (completed_at) ON booklets.move TO fairpass_app;
GRANT UPDATE (received_at, received_by) ON booklets.move_range TO fairpass_app;
GRANT UPDATE (closed_at, closed_by, explanation) ON booklets.incident TO fairpass_app;
GRANT UPDATE (lifted_at, lifted_by) ON booklets.block TO fairpass_app;
GRANT UPDATE (acknowledged_at, acknowledged_by, booklets_made, gap_explained) ON booklets.print_file TO fairpass_app;
