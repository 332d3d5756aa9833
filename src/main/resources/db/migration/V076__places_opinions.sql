-- What somebody says of a place after a service (R-095): three answers, a place and a day. Nothing tells who, when in
-- the day, or with which voucher. What was on a card or said by telephone is copied by somebody, and marked so. There
-- is no right to change one or take one away: opinions grow old by themselves.
CREATE TABLE places.opinion (
    id        uuid NOT NULL PRIMARY KEY,
    place     uuid NOT NULL REFERENCES places.place,
    given_on  date NOT NULL,
    welcome   text NOT NULL CHECK (welcome IN ('YES', 'SO_SO', 'NO')),
    help      text NOT NULL CHECK (help IN ('YES', 'SO_SO', 'NO')),
    again     text NOT NULL CHECK (again IN ('YES', 'SO_SO', 'NO')),
    month     date CONSTRAINT a_month_is_named_by_its_first_day CHECK (extract(day FROM month) = 1),
    way       text NOT NULL CHECK (way IN ('WEB', 'CARD', 'TELEPHONE')),
    copied_by text,
    CONSTRAINT only_what_is_copied_has_somebody_who_copied CHECK ((way = 'WEB') = (copied_by IS NULL)),
    CONSTRAINT no_opinion_is_of_a_month_to_come CHECK (month <= given_on)
);
CREATE INDEX opinion_by_place ON places.opinion (place, given_on);
