package coop.fairpass.orders;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Partages : how the lots of an order came from one another, the first split first. */
@Component
class LotSplits {

    /**
     * One split: of lot {@code from}, {@code kept} booklets stayed and {@code moved} became lot {@code to}. Lots are
     * told by their place in the order; {@code moved} counts what left on that day, before any later split.
     */
    record LotSplit(int from, int to, long kept, long moved, Instant at, String by) {}

    private final JdbcClient jdbc;

    LotSplits(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional(readOnly = true)
    List<LotSplit> of(OrderId order) {
        return jdbc.sql("""
                        WITH RECURSIVE part AS (
                            SELECT code, code AS whole FROM orders.lot WHERE voucher_order = :order
                             UNION ALL
                            SELECT l.code, p.whole FROM orders.lot l JOIN part p ON l.split_from = p.code
                        )
                        SELECT f.place AS from_place, l.place AS to_place, l.split_keeping, l.split_at, l.split_by,
                               (SELECT sum(o.booklets)::bigint
                                  FROM part
                                  JOIN orders.lot o ON o.code = part.code
                                 WHERE part.whole = l.code) AS moved
                          FROM orders.lot l
                          JOIN orders.lot f ON f.code = l.split_from
                         WHERE l.voucher_order = :order
                         ORDER BY l.split_at, l.place
                        """)
                .param("order", order.value())
                .query((row, _) -> new LotSplit(
                        row.getInt("from_place"),
                        row.getInt("to_place"),
                        row.getLong("split_keeping"),
                        row.getLong("moved"),
                        row.getObject("split_at", OffsetDateTime.class).toInstant(),
                        row.getString("split_by")))
                .list();
    }
}
