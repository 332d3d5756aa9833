package coop.fairpass.booklets;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.orders.OrderId;
import coop.fairpass.orders.OrderState;
import coop.fairpass.orders.Orders;
import coop.fairpass.web.Sha256;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The payer gives the logo that its booklets bear, until it approves their proof. The last one given
 * counts.
 */
@Component
public class StoreLogo {

    public sealed interface Outcome {
        record Stored(String digest) implements Outcome {}

        record NotALogo(LogoFault fault) implements Outcome {}

        record Refused(BookletReason reason) implements Outcome {}
    }

    private static final EnumSet<OrderState> BEFORE_PRODUCTION =
            EnumSet.of(OrderState.ORDERED, OrderState.FRAMED, OrderState.IN_PROOF);

    private final Orders orders;
    private final JdbcClient jdbc;
    private final Clock clock;

    StoreLogo(Orders orders, JdbcClient jdbc, Clock clock) {
        this.orders = orders;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Transactional
    public Outcome handle(OrderId id, byte[] file, Actor by) {
        if (!by.hasAny(Role.PAYER_BUYER, Role.COOP_SALES, Role.COOP_PRODUCTION)) {
            return new Outcome.Refused(BookletReason.NOT_ALLOWED);
        }
        var order = orders.find(id, by);
        if (order.isEmpty()) {
            return new Outcome.Refused(BookletReason.UNKNOWN_ORDER);
        }
        if (!BEFORE_PRODUCTION.contains(order.get().state())) {
            return new Outcome.Refused(BookletReason.NOT_POSSIBLE_NOW);
        }
        if (Logo.read(file) instanceof Logo.Reading.Refused(var fault)) {
            return new Outcome.NotALogo(fault);
        }
        var digest = Sha256.of(file);
        jdbc.sql("""
                        INSERT INTO booklets.logo (voucher_order, digest, file, entered_at, entered_by)
                        VALUES (:order, :digest, :file, :at, :by)
                            ON CONFLICT (voucher_order, digest)
                            DO UPDATE SET entered_at = excluded.entered_at, entered_by = excluded.entered_by
                        """)
                .param("order", id.value())
                .param("digest", digest)
                .param("file", file)
                .param("at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .param("by", by.reference())
                .update();
        return new Outcome.Stored(digest);
    }
}
