-- A provider that gave notice may stay after all, until the eve of its departure: the notice is kept among the ends
-- that were replaced, with who took it back. The journal reads both, and every end that another replaced.
ALTER TABLE qualification.replaced_end ADD COLUMN taken_back_by text CHECK (taken_back_by <> '');

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
 WHERE r.taken_back_by IS NOT NULL;
