package coop.fairpass.orders;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.notices.Notices;
import coop.fairpass.orders.Lot.Goods;
import coop.fairpass.orders.Lot.Range;
import coop.fairpass.winddown.WindDown;
import java.time.Clock;
import java.time.LocalDate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Where the paper of a lot is, told by the room that makes and follows booklets, in its transaction:
 * {@code PLANNED → PRINTED → SHIPPED → RECEIVED} (domain §5.1).
 */
@Component
public class LotGoods {

    private final Orders orders;
    private final OrderDocuments documents;
    private final JdbcClient jdbc;
    private final WindDown windDown;
    private final Notices notices;
    private final Clock clock;

    LotGoods(
            Orders orders, OrderDocuments documents, JdbcClient jdbc, WindDown windDown, Notices notices, Clock clock) {
        this.orders = orders;
        this.documents = documents;
        this.jdbc = jdbc;
        this.windDown = windDown;
        this.notices = notices;
        this.clock = clock;
    }

    /** The booklets of the lot were made and have these numbers. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void numbered(Lot lot, Range range) {
        jdbc.sql("UPDATE orders.lot SET first_booklet = :first, last_booklet = :last WHERE id = :id")
                .param("first", range.first())
                .param("last", range.last())
                .param("id", lot.id().value())
                .update();
    }

    /** The printer's acknowledgement matches what was made. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void printed(Lot lot) {
        move(lot, Goods.PLANNED, Goods.PRINTED);
    }

    /** The lot left; the first one makes the order {@code SHIPPED} (O10). */
    @Transactional(propagation = Propagation.MANDATORY)
    public void shipped(Lot lot, Actor by) {
        var order = orders.lock(lot.order()).orElseThrow();
        move(lot, Goods.PRINTED, Goods.SHIPPED);
        if (order.state() == OrderState.IN_PRODUCTION) {
            orders.take(order, OrderStep.O10_SHIPPED, by, "lot " + lot.place());
        }
    }

    /** Every booklet of the lot was counted in or declared missing; the first lot makes the order delivered (O11). */
    @Transactional(propagation = Propagation.MANDATORY)
    public void received(Lot lot, Actor by) {
        var order = orders.lock(lot.order()).orElseThrow();
        LocalDate today = Paris.today(clock);
        move(lot, Goods.SHIPPED, Goods.RECEIVED);
        jdbc.sql("UPDATE orders.lot SET received_on = :on WHERE id = :id")
                .param("on", today)
                .param("id", lot.id().value())
                .update();
        if (order.state() == OrderState.SHIPPED) {
            orders.take(order, OrderStep.O11_DELIVERED, by, "lot " + lot.place());
            if (order.need().invoiceOn() == Need.InvoiceOn.DELIVERY) {
                issueOrHoldBack(order, today);
            }
        }
    }

    /** No money is called for vouchers that will never be active; {@link CallsHeldBack} makes up for it. */
    private void issueOrHoldBack(VoucherOrder order, LocalDate today) {
        if (windDown.stops()) {
            CallsHeldBack.tell(notices, order);
        } else {
            documents.issue(order, today);
        }
    }

    private void move(Lot lot, Goods from, Goods to) {
        int moved = jdbc.sql("UPDATE orders.lot SET goods = :to WHERE id = :id AND goods = :from")
                .param("to", to.name())
                .param("from", from.name())
                .param("id", lot.id().value())
                .update();
        if (moved != 1) {
            throw new IllegalStateException("lot %s is not %s".formatted(lot.code(), from));
        }
    }
}
