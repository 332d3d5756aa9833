-- The right to redeem, as dated facts: qualified from a day, suspended on some, ended on one, each with who, when and
-- why. Providers, people and places belong to other rooms; the doctor checks that they exist.
CREATE SCHEMA qualification;
GRANT USAGE ON SCHEMA qualification TO fairpass_app;

CREATE TABLE qualification.qualification (
    id             uuid        NOT NULL PRIMARY KEY,
    provider       uuid        NOT NULL,
    qualified_from date        NOT NULL,
    decided_by     text        NOT NULL CHECK (decided_by <> ''),
    decided_on     date        NOT NULL,
    minutes        text        NOT NULL CHECK (minutes <> ''),
    recorded_at    timestamptz NOT NULL,
    recorded_by    text        NOT NULL,
    -- First day without the right.
    ended_on       date,
    end_kind       text        CHECK (end_kind IN ('WITHDRAWN', 'LAPSED', 'DISQUALIFIED')),
    end_reason     text        CHECK (end_reason <> ''),
    end_recorded_at timestamptz,
    end_recorded_by text,
    CONSTRAINT no_qualification_is_back_dated
        CHECK (qualified_from >= (recorded_at AT TIME ZONE 'Europe/Paris')::date),
    CONSTRAINT an_end_says_how_why_when_and_who
        CHECK (num_nonnulls(ended_on, end_kind, end_reason, end_recorded_at, end_recorded_by) IN (0, 5)),
    CONSTRAINT a_qualification_begins_before_it_ends CHECK (ended_on >= qualified_from),
    CONSTRAINT no_right_is_taken_back_for_the_past
        CHECK (ended_on >= (end_recorded_at AT TIME ZONE 'Europe/Paris')::date),
    CONSTRAINT a_provider_is_qualified_once_at_a_time
        EXCLUDE USING gist (provider WITH =, daterange(qualified_from, ended_on) WITH &&)
);
-- The index that excludes finds a provider in a millisecond; this one, asked at every redemption, in a hundredth of it.
CREATE INDEX qualification_by_provider ON qualification.qualification (provider);

-- An end that another replaced: it was decided, so it stays readable with who, when and why.
CREATE TABLE qualification.replaced_end (
    qualification uuid        NOT NULL REFERENCES qualification.qualification,
    ended_on      date        NOT NULL,
    end_kind      text        NOT NULL CHECK (end_kind IN ('WITHDRAWN', 'LAPSED', 'DISQUALIFIED')),
    end_reason    text        NOT NULL CHECK (end_reason <> ''),
    recorded_at   timestamptz NOT NULL,
    recorded_by   text        NOT NULL,
    replaced_at   timestamptz NOT NULL,
    CONSTRAINT an_end_is_replaced_once PRIMARY KEY (qualification, recorded_at, ended_on, end_kind)
);

CREATE TABLE qualification.suspension (
    id               uuid        NOT NULL PRIMARY KEY,
    qualification    uuid        NOT NULL REFERENCES qualification.qualification,
    suspended_from   date        NOT NULL,
    -- First day on which the right is back; none while only a decision can give it back.
    suspended_until  date,
    reason           text        NOT NULL CHECK (reason <> ''),
    decided_by       text        CHECK (decided_by <> ''),
    decided_on       date,
    minutes          text        CHECK (minutes <> ''),
    recorded_at      timestamptz NOT NULL,
    recorded_by      text        NOT NULL,
    lift_reason      text        CHECK (lift_reason <> ''),
    lift_recorded_at timestamptz,
    lift_recorded_by text,
    CONSTRAINT no_suspension_is_back_dated
        CHECK (suspended_from >= (recorded_at AT TIME ZONE 'Europe/Paris')::date),
    CONSTRAINT a_suspension_begins_before_it_ends CHECK (suspended_until >= suspended_from),
    CONSTRAINT a_decision_is_whole CHECK (num_nonnulls(decided_by, decided_on, minutes) IN (0, 3)),
    CONSTRAINT sixty_days_at_most_without_a_decision
        CHECK (decided_by IS NOT NULL OR coalesce(suspended_until <= suspended_from + 60, false)),
    CONSTRAINT a_lift_says_why_when_and_who
        CHECK (num_nonnulls(lift_reason, lift_recorded_at, lift_recorded_by) IN (0, 3)),
    CONSTRAINT a_provider_is_suspended_once_at_a_time
        EXCLUDE USING gist (qualification WITH =, daterange(suspended_from, suspended_until) WITH &&)
);
CREATE INDEX suspension_by_qualification ON qualification.suspension (qualification);

-- A mediator gives services at a place by agreement with it, signed by both (R-164).
CREATE TABLE qualification.agreement (
    id                 uuid        NOT NULL PRIMARY KEY,
    mediator           uuid        NOT NULL,
    place              uuid        NOT NULL,
    -- Who is paid: the place's provider, or the mediator's own business.
    paid               uuid        NOT NULL,
    -- Codes of the services agreed upon; none is all those of the place.
    services           text[]      NOT NULL,
    valid_from         date        NOT NULL,
    valid_until        date,
    place_signed_on    date,
    place_signed_by    text,
    mediator_signed_on date,
    mediator_signed_by text,
    -- First day without the right, when it ends before its term.
    ended_on           date,
    end_reason         text        CHECK (end_reason <> ''),
    ended_by           text,
    recorded_at        timestamptz NOT NULL,
    CONSTRAINT an_agreement_begins_before_its_term CHECK (valid_until > valid_from),
    CONSTRAINT a_signature_has_a_day_and_a_hand
        CHECK (num_nonnulls(place_signed_on, place_signed_by) IN (0, 2)
               AND num_nonnulls(mediator_signed_on, mediator_signed_by) IN (0, 2)),
    CONSTRAINT an_agreement_is_signed_by_one_at_least CHECK (num_nonnulls(place_signed_on, mediator_signed_on) > 0),
    CONSTRAINT an_end_says_why_and_who CHECK (num_nonnulls(ended_on, end_reason, ended_by) IN (0, 3)),
    CONSTRAINT a_mediator_has_one_agreement_with_a_place_at_a_time
        EXCLUDE USING gist (
            mediator WITH =, place WITH =,
            daterange(valid_from, CASE WHEN least(valid_until, ended_on) > valid_from THEN least(valid_until, ended_on)
                                       WHEN num_nonnulls(valid_until, ended_on) > 0 THEN valid_from END) WITH &&)
);
CREATE INDEX agreement_by_place ON qualification.agreement (place, mediator);

GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA qualification TO fairpass_app;
GRANT UPDATE (ended_on, end_kind, end_reason, end_recorded_at, end_recorded_by)
    ON qualification.qualification TO fairpass_app;
GRANT UPDATE (suspended_until, lift_reason, lift_recorded_at, lift_recorded_by)
    ON qualification.suspension TO fairpass_app;
GRANT UPDATE (place_signed_on, place_signed_by, mediator_signed_on, mediator_signed_by, ended_on, end_reason, ended_by)
    ON qualification.agreement TO fairpass_app;
