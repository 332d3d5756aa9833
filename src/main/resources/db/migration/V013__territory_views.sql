-- What the other rooms may read: communes of today, and any code with the territories that contain it.

CREATE VIEW territory.current_commune AS
SELECT code, name, population, latitude, longitude
  FROM territory.commune;

CREATE VIEW territory.known_code AS
SELECT code, commune, codes
  FROM territory.code;

-- Metres along a great circle (haversine), on a sphere of 6 371 km: within half a per cent of the truth.
CREATE FUNCTION territory.metres_between(
    from_latitude double precision, from_longitude double precision,
    to_latitude double precision, to_longitude double precision)
    RETURNS double precision LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN 2 * 6371000 * asin(least(1, sqrt(
        sin(radians(to_latitude - from_latitude) / 2) ^ 2
        + cos(radians(from_latitude)) * cos(radians(to_latitude))
          * sin(radians(to_longitude - from_longitude) / 2) ^ 2)));

-- A point on a map of Mercator, in degrees of the equator: two points near each other are as far apart on it, times the
-- same number, in whatever direction. An index of GiST on it gives the nearest first. The poles have no such point.
CREATE FUNCTION territory.spot(latitude double precision, longitude double precision)
    RETURNS point LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN point(longitude, degrees(ln(tan(radians(45 + greatest(-89, least(89, latitude)) / 2)))));

GRANT SELECT ON territory.current_commune, territory.known_code TO fairpass_app;
