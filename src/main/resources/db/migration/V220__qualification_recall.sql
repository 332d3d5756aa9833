-- A draft whose candidate has no account is recalled by mail, with an address of its own: the first one is kept as a
-- digest and cannot be sent again. Each recall replaces the one before.
ALTER TABLE qualification.application
    ADD COLUMN recall_digest text CONSTRAINT an_address_recalls_one_application UNIQUE;
GRANT UPDATE (recall_digest) ON qualification.application TO fairpass_app;
