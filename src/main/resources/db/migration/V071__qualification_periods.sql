-- What the other rooms may read: the days on which a provider may redeem, suspensions cut out; those on which a
-- mediator is bound to a place. Both half open, without end when none is known.

CREATE VIEW qualification.provider_period AS
SELECT q.provider, lower(p.period) AS valid_from, upper(p.period) AS valid_until
  FROM qualification.qualification q
 CROSS JOIN LATERAL unnest(
           datemultirange(daterange(q.qualified_from, q.ended_on))
           - coalesce((SELECT range_agg(daterange(s.suspended_from, s.suspended_until))
                         FROM qualification.suspension s
                        WHERE s.qualification = q.id), '{}'::datemultirange)) AS p (period);

-- Nothing before both have signed.
CREATE VIEW qualification.agreement_period AS
SELECT mediator, place, greatest(valid_from, place_signed_on, mediator_signed_on) AS valid_from,
       least(valid_until, ended_on) AS valid_until
  FROM qualification.agreement
 WHERE place_signed_on IS NOT NULL
   AND mediator_signed_on IS NOT NULL
   AND coalesce(least(valid_until, ended_on) > greatest(valid_from, place_signed_on, mediator_signed_on), true);

GRANT SELECT ON qualification.provider_period, qualification.agreement_period TO fairpass_app;
