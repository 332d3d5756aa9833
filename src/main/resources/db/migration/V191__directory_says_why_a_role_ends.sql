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
