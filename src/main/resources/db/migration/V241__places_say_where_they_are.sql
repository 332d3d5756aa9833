-- Où est un lieu (R-092): said by its provider, never rewritten; the last one said is the position of the place, unless
-- it moved since. A place of before has none: it stands where it was opened.
CREATE TABLE places.position (
    place      uuid             NOT NULL REFERENCES places.place,
    number     integer          NOT NULL CHECK (number > 0),
    latitude   double precision NOT NULL CHECK (latitude BETWEEN -90 AND 90),
    longitude  double precision NOT NULL CHECK (longitude BETWEEN -180 AND 180),
    said_at    timestamptz      NOT NULL,
    said_by    text             NOT NULL,
    PRIMARY KEY (place, number)
);
GRANT SELECT, INSERT ON places.position TO fairpass_app;

CREATE VIEW places.position_act AS
SELECT s.said_at AS at, s.said_by AS author, p.provider AS organisation, 'QUALIFICATION' AS kind,
       'POSITION_SAID' AS what, '' AS detail, 'place/' || s.place AS subject, '' AS why
  FROM places.position s
  JOIN places.place p ON p.id = s.place;
GRANT SELECT ON places.position_act TO fairpass_app;
