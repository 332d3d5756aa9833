-- Who proves to be whom: accounts, what they prove it with, their sessions, and what happened to them. What a person
-- may do is not here: it is a role in an organisation (directory).
CREATE SCHEMA access;
GRANT USAGE ON SCHEMA access TO fairpass_app;

-- A person who may sign in. The address was shown to be theirs by a link sent to it.
CREATE TABLE access.account (
    person    uuid        NOT NULL PRIMARY KEY,
    email     text        NOT NULL CHECK (email = lower(email)) CONSTRAINT an_address_signs_in_one_person UNIQUE,
    opened_at timestamptz NOT NULL,
    -- The last day on which the person came in: three years later the account is closed (R-324).
    seen_on   date        NOT NULL
);

-- An Argon2id hash, with its parameters and salt.
CREATE TABLE access.password (
    person uuid        NOT NULL PRIMARY KEY REFERENCES access.account,
    hash   text        NOT NULL,
    set_at timestamptz NOT NULL
);

-- The secret that a telephone shares with us, encrypted by a key that is not in the database. A code counts once: the
-- step of thirty seconds it was made for must be later than the last one that counted.
CREATE TABLE access.authenticator (
    person       uuid        NOT NULL PRIMARY KEY REFERENCES access.account,
    secret       bytea       NOT NULL,
    confirmed_at timestamptz NOT NULL,
    last_step    bigint      NOT NULL
);

-- For the day the telephone is lost; each counts once.
CREATE TABLE access.recovery_code (
    person  uuid        NOT NULL REFERENCES access.account,
    digest  text        NOT NULL,
    used_at timestamptz,
    PRIMARY KEY (person, digest)
);

-- What WebAuthn knows of a person: an opaque handle, for a passkey never learns a name.
CREATE TABLE access.passkey_holder (
    person uuid  NOT NULL PRIMARY KEY REFERENCES access.account,
    handle bytea NOT NULL UNIQUE
);

CREATE TABLE access.passkey (
    credential          bytea       NOT NULL PRIMARY KEY,
    handle              bytea       NOT NULL REFERENCES access.passkey_holder (handle),
    public_key          bytea       NOT NULL,
    signature_count     bigint      NOT NULL,
    uv_initialized      boolean     NOT NULL,
    backup_eligible     boolean     NOT NULL,
    backup_state        boolean     NOT NULL,
    transports          text        NOT NULL,
    attestation_object  bytea,
    attestation_client  bytea,
    label               text        NOT NULL,
    created_at          timestamptz NOT NULL,
    last_used_at        timestamptz NOT NULL
);
CREATE INDEX passkey_by_handle ON access.passkey (handle);

-- Who somebody is for a provider of identity (ProConnect).
CREATE TABLE access.identity (
    issuer   text        NOT NULL,
    subject  text        NOT NULL,
    person   uuid        NOT NULL REFERENCES access.account,
    bound_at timestamptz NOT NULL,
    PRIMARY KEY (issuer, subject)
);
CREATE INDEX identity_by_person ON access.identity (person);

-- A secret address sent by mail, good once and until a moment; only its SHA-256 is kept (256 random bits).
CREATE TABLE access.mailed_link (
    digest     text        NOT NULL PRIMARY KEY,
    purpose    text        NOT NULL CHECK (purpose IN ('INVITATION', 'NEW_PASSWORD', 'NEW_ADDRESS')),
    person     uuid        NOT NULL,
    email      text        NOT NULL CHECK (email = lower(email)),
    sent_by    text        NOT NULL,
    sent_at    timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at    timestamptz
);
CREATE INDEX mailed_link_by_person ON access.mailed_link (person) WHERE used_at IS NULL;

-- What was tried without success, by account and by address of the network: each alone slows the next (a SHA-256 of
-- what was typed, for people type passwords in the wrong field).
CREATE TABLE access.failed_attempt (
    id      bigint      NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    about   text        NOT NULL,
    address text        NOT NULL,
    at      timestamptz NOT NULL
);
CREATE INDEX failed_attempt_about ON access.failed_attempt (about, at);
CREATE INDEX failed_attempt_from ON access.failed_attempt (address, at);

-- What happened, for the person to read and for whoever looks for a wrong; kept a year.
CREATE TABLE access.event (
    id     bigint      NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    person uuid        NOT NULL,
    kind   text        NOT NULL,
    detail text        NOT NULL,
    author text        NOT NULL,
    at     timestamptz NOT NULL
);
CREATE INDEX event_by_person ON access.event (person, at);
CREATE INDEX event_by_time ON access.event (at);

GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA access TO fairpass_app;
GRANT UPDATE (email, seen_on) ON access.account TO fairpass_app;
GRANT UPDATE (detail) ON access.event TO fairpass_app;
GRANT DELETE ON access.account, access.passkey_holder, access.identity, access.mailed_link TO fairpass_app;
GRANT UPDATE, DELETE ON access.password, access.authenticator, access.passkey TO fairpass_app;
GRANT DELETE ON access.recovery_code, access.failed_attempt, access.event TO fairpass_app;
GRANT UPDATE (used_at) ON access.recovery_code, access.mailed_link TO fairpass_app;

-- Sessions, as Spring Session keeps them: any node reads them, and each can be ended. The identifier alone opens
-- nothing: the cookie carries a mark made with a key that is not here.
CREATE TABLE access.session (
    primary_id            char(36)     NOT NULL PRIMARY KEY,
    session_id            char(36)     NOT NULL UNIQUE,
    creation_time         bigint       NOT NULL,
    last_access_time      bigint       NOT NULL,
    max_inactive_interval integer      NOT NULL,
    expiry_time           bigint       NOT NULL,
    principal_name        varchar(100)
);
CREATE INDEX session_by_expiry ON access.session (expiry_time);
CREATE INDEX session_by_person ON access.session (principal_name);

CREATE TABLE access.session_attributes (
    session_primary_id char(36)     NOT NULL REFERENCES access.session (primary_id) ON DELETE CASCADE,
    attribute_name     varchar(200) NOT NULL,
    attribute_bytes    bytea        NOT NULL,
    PRIMARY KEY (session_primary_id, attribute_name)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON access.session, access.session_attributes TO fairpass_app;
