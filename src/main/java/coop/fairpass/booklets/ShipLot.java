package coop.fairpass.booklets;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Organisations;
import coop.fairpass.orders.Lot.Goods;
import coop.fairpass.orders.LotGoods;
import coop.fairpass.orders.LotId;
import coop.fairpass.orders.Orders;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Printed booklets of a lot leave the cooperative for a distributor, or for the payer who will share them out (B3,
 * O10). A lot may leave in several moves.
 */
@Component
public class ShipLot {

    /**
     * @param move chosen by the caller, so that asking twice ships once
     * @param booklets empty for all that has not left
     */
    public record Command(UUID move, LotId lot, OrganisationId receiver, Optional<BookletRanges> booklets, Actor by) {}

    public sealed interface Outcome {
        record Shipped(Move move, BookletRanges booklets) implements Outcome {}

        record Refused(BookletReason reason) implements Outcome {}
    }

    private final Orders orders;
    private final LotGoods goods;
    private final Lots lots;
    private final Booklets booklets;
    private final PrintFiles files;
    private final Moves moves;
    private final Sending sending;
    private final Organisations organisations;

    ShipLot(
            Orders orders,
            LotGoods goods,
            Lots lots,
            Booklets booklets,
            PrintFiles files,
            Moves moves,
            Sending sending,
            Organisations organisations) {
        this.orders = orders;
        this.goods = goods;
        this.lots = lots;
        this.booklets = booklets;
        this.files = files;
        this.moves = moves;
        this.sending = sending;
        this.organisations = organisations;
    }

    @Transactional
    public Outcome handle(Command command) {
        if (!BookletStep.B2_PRINTED.isAllowedTo(command.by())) {
            return new Outcome.Refused(BookletReason.NOT_ALLOWED);
        }
        var found = lots.find(command.lot());
        if (found.isEmpty()) {
            return new Outcome.Refused(BookletReason.UNKNOWN_LOT);
        }
        orders.lock(found.get().order());
        var lot = lots.get(found.get().code());
        var sender = organisations.cooperative();
        if (sender.isEmpty()) {
            return new Outcome.Refused(BookletReason.COOPERATIVE_NOT_SET_UP);
        }
        if (organisations.find(command.receiver()).isEmpty()) {
            return new Outcome.Refused(BookletReason.UNKNOWN_ORGANISATION);
        }
        if (sender.get().id().equals(command.receiver())) {
            return new Outcome.Refused(BookletReason.SAME_ORGANISATION);
        }
        var known = moves.find(command.move());
        if (known.isPresent()) {
            var sent = moves.sent(command.move());
            return sending.isSame(
                            known.get(),
                            sender.get().id(),
                            command.receiver(),
                            command.booklets().orElse(sent))
                    ? new Outcome.Shipped(known.get(), sent)
                    : new Outcome.Refused(BookletReason.ID_TAKEN);
        }
        var refused = refusal(lot);
        if (refused.isPresent()) {
            return new Outcome.Refused(refused.get());
        }
        var printed = booklets.lock(BookletRanges.of(lot.range().orElseThrow()), BookletState.PRINTED);
        var wanted = command.booklets().orElse(printed);
        if (wanted.isEmpty() || !printed.contains(wanted)) {
            return new Outcome.Refused(BookletReason.NOT_AVAILABLE);
        }
        if (lot.goods() == Goods.PRINTED) {
            goods.shipped(orders.lot(lot.id()).orElseThrow(), command.by());
        }
        var move = sending.send(
                command.move(), Move.Kind.DELIVERY, sender.get().id(), command.receiver(), wanted, command.by());
        return new Outcome.Shipped(move, wanted);
    }

    private Optional<BookletReason> refusal(LotTerms lot) {
        return switch (lot.goods()) {
            case PRINTED, SHIPPED -> Optional.empty();
            case PLANNED ->
                Optional.of(
                        lot.range()
                                        .flatMap(files::of)
                                        .filter(PrintFiles.Taken::hasOpenGap)
                                        .isPresent()
                                ? BookletReason.PRINT_GAP_UNEXPLAINED
                                : BookletReason.NOT_PRINTED_YET);
            case RECEIVED -> Optional.of(BookletReason.NOT_AVAILABLE);
            case CANCELLED -> Optional.of(BookletReason.NOT_POSSIBLE_NOW);
        };
    }
}
