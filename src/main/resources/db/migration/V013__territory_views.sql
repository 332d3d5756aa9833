-- What the other rooms may read: communes of today, and any code with the territories that contain it.

CREATE VIEW territory.current_commune AS
SELECT code, name, population, latitude, longitude, codes
  FROM territory.commune;

-- A place in a commune that has merged keeps the code of its day beside those of today, so that an order made before the
-- merger still finds it.
CREATE VIEW territory.known_code AS
SELECT code, code AS commune, codes
  FROM territory.commune
UNION ALL
SELECT f.code, f.commune, array_prepend('C:' || f.code, c.codes)
  FROM territory.former_code f
  JOIN territory.commune c ON c.code = f.commune;

-- Metres along a great circle (haversine), on a sphere of 6 371 km: within half a per cent of the truth.
CREATE FUNCTION territory.metres_between(
    from_latitude double precision, from_longitude double precision,
    to_latitude double precision, to_longitude double precision)
    RETURNS double precision LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN 2 * 6371000 * asin(least(1, sqrt(
        sin(radians(to_latitude - from_latitude) / 2) ^ 2
        + cos(radians(from_latitude)) * cos(radians(to_latitude))
          * sin(radians(to_longitude - from_longitude) / 2) ^ 2)));

GRANT SELECT ON territory.current_commune, territory.known_code TO fairpass_app;
