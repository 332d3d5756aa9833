-- Acts: what each room lets the journal read (R-327), all in the same columns. `organisation` is the one concerned, or
-- nothing when it is the cooperative's own affair; `what` has its sentence under Act in messages/desk.properties;
-- `detail` is one more constant with a sentence (room:Enum.CONSTANT), or nothing; `subject` holds ids, never a name.

CREATE VIEW directory.act AS
SELECT granted_at AS at, granted_by AS author, organisation, 'PEOPLE' AS kind, 'ROLE_GRANTED' AS what,
       'directory:Role.' || role AS detail, 'person/' || person AS subject, '' AS why
  FROM directory.membership
 UNION ALL
SELECT revoked_at, revoked_by, organisation, 'PEOPLE', 'ROLE_REVOKED', 'directory:Role.' || role,
       'person/' || person, ''
  FROM directory.membership
 WHERE revoked_at IS NOT NULL
 UNION ALL
SELECT created_at, created_by, organisation, 'PEOPLE', 'KEY_CREATED', '', 'key/' || id, ''
  FROM directory.api_key
 UNION ALL
SELECT revoked_at, revoked_by, organisation, 'PEOPLE', 'KEY_REVOKED', '', 'key/' || id, ''
  FROM directory.api_key
 WHERE revoked_at IS NOT NULL
 UNION ALL
SELECT declared_at, declared_by, organisation, 'BANK_ACCOUNT', 'ACCOUNT_DECLARED', '', 'account/' || id, ''
  FROM directory.bank_account
 UNION ALL
SELECT validated_at, validated_by, organisation, 'BANK_ACCOUNT', 'ACCOUNT_VALIDATED', '', 'account/' || id,
       coalesce(frozen_because, '')
  FROM directory.bank_account
 WHERE validated_at IS NOT NULL AND validated_by IS NOT NULL;

-- Not each time somebody comes in: that is theirs, and on their own page.
CREATE VIEW access.act AS
SELECT at, author, NULL::uuid AS organisation, 'PEOPLE' AS kind, kind AS what, '' AS detail,
       'person/' || person AS subject, CASE WHEN kind = 'SECOND_FACTOR_RESET' THEN detail ELSE '' END AS why
  FROM access.event
 WHERE kind IN ('INVITED', 'SECOND_FACTOR_RESET', 'ACCOUNT_CLOSED');

CREATE VIEW tariff.act AS
SELECT recorded_at AS at, decided_by AS author, NULL::uuid AS organisation, 'RULE' AS kind, 'RATE_ENACTED' AS what,
       'tariff:RateKind.' || kind AS detail, '' AS subject, minutes AS why
  FROM tariff.rate;

CREATE VIEW bank.act AS
SELECT prepared_at AS at, prepared_by AS author, NULL::uuid AS organisation, 'PAYMENT' AS kind, 'RUN_PREPARED' AS what,
       '' AS detail, 'run/' || id AS subject, '' AS why
  FROM bank.run
 UNION ALL
SELECT approved_at, person, NULL, 'PAYMENT', 'RUN_APPROVED', '', 'run/' || run, '' FROM bank.approval
 UNION ALL
SELECT sent_at, sent_by, NULL, 'PAYMENT', 'RUN_SENT', '', 'run/' || id, '' FROM bank.run WHERE sent_at IS NOT NULL
 UNION ALL
SELECT abandoned_at, abandoned_by, NULL, 'PAYMENT', 'RUN_ABANDONED', '', 'run/' || id, ''
  FROM bank.run
 WHERE abandoned_at IS NOT NULL
 UNION ALL
SELECT exported_at, exported_by, NULL, 'PAYMENT', 'PAYMENT_FILE_TAKEN', '', 'file/' || subject, '' FROM bank.export
 UNION ALL
SELECT d.decided_at, d.decided_by, t.payee, 'PAYMENT', 'PAYEE_NAME_DECIDED', '', 'transfer/' || d.transfer, d.why
  FROM bank.payee_decision d
  JOIN bank.transfer t ON t.id = d.transfer
 UNION ALL
SELECT read_at, read_by, NULL, 'PAYMENT', 'BANK_FILE_READ', '', 'file/' || file, '' FROM bank.reading;

CREATE VIEW catalogue.act AS
SELECT recorded_at AS at, recorded_by AS author, NULL::uuid AS organisation, 'RULE' AS kind,
       'CATALOGUE_ADOPTED' AS what, '' AS detail, 'version/' || number AS subject, minutes AS why
  FROM catalogue.version
 UNION ALL
SELECT decided_at, decided_by, NULL, 'RULE', 'PROPOSAL_DECIDED', '', 'proposal/' || id, reason
  FROM catalogue.proposal
 WHERE decided_at IS NOT NULL;

CREATE VIEW places.act AS
SELECT i.recorded_at AS at, i.recorded_by AS author, NULL::uuid AS organisation, 'RULE' AS kind,
       'LIST_IMPORTED' AS what, '' AS detail, 'list/' || i.id AS subject, '' AS why
  FROM places.list_import i
 UNION ALL
SELECT s.answered_at, s.answered_by, p.provider, 'QUALIFICATION', 'SIGNAL_ANSWERED', '', 'place/' || s.place, ''
  FROM places.signal s
  JOIN places.place p ON p.id = s.place
 WHERE s.answered_at IS NOT NULL;

CREATE VIEW qualification.act AS
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
  FROM qualification.charter_acceptance;

CREATE VIEW orders.act AS
SELECT t.done_at AS at, t.done_by AS author, o.payer AS organisation, 'ORDER' AS kind, 'ORDER_STEP' AS what,
       'orders:OrderState.' || t.to_state AS detail, 'order/' || t.voucher_order AS subject, t.why
  FROM orders.transition t
  JOIN orders.voucher_order o ON o.id = t.voucher_order;

CREATE VIEW booklets.act AS
SELECT downloaded_at AS at, downloaded_by AS author, NULL::uuid AS organisation, 'BOOKLET' AS kind,
       'CODES_TAKEN' AS what, '' AS detail, 'print/' || id AS subject, '' AS why
  FROM booklets.print_file
 UNION ALL
SELECT reopened_at, reopened_by, NULL, 'BOOKLET', 'CODES_REOPENED', '', 'print/' || id, reopened_because
  FROM booklets.print_file
 WHERE reopened_at IS NOT NULL
 UNION ALL
SELECT b.reported_at, b.reported_by, h.distributor, 'BOOKLET', 'BOOKLET_BLOCKED', '', 'booklet/' || b.booklet, b.loss
  FROM booklets.block b
  JOIN booklets.hand_over h ON h.booklet = b.booklet
 UNION ALL
SELECT b.lifted_at, b.lifted_by, h.distributor, 'BOOKLET', 'BLOCK_LIFTED', '', 'booklet/' || b.booklet, ''
  FROM booklets.block b
  JOIN booklets.hand_over h ON h.booklet = b.booklet
 WHERE b.lifted_at IS NOT NULL;

CREATE VIEW redemption.act AS
SELECT h.decided_at AS at, h.decided_by AS author, r.provider AS organisation, 'REDEMPTION' AS kind,
       'HOLD_DECIDED' AS what, '' AS detail, 'redemption/' || h.voucher || '-' || h.attempt AS subject, h.reason AS why
  FROM redemption.hold h
  JOIN redemption.redemption r USING (voucher, attempt)
 WHERE h.decided_at IS NOT NULL
 UNION ALL
SELECT a.decided_at, a.decided_by, r.provider, 'REDEMPTION', 'APPEAL_DECIDED', '',
       'redemption/' || a.voucher || '-' || a.attempt, a.reason
  FROM redemption.appeal a
  JOIN redemption.redemption r USING (voucher, attempt)
 WHERE a.decided_at IS NOT NULL
 UNION ALL
SELECT c.cancelled_at, c.cancelled_by, r.provider, 'REDEMPTION', 'REDEMPTION_CANCELLED', '',
       'redemption/' || c.voucher || '-' || c.attempt, ''
  FROM redemption.cancellation c
  JOIN redemption.redemption r USING (voucher, attempt)
 UNION ALL
SELECT s.lifted_at, s.lifted_by, NULL, 'REDEMPTION', 'STOP_LIFTED', '', s.author, ''
  FROM redemption.stopped_account s
 WHERE s.lifted_at IS NOT NULL
 UNION ALL
SELECT frozen_at, frozen_by, NULL, 'SETTLEMENT', 'MONTH_FROZEN', '', 'month/' || to_char(month, 'YYYY-MM'), ''
  FROM redemption.frozen_month;

-- Who takes part in a statement, step by step; the programs' own steps are many and say nothing of anybody.
CREATE VIEW settlement.act AS
SELECT s.done_at AS at, s.done_by AS author, t.provider AS organisation, 'SETTLEMENT' AS kind,
       'STATEMENT_STEP' AS what, 'settlement:StatementState.' || s.to_state AS detail, 'statement/' || s.statement
       AS subject, s.why
  FROM settlement.step s
  JOIN settlement.statement t ON t.number = s.statement
 WHERE s.done_by LIKE 'person/%' OR s.done_by LIKE 'key/%'
 UNION ALL
SELECT opened_at, opened_by, provider, 'SETTLEMENT', 'CLAIM_OPENED', '', 'claim/' || id, reason FROM settlement.claim
 UNION ALL
SELECT confirmed_at, confirmed_by, provider, 'SETTLEMENT', 'CLAIM_CONFIRMED', '', 'claim/' || id, reason
  FROM settlement.claim
 WHERE confirmed_at IS NOT NULL
 UNION ALL
SELECT d.answered_at, d.answered_by, t.provider, 'SETTLEMENT', 'DISPUTE_ANSWERED', '', 'dispute/' || d.id, d.answer
  FROM settlement.dispute d
  JOIN settlement.statement t ON t.number = d.statement
 WHERE d.answered_at IS NOT NULL;

CREATE VIEW ledger.act AS
SELECT closed_at AS at, closed_by AS author, NULL::uuid AS organisation, 'SETTLEMENT' AS kind, 'BOOKS_CLOSED' AS what,
       '' AS detail, 'day/' || closed_through AS subject, '' AS why
  FROM ledger.closed_period
 UNION ALL
SELECT resolved_at, resolved_by, NULL, 'SETTLEMENT', 'INCIDENT_RESOLVED', '', 'incident/' || id, resolution
  FROM ledger.coverage_incident
 WHERE resolved_at IS NOT NULL;

GRANT SELECT ON directory.act, access.act, tariff.act, bank.act, catalogue.act, places.act, qualification.act,
    orders.act, booklets.act, redemption.act, settlement.act, ledger.act TO fairpass_app;
