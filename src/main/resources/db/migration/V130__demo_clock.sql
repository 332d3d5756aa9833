-- The clock of a demonstration: what it showed when it was last set, and when that was. No row, as in production, and
-- the time is the machine's. The latest row counts; a clock is set anew, never corrected.
CREATE SCHEMA demo;

CREATE TABLE demo.clock (
    place  bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    shows  timestamptz NOT NULL,
    set_at timestamptz NOT NULL
);
