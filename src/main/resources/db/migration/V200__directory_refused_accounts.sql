-- A declared bank account is refused by whoever would have validated it, with a reason.
ALTER TABLE directory.bank_account
    ADD refused_because text CHECK (refused_because <> ''),
    ADD refused_by text,
    ADD refused_at timestamptz,
    ADD CONSTRAINT a_refusal_is_whole CHECK (num_nulls(refused_because, refused_by, refused_at) IN (0, 3)),
    ADD CONSTRAINT a_refused_account_is_retired CHECK (refused_at IS NULL OR state = 'RETIRED');
GRANT UPDATE (refused_because, refused_by, refused_at) ON directory.bank_account TO fairpass_app;

-- The journal says it, and who registered an organisation (V190) and why a role ended (V191).
-- `why` may be one more constant with a sentence (room:Enum.CONSTANT), alone or before a space and words.
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
 WHERE refused_at IS NOT NULL;
