-- What anybody may tell of a booklet they no longer have (R-093): a task for the desk that handed it over, which
-- blocks it or says why not. A report blocks nothing by itself, for anybody may have read a number. Nobody's name is
-- asked, and no column can hold one. The desk is who answered for the booklet that day; else the cooperative does.
CREATE TABLE booklets.loss_report (
    id          uuid        NOT NULL PRIMARY KEY,
    number      text        NOT NULL CONSTRAINT a_loss_report_has_its_own_number UNIQUE CHECK (number ~ '^[0-9]{8}$'),
    loss        text        NOT NULL CHECK (loss IN ('LOST', 'STOLEN', 'DAMAGED')),
    booklet     bigint      CHECK (booklet BETWEEN 1 AND 999999999),
    desk        uuid,
    reported_at timestamptz NOT NULL,
    state       text        NOT NULL DEFAULT 'OPEN' CHECK (state IN ('OPEN', 'BLOCKED', 'DISMISSED')),
    blocked     bigint      REFERENCES booklets.hand_over,
    dismissal   text        CHECK (dismissal IN ('FOUND', 'NOTHING_LEFT', 'WRONG_NUMBER', 'NOT_CONFIRMED')),
    answered_at timestamptz,
    answered_by text,
    CONSTRAINT a_loss_report_names_a_booklet_or_a_desk CHECK (num_nonnulls(booklet, desk) > 0),
    CONSTRAINT a_loss_report_is_answered_by_someone
        CHECK (num_nulls(answered_at, answered_by) = CASE WHEN state = 'OPEN' THEN 2 ELSE 0 END),
    CONSTRAINT a_blocking_answer_names_its_booklet CHECK ((state = 'BLOCKED') = (blocked IS NOT NULL)),
    CONSTRAINT a_dismissed_loss_report_says_why CHECK ((state = 'DISMISSED') = (dismissal IS NOT NULL))
);
CREATE UNIQUE INDEX a_booklet_is_reported_once_at_a_time ON booklets.loss_report (booklet) WHERE state = 'OPEN';
CREATE INDEX loss_report_open ON booklets.loss_report (desk, reported_at) WHERE state = 'OPEN';
GRANT UPDATE (state, blocked, dismissal, answered_at, answered_by) ON booklets.loss_report TO fairpass_app;
