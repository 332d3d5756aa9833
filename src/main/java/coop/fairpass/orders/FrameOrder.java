package coop.fairpass.orders;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Cadrage : texts, logos, restrictions, delivery addresses and end dates are each marked conform; only then does the
 * order leave {@code ORDERED} (O6, R-014).
 */
@Component
public class FrameOrder {

    /** What must be conform before a proof is made. */
    public enum FramingItem {
        TEXTS,
        LOGOS,
        RESTRICTIONS,
        ADDRESSES,
        END_DATES
    }

    /** The items that are conform, all of them each time; others are no longer. */
    public record Command(OrderId order, Set<FramingItem> conform, Actor by) {}

    public sealed interface Outcome {
        /** What is conform; the order is framed when nothing is missing. */
        record Marked(Set<FramingItem> missing) implements Outcome {}

        record Refused(OrderReason reason) implements Outcome {}
    }

    private final Orders orders;
    private final JdbcClient jdbc;
    private final Clock clock;

    FrameOrder(Orders orders, JdbcClient jdbc, Clock clock) {
        this.orders = orders;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Transactional
    public Outcome handle(Command command) {
        if (!command.by().has(Role.COOP_SALES)) {
            return new Outcome.Refused(OrderReason.NOT_ALLOWED);
        }
        var found = orders.lock(command.order());
        if (found.isEmpty()) {
            return new Outcome.Refused(OrderReason.UNKNOWN_ORDER);
        }
        var missing = EnumSet.allOf(FramingItem.class);
        missing.removeAll(command.conform());
        if (found.get().state() == OrderState.FRAMED && missing.isEmpty()) {
            return new Outcome.Marked(missing);
        }
        if (found.get().state() != OrderState.ORDERED) {
            return new Outcome.Refused(OrderReason.NOT_POSSIBLE_NOW);
        }
        jdbc.sql("DELETE FROM orders.framing WHERE voucher_order = :order")
                .param("order", command.order().value())
                .update();
        for (var item : command.conform()) {
            mark(command, item);
        }
        if (missing.isEmpty()) {
            orders.take(found.get(), OrderStep.O6_FRAMED, command.by(), "");
        }
        return new Outcome.Marked(missing);
    }

    /** What is conform so far. */
    @Transactional(readOnly = true)
    public Set<FramingItem> conform(OrderId order) {
        var items = EnumSet.noneOf(FramingItem.class);
        jdbc.sql("SELECT item FROM orders.framing WHERE voucher_order = :order")
                .param("order", order.value())
                .query(String.class)
                .list()
                .forEach(item -> items.add(FramingItem.valueOf(item)));
        return items;
    }

    private void mark(Command command, FramingItem item) {
        jdbc.sql("""
                        INSERT INTO orders.framing (voucher_order, item, marked_at, marked_by)
                        VALUES (:order, :item, :at, :by)
                        """)
                .param("order", command.order().value())
                .param("item", item.name())
                .param("at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .param("by", command.by().reference())
                .update();
    }
}
