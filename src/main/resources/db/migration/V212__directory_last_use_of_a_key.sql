-- The last day on which a key opened something: what nobody uses is found and revoked. The day and no more, for what a
-- program does is its organisation's affair.
ALTER TABLE directory.api_key ADD COLUMN last_used_on date;
GRANT UPDATE (last_used_on) ON directory.api_key TO fairpass_app;
