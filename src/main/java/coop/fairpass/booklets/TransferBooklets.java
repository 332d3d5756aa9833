package coop.fairpass.booklets;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Organisations;
import coop.fairpass.directory.Role;
import coop.fairpass.notices.Notices;
import coop.fairpass.orders.OrderId;
import coop.fairpass.orders.Orders;
import coop.fairpass.web.Plural;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A distributor, or a payer who holds stock, sends booklets on to another organisation; until they are counted in
 * there, they are still the sender's (B3, R-065). From the stop date of their order they stay where they are.
 */
@Component
public class TransferBooklets {

    /** @param move chosen by the caller, so that asking twice sends once */
    public record Command(UUID move, OrganisationId receiver, BookletRanges booklets, Actor by) {}

    /**
     * A payer asks the distributor of its dormant stock to send it on.
     *
     * @param request chosen by the caller, so that asking twice is asking once
     */
    public record Request(
            UUID request, OrderId order, OrganisationId from, OrganisationId to, long booklets, Actor by) {}

    public sealed interface Outcome {
        record Sent(Move move) implements Outcome {}

        /** Both distributors were told; the one sends, or not. */
        record Asked() implements Outcome {}

        record Refused(BookletReason reason) implements Outcome {}
    }

    private final Lots lots;
    private final Booklets booklets;
    private final Moves moves;
    private final Sending sending;
    private final TransferRequests requests;
    private final Orders orders;
    private final Organisations organisations;
    private final Notices notices;
    private final Clock clock;

    TransferBooklets(
            Lots lots,
            Booklets booklets,
            Moves moves,
            Sending sending,
            TransferRequests requests,
            Orders orders,
            Organisations organisations,
            Notices notices,
            Clock clock) {
        this.lots = lots;
        this.booklets = booklets;
        this.moves = moves;
        this.sending = sending;
        this.requests = requests;
        this.orders = orders;
        this.organisations = organisations;
        this.notices = notices;
        this.clock = clock;
    }

    @Transactional
    public Outcome handle(Command command) {
        var by = command.by();
        if (!BookletStep.B3_SENT.isAllowedTo(by) || by.organisation().isEmpty()) {
            return new Outcome.Refused(BookletReason.NOT_ALLOWED);
        }
        var sender = by.organisation().get();
        if (organisations.find(command.receiver()).isEmpty()) {
            return new Outcome.Refused(BookletReason.UNKNOWN_ORGANISATION);
        }
        if (sender.equals(command.receiver())) {
            return new Outcome.Refused(BookletReason.SAME_ORGANISATION);
        }
        if (command.booklets().isEmpty()) {
            return new Outcome.Refused(BookletReason.NOTHING_CHOSEN);
        }
        var known = moves.find(command.move());
        if (known.isPresent()) {
            return sending.isSame(known.get(), sender, command.receiver(), command.booklets())
                    ? new Outcome.Sent(known.get())
                    : new Outcome.Refused(BookletReason.ID_TAKEN);
        }
        var own = booklets.lock(command.booklets(), BookletState.IN_STOCK, sender);
        if (!own.equals(command.booklets())) {
            return new Outcome.Refused(BookletReason.NOT_IN_YOUR_STOCK);
        }
        var today = Paris.today(clock);
        if (lots.carrying(own).stream().anyMatch(lot -> !today.isBefore(lot.stopOn()))) {
            return new Outcome.Refused(BookletReason.AFTER_STOP_DATE);
        }
        return new Outcome.Sent(sending.send(command.move(), Move.Kind.TRANSFER, sender, command.receiver(), own, by));
    }

    @Transactional
    public Outcome handle(Request request) {
        if (!request.by().has(Role.PAYER_BUYER)) {
            return new Outcome.Refused(BookletReason.NOT_ALLOWED);
        }
        var order = orders.find(request.order(), request.by());
        if (order.isEmpty()) {
            return new Outcome.Refused(BookletReason.UNKNOWN_ORDER);
        }
        var to = organisations.find(request.to());
        var from = organisations.find(request.from());
        if (to.isEmpty() || from.isEmpty()) {
            return new Outcome.Refused(BookletReason.UNKNOWN_ORGANISATION);
        }
        if (request.from().equals(request.to())) {
            return new Outcome.Refused(BookletReason.SAME_ORGANISATION);
        }
        var known = requests.find(request.request());
        if (known.isPresent()) {
            return known.get().equals(TransferRequests.Asked.of(request))
                    ? new Outcome.Asked()
                    : new Outcome.Refused(BookletReason.ID_TAKEN);
        }
        long held = lots.ofOrder(request.order()).stream()
                .mapToLong(lot -> booklets.of(lot.code(), BookletState.IN_STOCK, request.from())
                        .count())
                .sum();
        if (request.booklets() < 1 || request.booklets() > held) {
            return new Outcome.Refused(BookletReason.NOT_AVAILABLE);
        }
        if (!Paris.today(clock).isBefore(order.get().need().endDates().stopOn())) {
            return new Outcome.Refused(BookletReason.AFTER_STOP_DATE);
        }
        if (!requests.insert(request)) {
            return new Outcome.Refused(BookletReason.ID_TAKEN);
        }
        notices.tell(
                request.to(),
                "transfer-asked/" + request.request(),
                "Le commanditaire demande que des carnets vous soient envoyés",
                "Commande %s : %s pour vous à %s."
                        .formatted(
                                order.get().signedNumber(),
                                Plural.of(request.booklets(), "carnet est demandé", "carnets sont demandés"),
                                from.get().legalName()));
        notices.tell(
                request.from(),
                "transfer-asked/" + request.request(),
                "Le commanditaire vous demande d’envoyer des carnets",
                "Commande %s : envoyez %s à %s avant le %s."
                        .formatted(
                                order.get().signedNumber(),
                                Plural.of(request.booklets(), "carnet", "carnets"),
                                to.get().legalName(),
                                Paris.french(order.get().need().endDates().stopOn())));
        return new Outcome.Asked();
    }
}
