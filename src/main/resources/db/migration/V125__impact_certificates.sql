-- What was certified to co-funders.
CREATE SCHEMA impact;

-- What was certified to a co-funder, so that the next certificate says what changed (R-058).
CREATE TABLE impact.certificate (
    number        text        NOT NULL PRIMARY KEY,
    id            uuid        NOT NULL CONSTRAINT a_certificate_is_asked_once UNIQUE,
    voucher_order uuid        NOT NULL,
    funder        uuid        NOT NULL,
    as_of         date        NOT NULL,
    redeemed      bigint      NOT NULL,
    amount_cents  bigint      NOT NULL,
    certified_at  timestamptz NOT NULL,
    certified_by  text        NOT NULL
);
CREATE INDEX certificate_of_a_funder ON impact.certificate (voucher_order, funder, certified_at DESC);
