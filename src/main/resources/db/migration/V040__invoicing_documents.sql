-- Documents are numbered without gap and frozen when they are issued; only the drawing of their PDF may come later.
CREATE SCHEMA invoicing;
GRANT USAGE ON SCHEMA invoicing TO fairpass_app;

CREATE TABLE invoicing.series (
    series text    NOT NULL,
    year   integer NOT NULL,
    last   bigint  NOT NULL CHECK (last > 0),
    PRIMARY KEY (series, year)
);

CREATE TABLE invoicing.document (
    number         text        NOT NULL PRIMARY KEY,
    series         text        NOT NULL,
    year           integer     NOT NULL,
    sequence       bigint      NOT NULL,
    kind           text        NOT NULL,
    subject        uuid        NOT NULL,
    party          uuid        NOT NULL,
    issued_on      date        NOT NULL,
    recorded_at    timestamptz NOT NULL,
    content        text        NOT NULL,
    content_sha256 text        NOT NULL,
    xml            bytea,
    xml_sha256     text,
    pdf            bytea,
    pdf_sha256     text,
    drawn_at       timestamptz,
    CONSTRAINT a_number_is_used_once UNIQUE (series, year, sequence),
    CONSTRAINT a_number_is_at_most_35_characters CHECK (number ~ '^[A-Za-z0-9+_/-]{1,35}$')
);
CREATE INDEX document_by_subject ON invoicing.document (subject);
CREATE INDEX document_by_party ON invoicing.document (party, recorded_at);

CREATE FUNCTION invoicing.keep_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.pdf IS NULL
       AND to_jsonb(OLD) - 'pdf' - 'pdf_sha256' - 'drawn_at' = to_jsonb(NEW) - 'pdf' - 'pdf_sha256' - 'drawn_at' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'document % was issued: it is corrected by a credit note, not edited', OLD.number
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER documents_are_never_changed BEFORE UPDATE OR DELETE ON invoicing.document
    FOR EACH ROW EXECUTE FUNCTION invoicing.keep_frozen();

CREATE VIEW invoicing.issued AS SELECT number, kind, subject, party, issued_on FROM invoicing.document;

GRANT SELECT, INSERT ON invoicing.document, invoicing.series TO fairpass_app;
GRANT UPDATE (last) ON invoicing.series TO fairpass_app;
GRANT UPDATE (pdf, pdf_sha256, drawn_at) ON invoicing.document TO fairpass_app;
GRANT SELECT ON invoicing.issued TO fairpass_app;
