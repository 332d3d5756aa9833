-- Once, as postgres on the primary: the account of Fairpass and its base. The first start of Fairpass makes all else,
-- down to the lesser role under which it works: hence CREATEROLE, which may be taken back afterwards.
CREATE ROLE fairpass LOGIN CREATEROLE PASSWORD '@FAIRPASS_PASSWORD@';
CREATE DATABASE fairpass OWNER fairpass TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'
       LOCALE_PROVIDER icu ICU_LOCALE 'fr-FR';
