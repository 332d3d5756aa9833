package coop.fairpass.redemption;

import coop.fairpass.booklets.VoucherGate;
import coop.fairpass.orders.OrderId;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * An order takes no more redemptions, however late a service is entered: its unused value goes back to the payer, and
 * what is given back cannot also be owed to a provider (V17).
 */
@Component
public class EndOrder {

    private final VoucherGate gate;
    private final JdbcClient jdbc;
    private final Clock clock;

    EndOrder(VoucherGate gate, JdbcClient jdbc, Clock clock) {
        this.gate = gate;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Redemptions under way finish first; those that come after are refused. Twice is once. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void handle(OrderId order) {
        gate.passAlone();
        jdbc.sql("""
                        INSERT INTO redemption.ended_order (voucher_order, ended_at)
                        VALUES (:order, :at)
                            ON CONFLICT (voucher_order) DO NOTHING
                        """)
                .param("order", order.value())
                .param("at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .update();
    }
}
