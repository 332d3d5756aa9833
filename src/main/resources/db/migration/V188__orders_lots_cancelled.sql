-- A lot that never became active is cancelled alone: a credit note lowers what the funds call asks, and gives back what
-- was already paid for it (O22 and V14 of the domain, M12 and M13).
CREATE TABLE orders.lot_cancellation (
    lot          uuid        NOT NULL PRIMARY KEY REFERENCES orders.lot (id),
    document     text        NOT NULL REFERENCES orders.receivable,
    credit_note  text        NOT NULL UNIQUE,
    unpaid_cents bigint      NOT NULL CHECK (unpaid_cents >= 0),
    paid_cents   bigint      NOT NULL CHECK (paid_cents >= 0),
    done_at      timestamptz NOT NULL,
    done_by      text        NOT NULL,
    why          text        NOT NULL,
    CONSTRAINT a_cancelled_lot_had_a_value CHECK (unpaid_cents + paid_cents > 0)
);
CREATE INDEX lot_cancellation_by_document ON orders.lot_cancellation (document);

-- Once booklets are being made, both sides agree to give up an order or one of its lots: one asks, the other answers.
CREATE TABLE orders.cancellation_ask (
    id            uuid        NOT NULL PRIMARY KEY,
    voucher_order uuid        NOT NULL REFERENCES orders.voucher_order,
    lot           uuid        REFERENCES orders.lot (id),
    side          text        NOT NULL CHECK (side IN ('PAYER', 'COOPERATIVE')),
    why           text        NOT NULL,
    asked_at      timestamptz NOT NULL,
    asked_by      text        NOT NULL,
    asked_as      text        NOT NULL,
    ended         text        CHECK (ended IN ('AGREED', 'TAKEN_BACK', 'OVERTAKEN')),
    ended_at      timestamptz,
    ended_by      text,
    is_taken_back boolean     NOT NULL GENERATED ALWAYS AS (coalesce(ended = 'TAKEN_BACK', false)) STORED,
    CONSTRAINT what_ended_says_when_and_by_whom CHECK (num_nulls(ended, ended_at, ended_by) IN (0, 3))
);
CREATE UNIQUE INDEX one_cancellation_is_asked_at_a_time ON orders.cancellation_ask (voucher_order, lot)
    NULLS NOT DISTINCT WHERE ended IS NULL;

-- What was paid for lots that were cancelled alone, while the rest of their order goes on.
CREATE VIEW orders.lot_given_back AS
SELECT v.voucher_order, c.lot, c.paid_cents AS amount_cents
  FROM orders.lot_cancellation c
  JOIN orders.receivable v ON v.document = c.document
 WHERE v.cancelled_by IS NULL;

-- As before, with the lots that were cancelled alone and what was asked and answered about it.
CREATE OR REPLACE VIEW orders.act AS
SELECT t.done_at AS at, t.done_by AS author, o.payer AS organisation, 'ORDER' AS kind, 'ORDER_STEP' AS what,
       'orders:OrderState.' || t.to_state AS detail, 'order/' || t.voucher_order AS subject, t.why
  FROM orders.transition t
  JOIN orders.voucher_order o ON o.id = t.voucher_order
 UNION ALL
SELECT c.done_at, c.done_by, o.payer, 'ORDER', 'LOT_CANCELLED', '', 'order/' || o.id, c.why
  FROM orders.lot_cancellation c
  JOIN orders.lot l ON l.id = c.lot
  JOIN orders.voucher_order o ON o.id = l.voucher_order
 UNION ALL
SELECT a.asked_at, a.asked_by, o.payer, 'ORDER', 'CANCELLATION_ASKED', '', 'order/' || o.id, a.why
  FROM orders.cancellation_ask a
  JOIN orders.voucher_order o ON o.id = a.voucher_order
 UNION ALL
SELECT a.ended_at, a.ended_by, o.payer, 'ORDER', 'CANCELLATION_TAKEN_BACK', '', 'order/' || o.id, ''
  FROM orders.cancellation_ask a
  JOIN orders.voucher_order o ON o.id = a.voucher_order
 WHERE a.is_taken_back;

GRANT SELECT, INSERT ON orders.lot_cancellation, orders.cancellation_ask TO fairpass_app;
GRANT UPDATE (ended, ended_at, ended_by) ON orders.cancellation_ask TO fairpass_app;
GRANT SELECT ON orders.lot_given_back TO fairpass_app;
