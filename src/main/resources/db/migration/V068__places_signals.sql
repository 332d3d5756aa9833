-- What anybody who reads a place's page may tell about it (R-081): a task for its provider and for the hub. Nobody's
-- name is asked, and no address is kept.
CREATE TABLE places.signal (
    id          uuid        NOT NULL PRIMARY KEY,
    place       uuid        NOT NULL REFERENCES places.place,
    kind        text        NOT NULL CHECK (kind IN ('CLOSED', 'HOURS', 'CONTACT', 'ADDRESS', 'PRICES', 'OTHER')),
    words       text        NOT NULL CHECK (length(words) <= 1000),
    told_at     timestamptz NOT NULL,
    state       text        NOT NULL DEFAULT 'OPEN' CHECK (state IN ('OPEN', 'CORRECTED', 'NOT_SO')),
    answer      text        NOT NULL DEFAULT '',
    answered_at timestamptz,
    answered_by text,
    CONSTRAINT an_answer_has_a_time_and_an_author
        CHECK ((state = 'OPEN') = (answered_at IS NULL) AND (answered_at IS NULL) = (answered_by IS NULL))
);
CREATE INDEX signal_by_place ON places.signal (place, told_at);
CREATE INDEX open_signal ON places.signal (told_at) WHERE state = 'OPEN';

GRANT SELECT, INSERT ON places.signal TO fairpass_app;
GRANT UPDATE (words, state, answer, answered_at, answered_by) ON places.signal TO fairpass_app;
