package coop.fairpass.orders;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The payer confirms what it reads at the stop date, and acknowledges at the next that later hand-overs are at its own
 * charge; the exact text is kept with who and when.
 */
@Component
public class ConfirmEndStep {

    /** What the payer confirms. */
    public enum EndStep {
        STOP,
        ACKNOWLEDGE
    }

    public record Command(OrderId order, EndStep step, Actor by) {}

    /** One confirmation, as it was given. */
    public record Confirmation(EndStep step, Instant at, String by, String text) {}

    public sealed interface Outcome {
        record Confirmed(Confirmation confirmation) implements Outcome {}

        record Refused(OrderReason reason) implements Outcome {}
    }

    private final Orders orders;
    private final JdbcClient jdbc;
    private final Clock clock;

    ConfirmEndStep(Orders orders, JdbcClient jdbc, Clock clock) {
        this.orders = orders;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Transactional
    public Outcome handle(Command command) {
        var by = command.by();
        var found = orders.lock(command.order());
        if (found.isEmpty() || !(by.isOf(found.get().payer()) || by.isOfTheCooperative())) {
            return new Outcome.Refused(OrderReason.UNKNOWN_ORDER);
        }
        var order = found.get();
        if (!by.isOf(order.payer()) || !by.has(Role.PAYER_BUYER)) {
            return new Outcome.Refused(OrderReason.NOT_ALLOWED);
        }
        var earlier = of(order.id()).stream()
                .filter(confirmation -> confirmation.step() == command.step())
                .findFirst();
        if (earlier.isPresent()) {
            return new Outcome.Confirmed(earlier.get());
        }
        var today = Paris.today(clock);
        var dates = order.need().endDates();
        var from = command.step() == EndStep.STOP ? dates.alertOn() : dates.stopOn();
        boolean alive = order.state() == OrderState.RUNNING || order.state() == OrderState.ENDING;
        if (!alive || today.isBefore(from)) {
            return new Outcome.Refused(OrderReason.NOT_POSSIBLE_NOW);
        }
        var text = textOf(command.step(), order);
        jdbc.sql("""
                        INSERT INTO orders.confirmation (voucher_order, step, confirmed_at, confirmed_by, confirmed_as, text)
                        VALUES (:order, :step, :at, :by, :as, :text)
                        """)
                .param("order", order.id().value())
                .param("step", command.step().name())
                .param("at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .param("by", by.reference())
                .param("as", by.label())
                .param("text", text)
                .update();
        return new Outcome.Confirmed(of(order.id()).stream()
                .filter(confirmation -> confirmation.step() == command.step())
                .findFirst()
                .orElseThrow());
    }

    /** The sentence that the payer is asked to confirm. */
    public static String textOf(EndStep step, VoucherOrder order) {
        var dates = order.need().endDates();
        return switch (step) {
            case STOP ->
                "Commande %s : nous avons lu le nombre de carnets remis et non remis. Nos distributeurs cessent les remises le %s."
                        .formatted(order.signedNumber(), Paris.french(dates.stopOn()));
            case ACKNOWLEDGE ->
                ("Commande %s : nous acceptons que tout carnet remis à partir du %s le soit à notre charge, les chèques"
                                + " utilisés étant payés au prestataire jusqu’au %s.")
                        .formatted(
                                order.signedNumber(),
                                Paris.french(dates.stopOn()),
                                Paris.french(dates.toleranceEndsOn()));
        };
    }

    /** What was confirmed for an order. */
    @Transactional(readOnly = true)
    public List<Confirmation> of(OrderId order) {
        return jdbc.sql("""
                        SELECT step, confirmed_at, confirmed_as, text
                          FROM orders.confirmation
                         WHERE voucher_order = :order
                         ORDER BY confirmed_at
                        """)
                .param("order", order.value())
                .query((row, _) -> new Confirmation(
                        EndStep.valueOf(row.getString("step")),
                        row.getObject("confirmed_at", OffsetDateTime.class).toInstant(),
                        row.getString("confirmed_as"),
                        row.getString("text")))
                .list();
    }
}
