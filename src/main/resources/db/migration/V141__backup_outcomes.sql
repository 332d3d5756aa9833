-- What became of each backup of this database: taken, brought back on a server of its own, compared and examined.
CREATE SCHEMA backup;
GRANT USAGE ON SCHEMA backup TO fairpass_app;

CREATE TABLE backup.outcome (
    place      bigint      NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    started_at timestamptz NOT NULL,
    ended_at   timestamptz NOT NULL,
    state      text        NOT NULL
               CHECK (state IN ('RESTORED', 'NOT_TAKEN', 'NOT_RESTORED', 'DIFFERENT', 'WRONG')),
    backup     text,
    bytes      bigint      NOT NULL CHECK (bytes >= 0),
    rows_found bigint      NOT NULL CHECK (rows_found >= 0),
    invariants integer     NOT NULL CHECK (invariants >= 0),
    wrong      text[]      NOT NULL,
    failure    text        NOT NULL,
    CONSTRAINT a_backup_ends_after_it_starts CHECK (ended_at >= started_at),
    CONSTRAINT what_is_not_good_says_why CHECK ((state = 'RESTORED') = (failure = '')),
    CONSTRAINT what_is_good_was_examined CHECK (state <> 'RESTORED' OR (invariants > 0 AND wrong = '{}'))
);

-- Since when a backup is expected: the first time the site looked for one. Before that nobody can be late.
CREATE TABLE backup.expected (
    since    timestamptz NOT NULL,
    only_one boolean     NOT NULL DEFAULT true CHECK (only_one) PRIMARY KEY
);

-- Each stretch without a good backup is told once.
CREATE TABLE backup.late (
    since      timestamptz NOT NULL PRIMARY KEY,
    noticed_at timestamptz NOT NULL
);

GRANT SELECT, INSERT ON backup.outcome, backup.expected, backup.late TO fairpass_app;
