-- Money parked by M08 may prove, once a person has looked, to be interest, a provider's repayment or our own transfer.
INSERT INTO ledger.allowed_leg (movement, debit_account, credit_account) VALUES
    ('M09', 471200, 467200),
    ('M09', 471200, 768000),
    ('M09', 471200, 580000),
    ('M09', 471100, 580000);
