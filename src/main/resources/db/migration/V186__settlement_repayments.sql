-- What a provider paid back of its debt, or was let off (M09, M33, M34): taken into one statement, whose carry-over it
-- lifts, so that it is not withheld again.
CREATE TABLE settlement.repayment (
    movement     text   NOT NULL CHECK (movement IN ('M09', 'M33', 'M34')),
    cause        uuid   NOT NULL,
    statement    text   NOT NULL REFERENCES settlement.statement,
    received_on  date   NOT NULL,
    amount_cents bigint NOT NULL CHECK (amount_cents > 0),
    CONSTRAINT a_repayment_is_taken_once PRIMARY KEY (movement, cause)
);
CREATE INDEX repayment_by_statement ON settlement.repayment (statement);

-- The carry-over has the repayments in it: above zero when they paid for a claim that was advanced and that this very
-- statement corrects.
ALTER TABLE settlement.statement DROP CONSTRAINT statement_carried_in_cents_check;

-- Which repayments a statement has taken; the books count the others by themselves.
CREATE VIEW settlement.repayment_taken AS SELECT movement, cause, statement, amount_cents FROM settlement.repayment;

GRANT SELECT, INSERT ON settlement.repayment TO fairpass_app;
GRANT SELECT ON settlement.repayment_taken TO fairpass_app;
