-- Places where services are given, and what each offers at which price. Territories, providers and services belong to
-- other rooms: they are named here by their codes, and the doctor checks that they exist.
CREATE SCHEMA places;
GRANT USAGE ON SCHEMA places TO fairpass_app;

CREATE TABLE places.place (
    id                uuid        NOT NULL PRIMARY KEY,
    provider          uuid        NOT NULL,
    name              text        NOT NULL CHECK (name <> ''),
    street            text        NOT NULL,
    postal_code       text        NOT NULL CHECK (postal_code ~ '^\d{5}$'),
    town              text        NOT NULL CHECK (town <> ''),
    commune           text        NOT NULL,
    latitude          double precision CHECK (latitude BETWEEN -90 AND 90),
    longitude         double precision CHECK (longitude BETWEEN -180 AND 180),
    -- Without coordinates of its own, a place stands at the centre of its commune.
    is_position_exact boolean     NOT NULL,
    telephone         text,
    email             text,
    opening_hours     text        NOT NULL,
    -- How many people can be received in a week; unknown is not zero.
    weekly_capacity   integer     CHECK (weekly_capacity >= 0),
    is_hidden         boolean     NOT NULL DEFAULT false,
    opened_on         date        NOT NULL,
    -- First day on which it is closed.
    closed_on         date,
    recorded_at       timestamptz NOT NULL,
    recorded_by       text        NOT NULL,
    CONSTRAINT a_position_has_two_coordinates CHECK (num_nonnulls(latitude, longitude) IN (0, 2)),
    CONSTRAINT an_exact_position_is_known CHECK (latitude IS NOT NULL OR NOT is_position_exact),
    CONSTRAINT a_place_opens_before_it_closes CHECK (closed_on >= opened_on)
);
CREATE INDEX place_by_provider ON places.place (provider);
CREATE INDEX place_by_name ON places.place (name, id);
-- Gives the nearest first: a search reads those it shows and no other, in a village as in Paris.
CREATE INDEX place_by_position ON places.place USING gist (territory.spot(latitude, longitude));

CREATE TABLE places.offer (
    id               uuid        NOT NULL PRIMARY KEY,
    place            uuid        NOT NULL REFERENCES places.place,
    service          text        NOT NULL,
    price_cents      bigint      NOT NULL,
    -- The face value of a voucher when the offer was made: the price was judged against it.
    face_value_cents bigint      NOT NULL CHECK (face_value_cents > 0),
    is_regulated     boolean     NOT NULL,
    format           text        NOT NULL CHECK (format IN ('INDIVIDUAL', 'COLLECTIVE', 'BOTH')),
    valid_from       date        NOT NULL,
    valid_until      date,
    recorded_at      timestamptz NOT NULL,
    recorded_by      text        NOT NULL,
    CONSTRAINT no_price_is_below_face_value CHECK (price_cents >= face_value_cents),
    CONSTRAINT a_regulated_price_is_whole_vouchers CHECK (NOT is_regulated OR price_cents % face_value_cents = 0),
    CONSTRAINT no_offer_is_back_dated CHECK (valid_from >= (recorded_at AT TIME ZONE 'Europe/Paris')::date),
    -- Withdrawn before its first day, an offer is empty and was never made.
    CONSTRAINT an_offer_begins_before_it_ends CHECK (valid_until >= valid_from),
    -- Of the two together: an index of GiST on place alone would be taken for the one that searches ask, and is slower.
    CONSTRAINT a_service_has_one_offer_at_a_place_at_a_time
        EXCLUDE USING gist ((place::text || ' ' || service) WITH =, daterange(valid_from, valid_until) WITH &&)
);

GRANT SELECT, INSERT ON places.place, places.offer TO fairpass_app;
GRANT UPDATE (closed_on, is_hidden) ON places.place TO fairpass_app;
GRANT UPDATE (valid_until) ON places.offer TO fairpass_app;
