package coop.fairpass.impact;

import coop.fairpass.impact.SmallCells.Count;
import coop.fairpass.orders.OrderId;
import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What an order had become at the end of a day, read from dated facts; so any past day can be asked. */
@Component
class UseFacts {

    /** Vouchers, but for hand-overs, which are booklets. */
    record Totals(
            long ordered,
            long activated,
            long vouchersHandedOver,
            long redeemed,
            long expired,
            long refunded,
            long handedOver,
            long handedOverToTarget) {}

    private final JdbcClient jdbc;

    UseFacts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Totals totals(OrderId order, LocalDate asOf) {
        return jdbc.sql("""
                        WITH lot AS (
                            SELECT code, booklets, booklet_size, activated_on, audiences
                              FROM orders.lot_terms
                             WHERE voucher_order = :order
                        ), hand_over AS (
                            SELECT f.size, f.audience = ANY (lot.audiences) AS is_target
                              FROM lot
                              JOIN booklets.span_facts f ON f.lot = lot.code
                             WHERE f.handed_over_on <= :as_of AND f.replaces IS NULL
                        )
                        SELECT o.vouchers AS ordered,
                               (SELECT coalesce(sum(booklets * booklet_size), 0) FROM lot WHERE activated_on <= :as_of)
                               AS activated,
                               (SELECT count(*) FROM redemption.spent s
                                 WHERE s.voucher_order = o.id AND s.state = 'ACCEPTED' AND s.counts_on <= :as_of)
                               AS redeemed,
                               (SELECT coalesce(sum(amount_cents), 0) / coalesce(o.face_cents, 1) FROM expiry.credited c
                                 WHERE c.voucher_order = o.id AND c.issued_on <= :as_of) AS expired,
                               (SELECT coalesce(sum(amount_cents), 0) / coalesce(o.face_cents, 1) FROM expiry.refunded r
                                 WHERE r.voucher_order = o.id AND r.paid_on <= :as_of) AS refunded,
                               (SELECT coalesce(sum(size), 0) FROM hand_over) AS vouchers_handed_over,
                               (SELECT count(*) FROM hand_over) AS handed_over,
                               (SELECT count(*) FROM hand_over WHERE is_target) AS handed_over_to_target
                          FROM orders.order_summary o
                         WHERE o.id = :order
                        """)
                .param("order", order.value())
                .param("as_of", asOf)
                .query((row, _) -> new Totals(
                        row.getLong("ordered"),
                        row.getLong("activated"),
                        row.getLong("vouchers_handed_over"),
                        row.getLong("redeemed"),
                        row.getLong("expired"),
                        row.getLong("refunded"),
                        row.getLong("handed_over"),
                        row.getLong("handed_over_to_target")))
                .single();
    }

    /** Vouchers redeemed by month and département: {@code 2026-06 · D:21}. */
    List<Count> byMonthAndTerritory(OrderId order, LocalDate asOf) {
        return jdbc.sql("""
                        SELECT to_char(s.counts_on, 'YYYY-MM') || ' · '
                               || coalesce((SELECT c FROM unnest(p.territory_codes) c WHERE c LIKE 'D:%' LIMIT 1), '?')
                               AS label,
                               count(*) AS count
                          FROM redemption.spent s
                          LEFT JOIN places.place_period p ON p.place = s.place
                         WHERE s.voucher_order = :order AND s.state = 'ACCEPTED' AND s.counts_on <= :as_of
                         GROUP BY 1
                         ORDER BY 1
                        """)
                .param("order", order.value())
                .param("as_of", asOf)
                .query((row, _) -> new Count(row.getString("label"), row.getLong("count")))
                .list();
    }

    /** Booklets handed over by the public that was ticked. */
    List<Count> byPublic(OrderId order, LocalDate asOf) {
        return jdbc.sql("""
                        SELECT f.audience AS label, count(*) AS count
                          FROM orders.lot_terms t
                          JOIN booklets.span_facts f ON f.lot = t.code
                         WHERE t.voucher_order = :order AND f.handed_over_on <= :as_of AND f.replaces IS NULL
                         GROUP BY 1
                         ORDER BY 1
                        """)
                .param("order", order.value())
                .param("as_of", asOf)
                .query((row, _) -> new Count(row.getString("label"), row.getLong("count")))
                .list();
    }
}
