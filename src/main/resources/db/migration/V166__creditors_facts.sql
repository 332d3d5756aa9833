-- What the file of what is owed to each must know of other rooms, so that it adds up to the books to the cent (R-206).
CREATE OR REPLACE VIEW settlement.statement_facts AS
SELECT number, id, provider, month, redemptions, face_cents, fee_cents, vat_cents, contribution_cents, set_off_cents,
       correction_cents, carried_in_cents, net_cents, fee_invoice, state, due_on, paid_on, transfer, carried_to
  FROM settlement.statement;

-- Claims on providers that the cooperative advanced and no statement has withheld yet: the books already count them.
CREATE VIEW settlement.advanced_claim AS
SELECT id, provider, credit_note FROM settlement.claim WHERE advanced_at IS NOT NULL AND statement IS NULL;

-- A refund that was paid once and came back is owed by another account than one that never left.
CREATE OR REPLACE VIEW expiry.refunded AS
SELECT id, voucher_order, amount_cents, state, paid_on, posted_as IS NOT NULL AS was_paid FROM expiry.refund;

CREATE VIEW orders.face_receipt AS
SELECT r.id, v.voucher_order, r.source, r.amount_cents, r.set_off_from, v.cancelled_by IS NOT NULL AS is_cancelled
  FROM orders.receipt r
  JOIN orders.receivable v ON v.document = r.document
 WHERE v.kind = 'FACE';

-- What was received and is not known whose, that on its way back included: it is there until the bank says it left.
CREATE VIEW bank.parked_owed AS
SELECT p.entry, p.account, e.booked_on,
       (p.amount_cents
        - coalesce((SELECT sum(t.amount_cents) FROM bank.parked_take t WHERE t.entry = p.entry), 0))::bigint
       AS owed_cents
  FROM bank.parked p
  JOIN bank.entry e ON e.id = p.entry;

GRANT SELECT ON settlement.advanced_claim, orders.face_receipt, bank.parked_owed TO fairpass_app;
