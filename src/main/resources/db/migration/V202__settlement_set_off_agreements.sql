-- A provider agrees in writing that its subscription be withheld on its statements, or no longer (money-and-law §2.6,
-- M24). What it agreed to is kept word for word; what counts is what stands on the day a month is settled.
CREATE TABLE settlement.set_off_agreement (
    id        bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    provider  uuid        NOT NULL,
    chosen_at timestamptz NOT NULL,
    agrees    boolean     NOT NULL,
    words     text        NOT NULL CHECK (words <> ''),
    chosen_by text        NOT NULL
);
CREATE INDEX set_off_agreement_by_provider ON settlement.set_off_agreement (provider, id);

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
  FROM settlement.set_off_agreement;

GRANT SELECT, INSERT ON settlement.set_off_agreement TO fairpass_app;
