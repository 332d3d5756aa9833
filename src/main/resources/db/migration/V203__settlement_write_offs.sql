-- A provider's debt is written off by a decision with its reason (M34): one person asks, another confirms or declines.
CREATE TABLE settlement.write_off (
    id           uuid        NOT NULL PRIMARY KEY,
    provider     uuid        NOT NULL,
    amount_cents bigint      NOT NULL CHECK (amount_cents > 0),
    reason       text        NOT NULL CHECK (reason <> ''),
    asked_at     timestamptz NOT NULL,
    asked_by     text        NOT NULL,
    decided_at   timestamptz,
    decided_by   text,
    is_agreed    boolean,
    CONSTRAINT a_write_off_is_decided_whole CHECK (num_nonnulls(decided_at, decided_by, is_agreed) IN (0, 3)),
    CONSTRAINT a_write_off_is_agreed_by_another CHECK (NOT coalesce(is_agreed, false) OR decided_by <> asked_by)
);
CREATE UNIQUE INDEX one_write_off_of_a_provider_waits ON settlement.write_off (provider) WHERE decided_at IS NULL;

CREATE OR REPLACE VIEW settlement.act AS
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
 WHERE d.answered_at IS NOT NULL
 UNION ALL
SELECT chosen_at, chosen_by, provider, 'SETTLEMENT',
       CASE WHEN agrees THEN 'SET_OFF_AGREED' ELSE 'SET_OFF_WITHDRAWN' END, '', 'provider/' || provider, ''
  FROM settlement.set_off_agreement
 UNION ALL
SELECT asked_at, asked_by, provider, 'SETTLEMENT', 'WRITE_OFF_ASKED', '', 'provider/' || provider, reason
  FROM settlement.write_off
 UNION ALL
SELECT decided_at, decided_by, provider, 'SETTLEMENT',
       CASE WHEN is_agreed THEN 'DEBT_WRITTEN_OFF' ELSE 'WRITE_OFF_DECLINED' END, '', 'provider/' || provider, reason
  FROM settlement.write_off
 WHERE decided_at IS NOT NULL;

GRANT SELECT, INSERT ON settlement.write_off TO fairpass_app;
GRANT UPDATE (decided_at, decided_by, is_agreed) ON settlement.write_off TO fairpass_app;
