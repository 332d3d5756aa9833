-- A provider pays its subscription by transfer, or has it set off on a statement (M25, M24). What an invoice asks for
-- is kept beside it, so that what is left to pay is known without opening each document; those issued before have it
-- from the books.
ALTER TABLE qualification.subscription
    ADD COLUMN total_cents bigint,
    ADD COLUMN vat_cents   bigint;

UPDATE qualification.subscription s
   SET total_cents = booked.total_cents,
       vat_cents = booked.vat_cents
  FROM (SELECT piece,
               sum(amount_cents) FILTER (WHERE account = 411300) AS total_cents,
               coalesce(-sum(amount_cents) FILTER (WHERE account = 445740), 0) AS vat_cents
          FROM ledger.line
         WHERE movement = 'M23'
         GROUP BY piece) AS booked
 WHERE booked.piece = s.invoice;

ALTER TABLE qualification.subscription
    ALTER COLUMN total_cents SET NOT NULL,
    ALTER COLUMN vat_cents SET NOT NULL,
    ADD CONSTRAINT a_subscription_costs_something CHECK (total_cents > 0),
    ADD CONSTRAINT the_vat_of_a_subscription_is_a_part_of_it CHECK (vat_cents >= 0 AND vat_cents < total_cents);

CREATE TABLE qualification.subscription_receipt (
    id           uuid        NOT NULL PRIMARY KEY,
    invoice      text        NOT NULL REFERENCES qualification.subscription (invoice),
    -- The line of the bank that brought it, or the statement on which it was withheld.
    entry        uuid,
    statement    text,
    amount_cents bigint      NOT NULL CHECK (amount_cents > 0),
    -- The part of the invoice's VAT that this receipt makes due (M05).
    vat_cents    bigint      NOT NULL CHECK (vat_cents >= 0 AND vat_cents <= amount_cents),
    received_on  date        NOT NULL,
    recorded_at  timestamptz NOT NULL,
    CONSTRAINT a_subscription_is_paid_by_the_bank_or_set_off CHECK (num_nonnulls(entry, statement) = 1),
    CONSTRAINT a_statement_sets_an_invoice_off_once UNIQUE (invoice, statement)
);

-- What each invoice of a subscription asks for and what came in for it; read by the room that makes statements.
CREATE VIEW qualification.subscription_owed AS
SELECT s.invoice, q.provider, s.year_from, s.total_cents, s.vat_cents,
       coalesce(r.received_cents, 0) AS received_cents
  FROM qualification.subscription s
  JOIN qualification.qualification q ON q.id = s.qualification
  LEFT JOIN (SELECT invoice, sum(amount_cents)::bigint AS received_cents
               FROM qualification.subscription_receipt
              GROUP BY invoice) AS r ON r.invoice = s.invoice;

CREATE VIEW qualification.subscription_set_off AS
SELECT statement, invoice, amount_cents, vat_cents
  FROM qualification.subscription_receipt
 WHERE statement IS NOT NULL;

GRANT SELECT, INSERT ON qualification.subscription_receipt TO fairpass_app;
GRANT SELECT ON qualification.subscription_owed, qualification.subscription_set_off TO fairpass_app;
