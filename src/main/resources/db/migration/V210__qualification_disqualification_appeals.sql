-- A disqualification is contested once, within sixty days, and decided by people who took no part in it (R-110, domain
-- §5.4 Q13 and Q14). Accepted, its end is kept among those that were replaced, with who decided so.
CREATE TABLE qualification.disqualification_appeal (
    id            uuid        NOT NULL PRIMARY KEY,
    qualification uuid        NOT NULL REFERENCES qualification.qualification,
    ended_on      date        NOT NULL,
    words         text        NOT NULL CHECK (words <> ''),
    made_at       timestamptz NOT NULL,
    made_by       text        NOT NULL CHECK (made_by <> ''),
    ruling        text        CHECK (ruling IN ('ACCEPTED', 'REJECTED')),
    reason        text        CHECK (reason <> ''),
    body          text,
    minutes       text,
    decided_at    timestamptz,
    decided_by    text        CHECK (decided_by <> ''),
    CONSTRAINT a_disqualification_is_contested_once UNIQUE (qualification, ended_on),
    CONSTRAINT a_ruling_is_whole CHECK (num_nonnulls(ruling, reason, body, minutes, decided_at, decided_by) IN (0, 6))
);
GRANT SELECT, INSERT ON qualification.disqualification_appeal TO fairpass_app;
GRANT UPDATE (ruling, reason, body, minutes, decided_at, decided_by)
    ON qualification.disqualification_appeal TO fairpass_app;

CREATE OR REPLACE VIEW qualification.act AS
SELECT recorded_at AS at, recorded_by AS author, provider AS organisation, 'QUALIFICATION' AS kind,
       'PROVIDER_QUALIFIED' AS what, '' AS detail, 'provider/' || provider AS subject, minutes AS why
  FROM qualification.qualification
 UNION ALL
SELECT end_recorded_at, end_recorded_by, provider, 'QUALIFICATION', 'QUALIFICATION_ENDED',
       'qualification:EndKind.' || end_kind, 'provider/' || provider, end_reason
  FROM qualification.qualification
 WHERE end_recorded_at IS NOT NULL
 UNION ALL
SELECT s.recorded_at, s.recorded_by, q.provider, 'QUALIFICATION', 'PROVIDER_SUSPENDED', '', 'provider/' || q.provider,
       s.reason
  FROM qualification.suspension s
  JOIN qualification.qualification q ON q.id = s.qualification
 UNION ALL
SELECT s.lift_recorded_at, s.lift_recorded_by, q.provider, 'QUALIFICATION', 'SUSPENSION_LIFTED', '',
       'provider/' || q.provider, s.lift_reason
  FROM qualification.suspension s
  JOIN qualification.qualification q ON q.id = s.qualification
 WHERE s.lift_recorded_at IS NOT NULL
 UNION ALL
SELECT d.decided_at, d.decided_by, a.organisation, 'QUALIFICATION', 'APPLICATION_DECIDED', '',
       'application/' || d.application, d.reason
  FROM qualification.application_decision d
  JOIN qualification.application a ON a.id = d.application
 UNION ALL
SELECT d.decided_at, d.decided_by, a.organisation, 'QUALIFICATION', 'DOCUMENT_DECIDED', '',
       'application/' || d.application, coalesce(d.reason, '')
  FROM qualification.application_document d
  JOIN qualification.application a ON a.id = d.application
 WHERE d.decided_at IS NOT NULL
 UNION ALL
SELECT decided_at, decided_by, organisation, 'QUALIFICATION', 'CLAIM_DECIDED', '', 'application/' || application, reason
  FROM qualification.claim
 WHERE decided_at IS NOT NULL
 UNION ALL
SELECT recorded_at, recorded_by, NULL, 'RULE', 'LIMIT_DECIDED', '', 'zone/' || zone, reason
  FROM qualification.zone_limit
 UNION ALL
SELECT recorded_at, recorded_by, NULL, 'RULE', 'CHARTER_ADOPTED', '', 'charter/' || number, minutes
  FROM qualification.charter_version
 UNION ALL
SELECT recorded_at, recorded_by, NULL, 'RULE', 'QUESTIONNAIRE_ADOPTED', '', 'questionnaire/' || number, minutes
  FROM qualification.questionnaire_version
 UNION ALL
SELECT accepted_at, accepted_by, organisation, 'QUALIFICATION', 'CHARTER_ACCEPTED', '', 'charter/' || version, ''
  FROM qualification.charter_acceptance
 UNION ALL
SELECT r.recorded_at, r.recorded_by, q.provider, 'QUALIFICATION', 'QUALIFICATION_ENDED',
       'qualification:EndKind.' || r.end_kind, 'provider/' || q.provider, r.end_reason
  FROM qualification.replaced_end r
  JOIN qualification.qualification q ON q.id = r.qualification
 UNION ALL
SELECT r.replaced_at, r.taken_back_by, q.provider, 'QUALIFICATION', 'NOTICE_TAKEN_BACK', '', 'provider/' || q.provider,
       ''
  FROM qualification.replaced_end r
  JOIN qualification.qualification q ON q.id = r.qualification
 WHERE r.taken_back_by IS NOT NULL
   AND r.end_kind = 'WITHDRAWN'
 UNION ALL
SELECT a.made_at, a.made_by, q.provider, 'QUALIFICATION', 'DISQUALIFICATION_APPEALED', '',
       'provider/' || q.provider, a.words
  FROM qualification.disqualification_appeal a
  JOIN qualification.qualification q ON q.id = a.qualification
 UNION ALL
SELECT a.decided_at, a.decided_by, q.provider, 'QUALIFICATION', 'DISQUALIFICATION_APPEAL_DECIDED',
       'qualification:Ruling.' || a.ruling, 'provider/' || q.provider, a.reason
  FROM qualification.disqualification_appeal a
  JOIN qualification.qualification q ON q.id = a.qualification
 WHERE a.decided_at IS NOT NULL;
