package coop.fairpass.impact;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Organisation;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Organisations;
import coop.fairpass.orders.OrderId;
import coop.fairpass.orders.Orders;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What of an order waits at distributors, the oldest first. */
@Component
public class Stocks {

    private final JdbcClient jdbc;
    private final Orders orders;
    private final Organisations organisations;
    private final Clock clock;

    Stocks(JdbcClient jdbc, Orders orders, Organisations organisations, Clock clock) {
        this.jdbc = jdbc;
        this.orders = orders;
        this.organisations = organisations;
        this.clock = clock;
    }

    /** The stock of an order that the actor may see; empty when there is no such order. */
    @Transactional(readOnly = true)
    public Optional<List<StockHeld>> of(OrderId id, Actor actor) {
        return orders.find(id, actor).map(_ -> of(id));
    }

    List<StockHeld> of(OrderId id) {
        var today = Paris.today(clock);
        return jdbc.sql("""
                        SELECT f.holder, t.code AS lot, t.stop_on, count(*) AS booklets, sum(f.size) AS vouchers,
                               :today - min(f.since) AS oldest_days
                          FROM orders.lot_terms t
                          JOIN booklets.booklet_facts f ON f.lot = t.code AND f.state = 'IN_STOCK'
                         WHERE t.voucher_order = :order
                         GROUP BY f.holder, t.code, t.stop_on
                         ORDER BY min(f.since), count(*) DESC, f.holder
                        """)
                .param("order", id.value())
                .param("today", today)
                .query((row, _) -> {
                    var distributor = new OrganisationId(row.getObject("holder", UUID.class));
                    return new StockHeld(
                            distributor,
                            organisations
                                    .find(distributor)
                                    .map(Organisation::legalName)
                                    .orElse(""),
                            row.getInt("lot"),
                            row.getLong("booklets"),
                            row.getLong("vouchers"),
                            row.getLong("oldest_days"),
                            row.getObject("stop_on", LocalDate.class));
                })
                .list();
    }
}
