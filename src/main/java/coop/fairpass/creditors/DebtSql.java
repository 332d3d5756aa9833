package coop.fairpass.creditors;

/** What is owed, from the facts of other rooms and not from the books: read for the file, and by the doctor. */
final class DebtSql {

    /** Rows of {@link ProviderClaim}, without names. */
    static final String CLAIMS = """
            SELECT s.provider, 'STATEMENT' AS kind, s.number AS reference, s.month, s.state, s.redemptions AS vouchers,
                   s.face_cents, s.fee_cents, s.vat_cents, s.contribution_cents, s.set_off_cents, s.correction_cents,
                   s.carried_in_cents, s.net_cents AS owed_cents, s.due_on
              FROM settlement.statement_facts s
             WHERE s.net_cents <> 0
               AND (s.state = 'RETURNED' OR (s.state <> 'PAID' AND (s.net_cents > 0 OR s.carried_to IS NULL)))
             UNION ALL
            SELECT m.provider, 'MONTH', '', m.month, '', sum(m.vouchers)::bigint, sum(m.cents)::bigint,
                   sum(m.fee_cents)::bigint, 0, 0, 0, 0, 0, sum(m.cents)::bigint, NULL
              FROM (SELECT r.provider, date_trunc('month', r.counts_on)::date AS month, count(*) AS vouchers,
                           sum(r.face_cents) AS cents,
                           floor(count(*)::numeric * r.face_cents * r.fee_ppm / 1000000 + 0.5) AS fee_cents
                      FROM redemption.spent r
                     WHERE r.state = 'ACCEPTED'
                       AND NOT EXISTS (SELECT 1 FROM settlement.statement_facts s
                                        WHERE s.provider = r.provider
                                          AND s.month = date_trunc('month', r.counts_on)::date)
                     GROUP BY r.provider, date_trunc('month', r.counts_on)::date, r.face_cents, r.fee_ppm) AS m
             GROUP BY m.provider, m.month
             UNION ALL
            SELECT c.provider, 'CLAIM', c.id::text, NULL, '', 1, 0, 0, 0, 0, 0, 0, 0,
                   -coalesce((SELECT sum(l.amount_cents) FROM ledger.line l
                               WHERE l.account = 467200
                                 AND ((l.movement = 'M31' AND l.cause = c.id)
                                      OR (l.movement = 'M32' AND l.piece = c.credit_note))), 0)::bigint, NULL
              FROM settlement.advanced_claim c
             UNION ALL
            SELECT p.id, 'REPAYMENT', '', NULL, '', 0, 0, 0, 0, 0, 0, 0, 0, -sum(l.amount_cents)::bigint, NULL
              FROM ledger.line l
              JOIN ledger.balance b ON b.account = l.account AND b.auxiliary = l.auxiliary
              JOIN directory.organisation_name p ON b.auxiliary_code = 'P' || to_char(p.number, 'FM9999990000')
             WHERE l.account = 467200 AND l.movement IN ('M09', 'M33', 'M34')
               AND NOT EXISTS (SELECT 1 FROM settlement.repayment_taken t
                                WHERE t.movement = l.movement AND t.cause = l.cause)
             GROUP BY p.id
            """;

    /** What credit notes gave back of an order, and what was taken back of them since (M37). */
    private static final String CREDITED = """
            SELECT voucher_order, amount_cents FROM expiry.credited
             UNION ALL
            SELECT o.id AS voucher_order, -l.amount_cents AS amount_cents
              FROM ledger.line l
              JOIN ledger.balance b ON b.account = l.account AND b.auxiliary = l.auxiliary
              JOIN orders.order_summary o ON o.number = 'BC-' || split_part(b.auxiliary_code, '-', 2) || '-'
                                                          || split_part(b.auxiliary_code, '-', 3)
             WHERE l.movement = 'M37' AND l.account = 467400
            """;

    /** Rows of {@link UnusedValue}, without names; {@code :today} is the day on which a voucher has expired or not. */
    static final String UNUSED = """
            SELECT span.voucher_order, span.place, shown.kind, sum(shown.vouchers)::bigint AS vouchers,
                   sum(shown.vouchers * span.face_cents)::bigint AS cents
              FROM (SELECT t.voucher_order, t.place, t.face_cents,
                           CASE WHEN b.state = 'WITHDRAWN' THEN 'WITHDRAWN'
                                WHEN b.blocked_at IS NOT NULL OR b.state IN ('BLOCKED', 'REPLACED', 'MISSING')
                                THEN 'BLOCKED'
                                WHEN t.redeemable_until <= :today THEN 'EXPIRED'
                                ELSE 'ACTIVE' END AS kind,
                           b.booklets * b.size - coalesce(cardinality(b.replaced_ranks), 0) - coalesce(s.live, 0)
                           AS unused,
                           coalesce(s.held, 0) AS held, coalesce(s.stolen, 0) AS stolen
                      FROM orders.lot_terms t
                      JOIN booklets.span_facts b ON b.lot = t.code
                      LEFT JOIN (SELECT booklet, count(*) FILTER (WHERE state IN ('ACCEPTED', 'HELD')) AS live,
                                        count(*) FILTER (WHERE state = 'HELD') AS held,
                                        count(*) FILTER (WHERE state = 'REJECTED_BLOCKED') AS stolen
                                   FROM redemption.spent
                                  WHERE state IN ('ACCEPTED', 'HELD', 'REJECTED_BLOCKED')
                                  GROUP BY booklet) AS s ON s.booklet = b.first_booklet
                     WHERE t.activated_on IS NOT NULL) AS span
             CROSS JOIN LATERAL (VALUES (span.kind, span.unused - span.stolen), ('BLOCKED', span.stolen),
                                        ('HELD', span.held)) AS shown (kind, vouchers)
             GROUP BY span.voucher_order, span.place, shown.kind
            HAVING sum(shown.vouchers) <> 0
             UNION ALL
            SELECT c.voucher_order, NULL, 'CREDITED', 0, -sum(c.amount_cents)::bigint
              FROM (""" + CREDITED + """
                   ) AS c
             GROUP BY c.voucher_order
             UNION ALL
            SELECT owed.voucher_order, NULL, 'TO_REFUND', 0, sum(owed.amount_cents)::bigint
              FROM (""" + CREDITED + """
                     UNION ALL
                    SELECT voucher_order, amount_cents FROM orders.face_receipt WHERE is_cancelled
                     UNION ALL
                    SELECT voucher_order, amount_cents FROM orders.lot_given_back
                     UNION ALL
                    SELECT voucher_order, -amount_cents FROM expiry.refunded WHERE was_paid
                     UNION ALL
                    SELECT set_off_from, -amount_cents FROM orders.face_receipt WHERE source = 'SET_OFF') AS owed
             GROUP BY owed.voucher_order
            HAVING sum(owed.amount_cents) <> 0
             UNION ALL
            SELECT voucher_order, NULL, 'RETURNED', 0, sum(amount_cents)::bigint
              FROM expiry.refunded
             WHERE was_paid AND state <> 'PAID'
             GROUP BY voucher_order
             UNION ALL
            SELECT paid.voucher_order, NULL, 'NOT_ACTIVE', 0, paid.cents
              FROM (SELECT r.voucher_order,
                           (sum(r.amount_cents) - coalesce((
                               SELECT sum(t.booklets * t.booklet_size * t.face_cents) FROM orders.lot_terms t
                                WHERE t.voucher_order = r.voucher_order AND t.activated_on IS NOT NULL), 0)
                            - coalesce((SELECT sum(b.amount_cents) FROM orders.lot_given_back b
                                         WHERE b.voucher_order = r.voucher_order), 0))::bigint
                           AS cents
                      FROM orders.face_receipt r
                     WHERE NOT r.is_cancelled
                     GROUP BY r.voucher_order) AS paid
             WHERE paid.cents <> 0
            """;

    private DebtSql() {}
}
