package coop.fairpass.impact;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.impact.Funnel.Booklets;
import coop.fairpass.orders.Lot;
import coop.fairpass.orders.OrderId;
import coop.fairpass.orders.Orders;
import coop.fairpass.orders.VoucherOrder;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Counts the funnel of an order and of each of its lots, from facts, as they are now. */
@Component
public class Funnels {

    /** The funnel of a whole order, and of its lots in order. */
    public record OfOrder(VoucherOrder order, Funnel whole, List<OfLot> lots) {

        public OfOrder {
            lots = List.copyOf(lots);
        }
    }

    /** The funnel of one lot. */
    public record OfLot(int place, int code, Funnel funnel) {}

    private record Counted(int lot, Booklets booklets, long redeemed, long held) {}

    private final JdbcClient jdbc;
    private final Orders orders;
    private final Clock clock;

    Funnels(JdbcClient jdbc, Orders orders, Clock clock) {
        this.jdbc = jdbc;
        this.orders = orders;
        this.clock = clock;
    }

    /** What an order that the actor may see has become; empty when there is none. */
    @Transactional(readOnly = true)
    public Optional<OfOrder> of(OrderId id, Actor actor) {
        return orders.find(id, actor).map(order -> {
            var counted = count(id);
            var lots = orders.lots(id).stream()
                    .map(lot -> new OfLot(
                            lot.place(), lot.code(), funnel(lot, Optional.ofNullable(counted.get(lot.code())))))
                    .toList();
            return new OfOrder(order, whole(order.need().vouchers(), lots), lots);
        });
    }

    private Funnel funnel(Lot lot, Optional<Counted> counted) {
        boolean isMade = lot.goods() != Lot.Goods.PLANNED && lot.goods() != Lot.Goods.CANCELLED;
        return new Funnel(
                Paris.today(clock),
                lot.vouchers(),
                isMade ? lot.vouchers() : 0,
                lot.isActive() ? lot.vouchers() : 0,
                counted.map(Counted::booklets).orElse(new Booklets(0, 0, 0, 0, 0, 0, 0, 0, 0)),
                counted.map(Counted::redeemed).orElse(0L),
                counted.map(Counted::held).orElse(0L));
    }

    private Funnel whole(long ordered, List<OfLot> lots) {
        var funnels = lots.stream().map(OfLot::funnel).toList();
        Function<Function<Booklets, Long>, Long> booklets = count ->
                funnels.stream().map(Funnel::booklets).mapToLong(count::apply).sum();
        return new Funnel(
                Paris.today(clock),
                ordered,
                funnels.stream().mapToLong(Funnel::issued).sum(),
                funnels.stream().mapToLong(Funnel::activated).sum(),
                new Booklets(
                        booklets.apply(Booklets::activated),
                        booklets.apply(Booklets::inStock),
                        booklets.apply(Booklets::handedOver),
                        booklets.apply(Booklets::started),
                        booklets.apply(Booklets::exhausted),
                        booklets.apply(Booklets::blocked),
                        booklets.apply(Booklets::inferred),
                        booklets.apply(Booklets::vouchersHandedOver),
                        booklets.apply(Booklets::vouchersStarted)),
                funnels.stream().mapToLong(Funnel::redeemed).sum(),
                funnels.stream().mapToLong(Funnel::held).sum());
    }

    // A booklet and those that replace it are one chain, named by its first booklet: its root. Booklets that nobody was
    // given yet stand together, and are one root that counts for them all.
    private Map<Integer, Counted> count(OrderId order) {
        return jdbc.sql("""
                        WITH RECURSIVE chain AS (
                            SELECT f.first_booklet AS number, f.first_booklet AS root, t.code AS lot,
                                   t.activated_on IS NOT NULL AS is_active
                              FROM orders.lot_terms t
                              JOIN booklets.span_facts f
                                ON f.first_booklet BETWEEN t.first_booklet AND t.last_booklet
                             WHERE t.voucher_order = :order
                             UNION ALL
                            SELECT f.first_booklet, c.root, c.lot, c.is_active
                              FROM booklets.span_facts f
                              JOIN chain c ON f.replaces = c.number
                        ), spent AS (
                            SELECT c.root,
                                   count(*) FILTER (WHERE s.state = 'ACCEPTED') AS redeemed,
                                   count(*) FILTER (WHERE s.state = 'HELD') AS held
                              FROM redemption.spent s
                              JOIN chain c ON c.number = s.booklet
                             WHERE s.voucher_order = :order
                             GROUP BY c.root
                        ), root AS (
                            SELECT c.root, c.lot, c.is_active,
                                   max(f.booklets) AS booklets,
                                   max(f.size) FILTER (WHERE f.first_booklet = c.root) AS size,
                                   bool_or(f.state IN ('IN_STOCK', 'IN_TRANSIT')) AS in_stock,
                                   bool_or(f.handed_over_on IS NOT NULL) AS handed_over,
                                   bool_or(f.state = 'BLOCKED') AS blocked,
                                   coalesce(bool_or(f.is_inferred), false) AS inferred
                              FROM chain c
                              JOIN booklets.span_facts f ON f.first_booklet = c.number
                             GROUP BY c.root, c.lot, c.is_active
                        )
                        SELECT r.lot,
                               coalesce(sum(r.booklets) FILTER (WHERE r.is_active), 0) AS activated,
                               coalesce(sum(r.booklets) FILTER (WHERE r.is_active AND r.in_stock AND NOT r.handed_over),
                                        0) AS in_stock,
                               count(*) FILTER (WHERE r.is_active AND r.handed_over) AS handed_over,
                               count(*) FILTER (WHERE r.is_active AND r.handed_over AND s.redeemed > 0) AS started,
                               count(*) FILTER (WHERE r.is_active AND r.handed_over AND s.redeemed = r.size)
                                   AS exhausted,
                               count(*) FILTER (WHERE r.is_active AND r.blocked) AS blocked,
                               count(*) FILTER (WHERE r.is_active AND r.handed_over AND r.inferred) AS inferred,
                               coalesce(sum(r.size) FILTER (WHERE r.is_active AND r.handed_over), 0)
                                   AS vouchers_handed_over,
                               coalesce(sum(r.size) FILTER (WHERE r.is_active AND r.handed_over AND s.redeemed > 0), 0)
                                   AS vouchers_started,
                               coalesce(sum(s.redeemed), 0) AS redeemed,
                               coalesce(sum(s.held), 0) AS held
                          FROM root r
                          LEFT JOIN spent s ON s.root = r.root
                         GROUP BY r.lot
                        """).param("order", order.value()).query((row, _) -> counted(row)).list().stream()
                .collect(Collectors.toMap(Counted::lot, Function.identity()));
    }

    private static Counted counted(ResultSet row) throws SQLException {
        return new Counted(
                row.getInt("lot"),
                new Booklets(
                        row.getLong("activated"),
                        row.getLong("in_stock"),
                        row.getLong("handed_over"),
                        row.getLong("started"),
                        row.getLong("exhausted"),
                        row.getLong("blocked"),
                        row.getLong("inferred"),
                        row.getLong("vouchers_handed_over"),
                        row.getLong("vouchers_started")),
                row.getLong("redeemed"),
                row.getLong("held"));
    }
}
