package coop.fairpass.settlement;

import coop.fairpass.money.Money;
import coop.fairpass.orders.OrderId;
import coop.fairpass.orders.UsedValue;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Tells orders what their used vouchers have become, from redemptions and the statements that pay them. */
@Component
class UsedOfOrders implements UsedValue {

    private final JdbcClient jdbc;

    UsedOfOrders(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    @Transactional(readOnly = true)
    public Used of(OrderId order) {
        return jdbc.sql("""
                        SELECT coalesce(sum(r.face_cents) FILTER (WHERE r.state = 'HELD'), 0)::bigint AS held,
                               coalesce(sum(r.face_cents) FILTER (
                                   WHERE r.state = 'ACCEPTED' AND s.state IS DISTINCT FROM 'PAID'), 0)::bigint AS owed,
                               coalesce(sum(r.face_cents) FILTER (
                                   WHERE r.state = 'ACCEPTED' AND s.state = 'PAID'), 0)::bigint AS paid,
                               coalesce(sum(r.face_cents) FILTER (
                                   WHERE r.state = 'REVERSED' AND c.id IS NOT NULL), 0)::bigint AS to_recover
                          FROM redemption.spent r
                          LEFT JOIN settlement.statement s
                               ON s.provider = r.provider AND s.month = date_trunc('month', r.counts_on)::date
                          LEFT JOIN settlement.claim c
                               ON c.voucher = r.voucher AND c.attempt = r.attempt
                              AND c.recovered_at IS NULL AND c.advanced_at IS NULL
                         WHERE r.voucher_order = :order
                        """)
                .param("order", order.value())
                .query((row, _) -> new Used(
                        Money.cents(row.getLong("held")),
                        Money.cents(row.getLong("owed")),
                        Money.cents(row.getLong("paid")),
                        Money.cents(row.getLong("to_recover"))))
                .single();
    }
}
