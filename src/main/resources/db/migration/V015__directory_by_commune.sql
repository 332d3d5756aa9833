-- Organisations of a commune are looked for by visitors: who gave them a booklet, and what is its telephone.
CREATE INDEX organisation_by_commune ON directory.organisation (commune);
CREATE INDEX organisation_by_postal_code ON directory.organisation (postal_code) WHERE commune IS NULL;
