-- Marques : the names of commercial brands that the labels of the catalogue had better not hold. Each list that the
-- committee keeps is a version, in force from the moment it is recorded; none is ever changed, so that one reads with
-- which list a label was looked at. Before the first one, the list that the program ships is in force.
CREATE TABLE catalogue.brand_list (
    number      integer     NOT NULL PRIMARY KEY CHECK (number > 0),
    names       text[]      NOT NULL,
    minutes     text        NOT NULL CHECK (minutes <> ''),
    recorded_at timestamptz NOT NULL,
    recorded_by text        NOT NULL
);
GRANT SELECT, INSERT ON catalogue.brand_list TO fairpass_app;

CREATE OR REPLACE VIEW catalogue.act AS
SELECT recorded_at AS at, recorded_by AS author, NULL::uuid AS organisation, 'RULE' AS kind,
       'CATALOGUE_ADOPTED' AS what, '' AS detail, 'version/' || number AS subject, minutes AS why
  FROM catalogue.version
 UNION ALL
SELECT decided_at, decided_by, NULL, 'RULE', 'PROPOSAL_DECIDED', '', 'proposal/' || id, reason
  FROM catalogue.proposal
 WHERE decided_at IS NOT NULL
 UNION ALL
SELECT recorded_at, recorded_by, NULL, 'RULE', 'BRANDS_LISTED', '', 'brands/' || number, minutes
  FROM catalogue.brand_list;
