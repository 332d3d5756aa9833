-- Who entered an organisation in the directory (R-327): unknown for those entered before, and for those that a file or
-- an application entered by itself.
ALTER TABLE directory.organisation ADD COLUMN registered_by text;

CREATE OR REPLACE VIEW directory.act AS
SELECT granted_at AS at, granted_by AS author, organisation, 'PEOPLE' AS kind, 'ROLE_GRANTED' AS what,
       'directory:Role.' || role AS detail, 'person/' || person AS subject, '' AS why
  FROM directory.membership
 UNION ALL
SELECT revoked_at, revoked_by, organisation, 'PEOPLE', 'ROLE_REVOKED', 'directory:Role.' || role,
       'person/' || person, ''
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
 WHERE registered_by IS NOT NULL;
