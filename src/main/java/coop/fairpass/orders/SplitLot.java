package coop.fairpass.orders;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.orders.Lot.Goods;
import coop.fairpass.orders.Lot.Range;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * On the payer's request, the first booklets of a lot stay in it and the others become a lot of their own, so that what
 * is funded can be activated. The payer keeps no more than is funded; the cooperative may also share a
 * lot to ship it in parts.
 */
@Component
public class SplitLot {

    /** {@code newLot} is chosen by the form; {@code keep} booklets stay. */
    public record Command(LotId lot, long keep, LotId newLot, Actor by) {}

    public sealed interface Outcome {
        record Split(Lot kept, Lot separated) implements Outcome {}

        record Refused(OrderReason reason) implements Outcome {}
    }

    private final Orders orders;
    private final Receivables receivables;
    private final ApplicationEventPublisher events;
    private final JdbcClient jdbc;
    private final Clock clock;

    SplitLot(Orders orders, Receivables receivables, ApplicationEventPublisher events, JdbcClient jdbc, Clock clock) {
        this.orders = orders;
        this.receivables = receivables;
        this.events = events;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Transactional
    public Outcome handle(Command command) {
        var found = orders.lot(command.lot());
        if (found.isEmpty()) {
            return new Outcome.Refused(OrderReason.UNKNOWN_LOT);
        }
        var order = orders.lock(found.get().order()).orElseThrow();
        if (!command.by().isOf(order.payer()) && !command.by().isOfTheCooperative()) {
            return new Outcome.Refused(OrderReason.UNKNOWN_LOT);
        }
        if (!command.by().hasAny(Role.PAYER_BUYER, Role.PAYER_ACCOUNTANT, Role.COOP_SALES)) {
            return new Outcome.Refused(OrderReason.NOT_ALLOWED);
        }
        var done = orders.lot(command.newLot());
        var lot = orders.lot(command.lot()).orElseThrow();
        if (done.isPresent()) {
            return isThisSplit(command, lot)
                    ? new Outcome.Split(lot, done.get())
                    : new Outcome.Refused(OrderReason.ID_TAKEN);
        }
        if (lot.isActive()) {
            return new Outcome.Refused(OrderReason.LOT_ALREADY_ACTIVE);
        }
        if (lot.goods() == Goods.CANCELLED || order.terms().isEmpty()) {
            return new Outcome.Refused(OrderReason.NOT_POSSIBLE_NOW);
        }
        if (command.keep() < 1 || command.keep() >= lot.booklets()) {
            return new Outcome.Refused(OrderReason.LOT_TOO_SMALL_TO_SPLIT);
        }
        var kept = order.signedTerms().faceValue().times(command.keep() * lot.bookletSize());
        if (command.by().isOf(order.payer())
                && receivables.available(order, orders.lots(order.id())).isLessThan(kept)) {
            return new Outcome.Refused(OrderReason.MORE_THAN_FUNDED);
        }
        var moved = lot.range().map(range -> new Range(range.first() + command.keep(), range.last()));
        shorten(lot, command.keep());
        int place =
                1 + orders.lots(order.id()).stream().mapToInt(Lot::place).max().orElse(0);
        separate(lot, command, place, moved);
        var separated = orders.lot(command.newLot()).orElseThrow();
        events.publishEvent(new LotSplit(lot.code(), separated.code(), moved));
        return new Outcome.Split(orders.lot(lot.id()).orElseThrow(), separated);
    }

    /** Booklets of a range now belong to another lot; told in the transaction that split it. */
    public record LotSplit(int from, int to, Optional<Range> moved) {}

    private void shorten(Lot lot, long keep) {
        jdbc.sql("""
                        UPDATE orders.lot
                           SET booklets = :keep, last_booklet = first_booklet + :keep - 1
                         WHERE id = :id
                        """).param("keep", keep).param("id", lot.id().value()).update();
    }

    /** Whether the new lot came from this lot, of which as many stayed; both may have been split again since. */
    private boolean isThisSplit(Command command, Lot lot) {
        return jdbc.sql("""
                        SELECT EXISTS (
                            SELECT 1
                              FROM orders.lot
                             WHERE id = :id
                               AND split_from = :from
                               AND split_keeping = :keep)
                        """)
                .param("id", command.newLot().value())
                .param("from", lot.code())
                .param("keep", command.keep())
                .query(Boolean.class)
                .single();
    }

    private void separate(Lot lot, Command command, int place, Optional<Range> moved) {
        jdbc.sql("""
                        INSERT INTO orders.lot (id, voucher_order, place, booklets, goods, first_booklet, last_booklet,
                               split_from, split_keeping, split_at, split_by, received_on)
                        SELECT :id, voucher_order, :place, :booklets, goods, :first, :last, code, :keep, :at, :by,
                               received_on
                          FROM orders.lot
                         WHERE id = :from
                        """)
                .param("id", command.newLot().value())
                .param("place", place)
                .param("booklets", lot.booklets() - command.keep())
                .param("keep", command.keep())
                .param("at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .param("by", command.by().reference())
                .param("first", moved.map(Range::first).orElse(null), java.sql.Types.BIGINT)
                .param("last", moved.map(Range::last).orElse(null), java.sql.Types.BIGINT)
                .param("from", lot.id().value())
                .update();
    }
}
