package coop.fairpass.orders;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The payer's accountant records the public payment-order number expected on the bank line; an empty one erases
 * what was recorded.
 */
@Component
public class RecordMandate {

    public record Command(OrderId order, String mandateNumber, Actor by) {}

    public sealed interface Outcome {
        record Recorded(VoucherOrder order) implements Outcome {}

        record Refused(OrderReason reason) implements Outcome {}
    }

    private final Orders orders;
    private final JdbcClient jdbc;

    RecordMandate(Orders orders, JdbcClient jdbc) {
        this.orders = orders;
        this.jdbc = jdbc;
    }

    @Transactional
    public Outcome handle(Command command) {
        var by = command.by();
        var order = orders.lock(command.order());
        if (order.isEmpty() || !(by.isOf(order.get().payer()) || by.isOfTheCooperative())) {
            return new Outcome.Refused(OrderReason.UNKNOWN_ORDER);
        }
        if (!by.hasAny(Role.PAYER_ACCOUNTANT, Role.PAYER_BUYER, Role.TREASURER)) {
            return new Outcome.Refused(OrderReason.NOT_ALLOWED);
        }
        if (order.get().number().isEmpty()) {
            return new Outcome.Refused(OrderReason.NOT_POSSIBLE_NOW);
        }
        jdbc.sql("UPDATE orders.voucher_order SET mandate_number = :number WHERE id = :id")
                .param(
                        "number",
                        Optional.of(command.mandateNumber().strip())
                                .filter(number -> !number.isEmpty())
                                .orElse(null))
                .param("id", command.order().value())
                .update();
        return new Outcome.Recorded(orders.get(command.order()));
    }
}
