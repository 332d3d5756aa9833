package coop.fairpass.impact;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Organisations;
import coop.fairpass.directory.Role;
import coop.fairpass.notices.Notices;
import coop.fairpass.orders.OrderId;
import coop.fairpass.orders.Orders;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A payer asks that booklets waiting at one distributor be sent to another, until the stop date. Both are told;
 * the transfer itself is theirs to make.
 */
@Component
public class AskForTransfer {

    /** @param id chosen by the form, so that asking twice is asking once */
    public record Command(UUID id, OrderId order, OrganisationId from, OrganisationId to, long booklets, Actor by) {}

    public sealed interface Outcome {
        record Asked(Command request) implements Outcome {}

        record Refused(TransferRequestReason reason) implements Outcome {}
    }

    private final JdbcClient jdbc;
    private final Orders orders;
    private final Stocks stocks;
    private final Organisations organisations;
    private final Notices notices;
    private final Clock clock;

    AskForTransfer(
            JdbcClient jdbc, Orders orders, Stocks stocks, Organisations organisations, Notices notices, Clock clock) {
        this.jdbc = jdbc;
        this.orders = orders;
        this.stocks = stocks;
        this.organisations = organisations;
        this.notices = notices;
        this.clock = clock;
    }

    @Transactional
    public Outcome handle(Command command) {
        var by = command.by();
        var order = orders.find(command.order(), by);
        if (order.isEmpty()) {
            return new Outcome.Refused(TransferRequestReason.UNKNOWN_ORDER);
        }
        if (!by.hasAny(Role.PAYER_BUYER, Role.COOP_SALES)) {
            return new Outcome.Refused(TransferRequestReason.NOT_ALLOWED);
        }
        var from = organisations.find(command.from());
        var to = organisations.find(command.to());
        if (from.isEmpty() || to.isEmpty() || command.from().equals(command.to())) {
            return new Outcome.Refused(TransferRequestReason.UNKNOWN_DISTRIBUTOR);
        }
        if (!Paris.today(clock).isBefore(order.get().need().endDates().stopOn())) {
            return new Outcome.Refused(TransferRequestReason.AFTER_STOP_DATE);
        }
        long held = stocks.of(command.order()).stream()
                .filter(stock -> stock.distributor().equals(command.from()))
                .mapToLong(StockHeld::booklets)
                .sum();
        if (command.booklets() < 1 || command.booklets() > held) {
            return new Outcome.Refused(TransferRequestReason.MORE_THAN_IN_STOCK);
        }
        int entered = jdbc.sql("""
                        INSERT INTO impact.transfer_request (id, voucher_order, from_distributor, to_distributor,
                               booklets, asked_at, asked_by)
                        VALUES (:id, :order, :from, :to, :booklets, :at, :by)
                            ON CONFLICT (id) DO NOTHING
                        """)
                .param("id", command.id())
                .param("order", command.order().value())
                .param("from", command.from().value())
                .param("to", command.to().value())
                .param("booklets", command.booklets())
                .param("at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .param("by", by.reference())
                .update();
        if (entered == 1) {
            var key = "transfer-asked/" + command.id();
            notices.tell(
                    command.from(),
                    key,
                    "Transfert demandé",
                    "Le commanditaire de la commande %s demande de transférer %d carnets à %s."
                            .formatted(
                                    order.get().signedNumber(),
                                    command.booklets(),
                                    to.get().legalName()));
            notices.tell(
                    command.to(),
                    key,
                    "Transfert demandé",
                    "Le commanditaire de la commande %s demande à %s de vous transférer %d carnets."
                            .formatted(order.get().signedNumber(), from.get().legalName(), command.booklets()));
        }
        return new Outcome.Asked(command);
    }
}
