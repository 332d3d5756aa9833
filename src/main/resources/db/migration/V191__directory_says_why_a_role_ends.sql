-- Why a role was taken away (R-327): one of a few reasons, and words when none of them says it. Programs need not say,
-- and roles that ended before did not.
ALTER TABLE directory.membership
    ADD COLUMN revoked_because text CHECK (revoked_because IN ('LEFT', 'OTHER_WORK', 'GIVEN_BY_MISTAKE',
        'ACCOUNT_IN_DANGER', 'OTHER', 'ACCOUNT_CLOSED')),
    ADD COLUMN revoked_words text,
    ADD CONSTRAINT why_a_role_ends_is_said_when_it_ends CHECK (revoked_at IS NOT NULL OR revoked_because IS NULL),
    ADD CONSTRAINT words_on_the_end_of_a_role_go_with_a_reason CHECK (
        revoked_words IS NULL OR revoked_because IS NOT NULL),
    ADD CONSTRAINT another_reason_for_the_end_of_a_role_is_in_words CHECK (
        revoked_because <> 'OTHER' OR revoked_words <> '');
GRANT UPDATE (revoked_because, revoked_words) ON directory.membership TO fairpass_app;

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
 WHERE registered_by IS NOT NULL;
