package coop.fairpass.booklets;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.notices.Notices;
import coop.fairpass.orders.OrderId;
import coop.fairpass.orders.OrderState;
import coop.fairpass.orders.Orders;
import coop.fairpass.orders.VoucherOrder;
import coop.fairpass.web.Plural;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A payer withdraws, before the end, stock that a distributor does not hand over: it is worth nothing any more, and its
 * value is credited in the same transaction (V15, M45).
 */
@Component
public class WithdrawStock {

    /**
     * @param withdrawal chosen by the caller, so that asking twice withdraws once
     * @param booklets how many the payer read and believes
     */
    public record Command(UUID withdrawal, OrderId order, OrganisationId distributor, long booklets, Actor by) {}

    public sealed interface Outcome {
        record Withdrawn(long booklets) implements Outcome {}

        record Refused(BookletReason reason) implements Outcome {}
    }

    private final Orders orders;
    private final VoucherGate gate;
    private final Lots lots;
    private final Booklets booklets;
    private final Withdrawals withdrawals;
    private final Notices notices;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    WithdrawStock(
            Orders orders,
            VoucherGate gate,
            Lots lots,
            Booklets booklets,
            Withdrawals withdrawals,
            Notices notices,
            ApplicationEventPublisher events,
            Clock clock) {
        this.orders = orders;
        this.gate = gate;
        this.lots = lots;
        this.booklets = booklets;
        this.withdrawals = withdrawals;
        this.notices = notices;
        this.events = events;
        this.clock = clock;
    }

    @Transactional
    public Outcome handle(Command command) {
        var by = command.by();
        if (!BookletStep.B15_WITHDRAWN.isAllowedTo(by)) {
            return new Outcome.Refused(BookletReason.NOT_ALLOWED);
        }
        var found = orders.lock(command.order()).filter(order -> by.isOf(order.payer()));
        if (found.isEmpty()) {
            return new Outcome.Refused(BookletReason.UNKNOWN_ORDER);
        }
        var earlier = withdrawals.of(command.withdrawal());
        if (!earlier.isEmpty()) {
            return isThis(command, earlier)
                    ? new Outcome.Withdrawn(command.booklets())
                    : new Outcome.Refused(BookletReason.ID_TAKEN);
        }
        var order = found.get();
        boolean isAlive = order.state() == OrderState.RUNNING || order.state() == OrderState.ENDING;
        if (!isAlive || Paris.today(clock).isAfter(order.need().endDates().validUntil())) {
            return new Outcome.Refused(BookletReason.NOT_POSSIBLE_NOW);
        }
        gate.passAlone();
        var stock = stock(command);
        if (stock.isEmpty()) {
            return new Outcome.Refused(BookletReason.NOT_AVAILABLE);
        }
        if (stock.count() != command.booklets()) {
            return new Outcome.Refused(BookletReason.CHANGED_SINCE);
        }
        withdraw(command, order, stock);
        return new Outcome.Withdrawn(stock.count());
    }

    private boolean isThis(Command command, List<Withdrawals.Withdrawn> earlier) {
        var lots =
                this.lots.ofOrder(command.order()).stream().map(LotTerms::code).toList();
        return earlier.stream()
                        .allMatch(part -> part.holder().equals(command.distributor()) && lots.contains(part.lot()))
                && earlier.stream().mapToLong(Withdrawals.Withdrawn::booklets).sum() == command.booklets();
    }

    /** Only active lots: what never circulated has no value to give back by a credit note. */
    private BookletRanges stock(Command command) {
        var held = new ArrayList<BookletRange>();
        for (var lot : lots.ofOrder(command.order())) {
            if (lot.isActive()) {
                held.addAll(booklets.of(lot.code(), BookletState.IN_STOCK, command.distributor())
                        .runs());
            }
        }
        return booklets.lock(new BookletRanges(held), BookletState.IN_STOCK, command.distributor());
    }

    private void withdraw(Command command, VoucherOrder order, BookletRanges stock) {
        withdrawals.withdraw(
                stock, command.withdrawal(), Paris.today(clock), command.by(), "à la demande du commanditaire");
        notices.tell(
                command.distributor(),
                "withdrawn/" + command.withdrawal(),
                "Des carnets de votre stock sont retirés",
                "Commande %s : %s à la demande du commanditaire : %s."
                        .formatted(
                                order.signedNumber(),
                                Plural.of(
                                        stock.count(),
                                        "carnet ne vaut plus rien et est retiré",
                                        "carnets ne valent plus rien et sont retirés"),
                                stock.french()));
        events.publishEvent(new StockWithdrawn(order.id()));
    }
}
