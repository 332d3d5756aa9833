-- What a desk accepts while the network is away: signed on its device, sent later, kept as it came
-- (docs/decisions/0018). A device's envelopes are numbered without gap, each names the one before, none is ever
-- changed.

-- How much may be accepted without network, as governance decided it; without a decision, nothing.
CREATE TABLE redemption.offline_allowance (
    valid_from    date        NOT NULL PRIMARY KEY,
    most_vouchers integer     NOT NULL CHECK (most_vouchers BETWEEN 0 AND 500),
    most_cents    bigint      NOT NULL CHECK (most_cents >= 0),
    most_hours    integer     NOT NULL CHECK (most_hours BETWEEN 0 AND 720),
    decided_by    text        NOT NULL CHECK (decided_by <> ''),
    decided_on    date        NOT NULL,
    minutes       text        NOT NULL CHECK (minutes <> ''),
    recorded_at   timestamptz NOT NULL,
    CONSTRAINT no_allowance_is_retroactive CHECK (valid_from >= (recorded_at AT TIME ZONE 'Europe/Paris')::date)
);

-- A browser that a person registered for one place. Its private key never leaves it.
CREATE TABLE redemption.device (
    id            uuid        NOT NULL PRIMARY KEY,
    provider      uuid        NOT NULL,
    place         uuid        NOT NULL,
    author        text        NOT NULL,
    key           bytea       NOT NULL,
    registered_at timestamptz NOT NULL
);
CREATE INDEX device_of_a_provider ON redemption.device (provider);

CREATE TABLE redemption.device_stop (
    device     uuid        NOT NULL PRIMARY KEY REFERENCES redemption.device,
    stopped_at timestamptz NOT NULL,
    stopped_by text        NOT NULL
);

-- From one contact with us to the next, what a device may accept: counted from the first envelope we had not received.
CREATE TABLE redemption.lease (
    id            uuid        NOT NULL PRIMARY KEY,
    device        uuid        NOT NULL REFERENCES redemption.device,
    first_counter integer     NOT NULL CHECK (first_counter > 0),
    most_vouchers integer     NOT NULL,
    most_cents    bigint      NOT NULL,
    issued_at     timestamptz NOT NULL,
    valid_until   timestamptz NOT NULL
);
CREATE INDEX lease_of_a_device ON redemption.lease (device, issued_at);

-- The body is what was signed. It holds no code: a digest of the QR stands for it (docs/decisions/0007).
CREATE TABLE redemption.envelope (
    id          uuid        NOT NULL CONSTRAINT an_envelope_is_received_once UNIQUE,
    device      uuid        NOT NULL REFERENCES redemption.device,
    counter     integer     NOT NULL CHECK (counter > 0),
    kind        text        NOT NULL CHECK (kind IN ('ACCEPT', 'CANCEL')),
    accepted_at timestamptz NOT NULL,
    voucher     bigint,
    face_cents  bigint      NOT NULL CHECK (face_cents >= 0),
    service     text,
    service_on  date,
    body        text        NOT NULL,
    signature   bytea       NOT NULL,
    received_at timestamptz NOT NULL,
    CONSTRAINT a_device_counts_once PRIMARY KEY (device, counter),
    CONSTRAINT what_is_accepted_is_a_voucher CHECK ((kind = 'ACCEPT') = (num_nulls(voucher, service, service_on) = 0))
);
CREATE INDEX envelope_received ON redemption.envelope (received_at);
CREATE INDEX envelope_of_a_voucher ON redemption.envelope (voucher);

-- What an envelope was answered, once. A rival is the envelope, or else the redemption, that had the voucher before.
CREATE TABLE redemption.envelope_outcome (
    envelope      uuid        NOT NULL PRIMARY KEY REFERENCES redemption.envelope (id),
    result        text        NOT NULL CHECK (result IN ('ACCEPTED', 'HELD', 'REFUSED', 'LOST', 'TAKEN_BACK')),
    reason        text,
    answer        text,
    rival         uuid,
    -- the same request had reached us before the network went away: it was answered then, and that answer stands
    was_answered  boolean     NOT NULL,
    decided_at    timestamptz NOT NULL,
    CONSTRAINT what_is_not_accepted_says_why CHECK ((result IN ('ACCEPTED', 'HELD')) = (reason IS NULL))
);

-- An acceptance that arrived first, and was not the first: an older one came in before the month was frozen.
CREATE TABLE redemption.displacement (
    envelope     uuid        NOT NULL PRIMARY KEY REFERENCES redemption.envelope (id),
    by_envelope  uuid        NOT NULL REFERENCES redemption.envelope (id),
    displaced_at timestamptz NOT NULL
);
CREATE INDEX displacement_by ON redemption.displacement (by_envelope);

GRANT SELECT, INSERT ON redemption.offline_allowance, redemption.device, redemption.device_stop, redemption.lease,
    redemption.envelope, redemption.envelope_outcome, redemption.displacement TO fairpass_app;
