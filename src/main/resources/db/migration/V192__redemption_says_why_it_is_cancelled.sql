-- Why a redemption was cancelled (R-327): one of a few reasons, and words when none of them says it. Programs need not
-- say, and those of before did not.
ALTER TABLE redemption.cancellation
    ADD COLUMN because text CHECK (because IN ('WRONG_VOUCHER', 'WRONG_SERVICE', 'NOT_GIVEN', 'OTHER', 'AT_ONCE',
        'DISPLACED')),
    ADD COLUMN words text,
    ADD CONSTRAINT words_on_a_cancellation_go_with_a_reason CHECK (words IS NULL OR because IS NOT NULL),
    ADD CONSTRAINT another_reason_to_cancel_is_in_words CHECK (because <> 'OTHER' OR words <> '');

CREATE OR REPLACE VIEW redemption.act AS
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
       'redemption/' || c.voucher || '-' || c.attempt,
       coalesce('redemption:CancelledBecause.' || c.because || coalesce(' ' || c.words, ''), '')
  FROM redemption.cancellation c
  JOIN redemption.redemption r USING (voucher, attempt)
 UNION ALL
SELECT s.lifted_at, s.lifted_by, NULL, 'REDEMPTION', 'STOP_LIFTED', '', s.author, ''
  FROM redemption.stopped_account s
 WHERE s.lifted_at IS NOT NULL
 UNION ALL
SELECT frozen_at, frozen_by, NULL, 'SETTLEMENT', 'MONTH_FROZEN', '', 'month/' || to_char(month, 'YYYY-MM'), ''
  FROM redemption.frozen_month;
