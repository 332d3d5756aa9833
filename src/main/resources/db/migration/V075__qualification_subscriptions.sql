-- The yearly subscription of a provider: one invoice a year of its qualification, none where nobody decided a price.
CREATE TABLE qualification.subscription (
    qualification uuid        NOT NULL REFERENCES qualification.qualification,
    -- First day of the year that is billed.
    year_from     date        NOT NULL,
    invoice       text        NOT NULL CONSTRAINT an_invoice_bills_one_year UNIQUE,
    recorded_at   timestamptz NOT NULL,
    CONSTRAINT a_year_is_billed_once PRIMARY KEY (qualification, year_from)
);

GRANT SELECT, INSERT ON qualification.subscription TO fairpass_app;
