-- What each examination of the database found: an operator reads the last one without having been there.
CREATE SCHEMA doctor;
GRANT USAGE ON SCHEMA doctor TO fairpass_app;

CREATE TABLE doctor.examination (
    place       bigint      NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    examined_at timestamptz NOT NULL,
    invariants  integer     NOT NULL CHECK (invariants > 0),
    wrong       text[]      NOT NULL
);
GRANT SELECT, INSERT ON doctor.examination TO fairpass_app;
