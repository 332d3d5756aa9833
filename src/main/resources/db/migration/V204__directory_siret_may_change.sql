-- The establishment that an organisation is dealt with by moves within its SIREN, and an organisation that had none
-- receives that of its signed file. A SIREN is entered once and never becomes another (R-011, R-122).
GRANT UPDATE (siren, siret) ON directory.organisation TO fairpass_app;
