-- A declared bank account is refused by whoever would have validated it, with a reason.
ALTER TABLE directory.bank_account
    ADD refused_because text CHECK (refused_because <> ''),
    ADD refused_by text,
    ADD refused_at timestamptz,
    ADD CONSTRAINT a_refusal_is_whole CHECK (num_nulls(refused_because, refused_by, refused_at) IN (0, 3)),
    ADD CONSTRAINT a_refused_account_is_retired CHECK (refused_at IS NULL OR state = 'RETIRED');
GRANT UPDATE (refused_because, refused_by, refused_at) ON directory.bank_account TO fairpass_app;
