-- What waits for money moved between our accounts can be ordered again once a first transfer was cancelled: a transfer
-- has an id of its own, and names what waits for it.
ALTER TABLE bank.internal_transfer ADD subject uuid;
UPDATE bank.internal_transfer SET subject = id WHERE purpose IS NOT NULL;
ALTER TABLE bank.internal_transfer
    ADD CONSTRAINT a_purpose_says_what_waits CHECK (num_nonnulls(purpose, subject) IN (0, 2));
CREATE UNIQUE INDEX one_transfer_for_what_waits ON bank.internal_transfer (purpose, subject)
    WHERE cancelled_at IS NULL AND purpose IS NOT NULL;
