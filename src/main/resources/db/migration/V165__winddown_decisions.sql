-- The board may decide that nothing new is issued any more (R-206). Each decision has its body, its day, its minutes,
-- its text and the day on which it takes effect (R-261); two people make it; another revokes it, and both are kept.
CREATE SCHEMA winddown;
GRANT USAGE ON SCHEMA winddown TO fairpass_app;

CREATE TABLE winddown.decision (
    id           uuid        NOT NULL PRIMARY KEY,
    place        bigint      GENERATED ALWAYS AS IDENTITY,
    kind         text        NOT NULL CHECK (kind IN ('START', 'REVOCATION')),
    revokes      uuid        REFERENCES winddown.decision,
    decided_by   text        NOT NULL CHECK (decided_by <> ''),
    decided_on   date        NOT NULL,
    minutes      text        NOT NULL CHECK (minutes <> ''),
    text         text        NOT NULL CHECK (text <> ''),
    effective_on date        NOT NULL,
    recorded_at  timestamptz NOT NULL,
    recorded_by  text        NOT NULL,
    confirmed_at timestamptz,
    confirmed_by text,
    -- The day from which it holds: the one it names, or the day of its confirmation when that came later.
    in_force_on  date,
    abandoned_at timestamptz,
    abandoned_by text,
    CONSTRAINT a_revocation_names_what_it_revokes CHECK ((kind = 'REVOCATION') = (revokes IS NOT NULL)),
    CONSTRAINT no_wind_down_is_retroactive CHECK (effective_on >= (recorded_at AT TIME ZONE 'Europe/Paris')::date),
    CONSTRAINT nothing_is_decided_in_the_future CHECK (decided_on <= (recorded_at AT TIME ZONE 'Europe/Paris')::date),
    CONSTRAINT a_confirmation_is_whole CHECK (num_nulls(confirmed_at, confirmed_by, in_force_on) IN (0, 3)),
    CONSTRAINT two_people_decide_a_wind_down CHECK (confirmed_by <> recorded_by),
    CONSTRAINT it_holds_from_its_day_and_not_before_it_is_confirmed CHECK (
        in_force_on = greatest(effective_on, (confirmed_at AT TIME ZONE 'Europe/Paris')::date)),
    CONSTRAINT an_abandon_is_whole CHECK (num_nulls(abandoned_at, abandoned_by) IN (0, 2)),
    CONSTRAINT what_is_confirmed_is_not_abandoned CHECK (num_nonnulls(confirmed_at, abandoned_at) < 2)
);

-- A decision is revoked once, and one of each kind waits at a time.
CREATE UNIQUE INDEX a_wind_down_is_revoked_once ON winddown.decision (revokes) WHERE abandoned_at IS NULL;
CREATE UNIQUE INDEX one_wind_down_waits ON winddown.decision (kind)
    WHERE confirmed_at IS NULL AND abandoned_at IS NULL;

GRANT SELECT, INSERT ON winddown.decision TO fairpass_app;
GRANT UPDATE (confirmed_at, confirmed_by, in_force_on, abandoned_at, abandoned_by) ON winddown.decision TO fairpass_app;

-- When nothing new was issued: what happened after both beginnings, and before both ends, should not have.
CREATE VIEW winddown.period AS
SELECT s.id, s.in_force_on AS from_on, s.confirmed_at AS known_at, r.in_force_on AS until_on,
       r.confirmed_at AS end_known_at
  FROM winddown.decision s
  LEFT JOIN winddown.decision r ON r.revokes = s.id AND r.confirmed_at IS NOT NULL
 WHERE s.kind = 'START' AND s.confirmed_at IS NOT NULL;

-- Whether an act of an instant was to be refused.
CREATE FUNCTION winddown.stopped_at(moment timestamptz) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT 1 FROM winddown.period p
         WHERE p.known_at < moment AND p.from_on <= (moment AT TIME ZONE 'Europe/Paris')::date
           AND (p.until_on IS NULL OR p.end_known_at > moment
                OR p.until_on > (moment AT TIME ZONE 'Europe/Paris')::date))
$$;

CREATE VIEW winddown.act AS
SELECT recorded_at AS at, recorded_by AS author, NULL::uuid AS organisation, 'RULE' AS kind,
       'WIND_DOWN_RECORDED' AS what, 'winddown:DecisionKind.' || d.kind AS detail, 'decision/' || id AS subject,
       minutes AS why
  FROM winddown.decision d
 UNION ALL
SELECT confirmed_at, confirmed_by, NULL, 'RULE', 'WIND_DOWN_CONFIRMED', 'winddown:DecisionKind.' || d.kind,
       'decision/' || id, minutes
  FROM winddown.decision d
 WHERE confirmed_at IS NOT NULL
 UNION ALL
SELECT abandoned_at, abandoned_by, NULL, 'RULE', 'WIND_DOWN_ABANDONED', 'winddown:DecisionKind.' || d.kind,
       'decision/' || id, minutes
  FROM winddown.decision d
 WHERE abandoned_at IS NOT NULL;

GRANT SELECT ON winddown.period, winddown.act TO fairpass_app;
