-- What the cooperative corrected of an organisation: what it was called and where it was before, and why. What was
-- already invoiced keeps the words of its day.
CREATE TABLE directory.organisation_correction (
    organisation uuid        NOT NULL REFERENCES directory.organisation,
    place        integer     NOT NULL CHECK (place > 0),
    was_called   text        NOT NULL CHECK (was_called <> ''),
    was_at       text        NOT NULL,
    why          text        NOT NULL CHECK (why <> ''),
    corrected_at timestamptz NOT NULL,
    corrected_by text        NOT NULL,
    PRIMARY KEY (organisation, place)
);
GRANT SELECT, INSERT ON directory.organisation_correction TO fairpass_app;
GRANT UPDATE (street, postal_code, town, commune, email, telephone) ON directory.organisation TO fairpass_app;

CREATE OR REPLACE VIEW directory.act AS
SELECT granted_at AS at, granted_by AS author, organisation, 'PEOPLE' AS kind, 'ROLE_GRANTED' AS what,
       'directory:Role.' || role AS detail, 'person/' || person AS subject, '' AS why
  FROM directory.membership
 UNION ALL
SELECT revoked_at, revoked_by, organisation, 'PEOPLE', 'ROLE_REVOKED', 'directory:Role.' || role,
       'person/' || person, coalesce('directory:RoleEnd.' || revoked_because || coalesce(' ' || revoked_words, ''), '')
  FROM directory.membership
 WHERE revoked_at IS NOT NULL
 UNION ALL
SELECT created_at, created_by, organisation, 'PEOPLE', 'KEY_CREATED', '', 'key/' || id, ''
  FROM directory.api_key
 UNION ALL
SELECT revoked_at, revoked_by, organisation, 'PEOPLE', 'KEY_REVOKED', '', 'key/' || id, ''
  FROM directory.api_key
 WHERE revoked_at IS NOT NULL
 UNION ALL
SELECT declared_at, declared_by, organisation, 'BANK_ACCOUNT', 'ACCOUNT_DECLARED', '', 'account/' || id, ''
  FROM directory.bank_account
 UNION ALL
SELECT validated_at, validated_by, organisation, 'BANK_ACCOUNT', 'ACCOUNT_VALIDATED', '', 'account/' || id,
       coalesce(frozen_because, '')
  FROM directory.bank_account
 WHERE validated_at IS NOT NULL AND validated_by IS NOT NULL
 UNION ALL
SELECT registered_at, registered_by, id, 'PEOPLE', 'ORGANISATION_REGISTERED', '', 'organisation/' || id, ''
  FROM directory.organisation
 WHERE registered_by IS NOT NULL
 UNION ALL
SELECT refused_at, refused_by, organisation, 'BANK_ACCOUNT', 'ACCOUNT_REFUSED', '', 'account/' || id, refused_because
  FROM directory.bank_account
 WHERE refused_at IS NOT NULL
 UNION ALL
SELECT corrected_at, corrected_by, organisation, 'PEOPLE', 'ORGANISATION_CORRECTED', '',
       'organisation/' || organisation, why
  FROM directory.organisation_correction;
