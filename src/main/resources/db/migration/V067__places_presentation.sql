-- What a place says of itself beyond its address and its prices: all that the national standard 1.0 can hold, so that a
-- list goes out as it came in (R-117); the name, logo and colour that a provider puts first (R-118); and the day on
-- which a place was last confirmed, for an old page sends people to closed doors (R-121).

ALTER TABLE places.place
    -- Null until somebody confirms it: it was true when it was recorded.
    ADD COLUMN confirmed_on date,
    ADD COLUMN known_on     date NOT NULL
        GENERATED ALWAYS AS (coalesce(confirmed_on, (recorded_at AT TIME ZONE 'Europe/Paris')::date)) STORED;
GRANT UPDATE (confirmed_on, telephone, email, opening_hours) ON places.place TO fairpass_app;

-- Values are those of the standard, to the letter; languages are ISO 639 codes, and sfs for the French sign language.
CREATE TABLE places.presentation (
    place         uuid        NOT NULL PRIMARY KEY REFERENCES places.place,
    complement    text        NOT NULL,
    other_emails  text[]      NOT NULL,
    website       text        NOT NULL,
    summary       text        NOT NULL CHECK (length(summary) <= 280),
    detail        text        NOT NULL,
    typologies    text[]      NOT NULL,
    parent        text        NOT NULL,
    moves         text[]      NOT NULL,
    publics       text[]      NOT NULL,
    care          text[]      NOT NULL,
    languages     text[]      NOT NULL,
    programmes    text[]      NOT NULL,
    labels        text[]      NOT NULL,
    other_labels  text[]      NOT NULL,
    access_ways   text[]      NOT NULL,
    support_ways  text[]      NOT NULL,
    access_sheet  text        NOT NULL,
    booking       text        NOT NULL,
    updated_on    date        NOT NULL,
    recorded_at   timestamptz NOT NULL,
    recorded_by   text        NOT NULL
);
CREATE INDEX presentation_by_care ON places.presentation USING gin (care);

-- Where an itinerant place stops, and when.
CREATE TABLE places.stop (
    place     uuid    NOT NULL REFERENCES places.place,
    rank      integer NOT NULL CHECK (rank > 0),
    address   text    NOT NULL CHECK (address <> ''),
    commune   text    NOT NULL,
    latitude  double precision CHECK (latitude BETWEEN -90 AND 90),
    longitude double precision CHECK (longitude BETWEEN -180 AND 180),
    hours     text    NOT NULL,
    PRIMARY KEY (place, rank),
    CONSTRAINT a_stop_has_two_coordinates CHECK (num_nonnulls(latitude, longitude) IN (0, 2))
);
CREATE INDEX stop_by_position ON places.stop USING gist (territory.spot(latitude, longitude));

-- The provider's own mark, the same at all its places. The picture was drawn again by us: no file of others is kept.
CREATE TABLE places.identity (
    provider    uuid        NOT NULL PRIMARY KEY,
    name        text        NOT NULL CHECK (name <> ''),
    colour      text        CHECK (colour ~ '^#[0-9a-f]{6}$'),
    logo        bytea       CHECK (octet_length(logo) BETWEEN 1 AND 1000000),
    recorded_at timestamptz NOT NULL,
    recorded_by text        NOT NULL
);

GRANT SELECT, INSERT, UPDATE ON places.presentation, places.identity TO fairpass_app;
GRANT SELECT, INSERT, DELETE ON places.stop TO fairpass_app;

-- A page asks what each place offers, and a search who offers one service.
CREATE INDEX offer_by_place ON places.offer (place, service);
