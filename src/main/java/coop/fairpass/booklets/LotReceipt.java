package coop.fairpass.booklets;

import coop.fairpass.directory.Actor;
import coop.fairpass.orders.Lot.Goods;
import coop.fairpass.orders.LotGoods;
import coop.fairpass.orders.OrderId;
import coop.fairpass.orders.Orders;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** A lot is received when every one of its booklets was counted in, declared missing or never made (O11, R-024). */
@Component
class LotReceipt {

    private final Orders orders;
    private final LotGoods goods;
    private final Lots lots;
    private final Moves moves;
    private final JdbcClient jdbc;

    LotReceipt(Orders orders, LotGoods goods, Lots lots, Moves moves, JdbcClient jdbc) {
        this.orders = orders;
        this.goods = goods;
        this.lots = lots;
        this.moves = moves;
        this.jdbc = jdbc;
    }

    /** Locks the orders of some booklets, before anything else, and gives their lots. */
    List<LotTerms> lock(BookletRanges booklets) {
        lots.carrying(booklets).stream()
                .map(LotTerms::order)
                .distinct()
                .sorted(Comparator.comparing(OrderId::value))
                .forEach(orders::lock);
        return lots.carrying(booklets);
    }

    /** Notes those lots that are now received; true when one is. Their orders were locked. */
    boolean check(Collection<LotTerms> lots, Actor by) {
        boolean isOneReceived = false;
        for (var lot : lots) {
            if (lot.goods() == Goods.SHIPPED && isAllCounted(lot)) {
                goods.received(orders.lot(lot.id()).orElseThrow(), by);
                isOneReceived = true;
            }
        }
        return isOneReceived;
    }

    private boolean isAllCounted(LotTerms lot) {
        boolean hasNotLeft =
                jdbc.sql("""
                        SELECT EXISTS (
                            SELECT 1
                              FROM booklets.span
                             WHERE lot = :lot
                               AND state IN ('GENERATED', 'PRINTED'))
                        """).param("lot", lot.code()).query(Boolean.class).single();
        return !hasNotLeft && !moves.isBeingDelivered(lot.range().orElseThrow());
    }
}
