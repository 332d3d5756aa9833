package coop.fairpass.booklets;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Organisation;
import coop.fairpass.directory.Organisations;
import coop.fairpass.orders.Lot;
import coop.fairpass.orders.LotGoods;
import coop.fairpass.orders.OrderId;
import coop.fairpass.orders.OrderState;
import coop.fairpass.orders.Orders;
import coop.fairpass.winddown.WindDown;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Production makes the booklets of an approved order, one range a lot (B1, V1). Their codes are not drawn but follow
 * from their numbers and the keys, so nothing secret is written; a million take seconds.
 */
@Component
public class MakeBooklets {

    public record Command(OrderId order, Actor by) {}

    public sealed interface Outcome {
        /** All the lots of the order, each with its range. */
        record Made(List<Lot> lots) implements Outcome {
            public Made {
                lots = List.copyOf(lots);
            }
        }

        record Refused(BookletReason reason) implements Outcome {}
    }

    private final Orders orders;
    private final LotGoods goods;
    private final Lots lots;
    private final Booklets booklets;
    private final KeyGenerations generations;
    private final Organisations organisations;
    private final WindDown windDown;

    MakeBooklets(
            Orders orders,
            LotGoods goods,
            Lots lots,
            Booklets booklets,
            KeyGenerations generations,
            Organisations organisations,
            WindDown windDown) {
        this.orders = orders;
        this.goods = goods;
        this.lots = lots;
        this.booklets = booklets;
        this.generations = generations;
        this.organisations = organisations;
        this.windDown = windDown;
    }

    @Transactional
    public Outcome handle(Command command) {
        if (!BookletStep.B1_GENERATED.isAllowedTo(command.by())) {
            return new Outcome.Refused(BookletReason.NOT_ALLOWED);
        }
        var order = orders.lock(command.order());
        if (order.isEmpty()) {
            return new Outcome.Refused(BookletReason.UNKNOWN_ORDER);
        }
        var unmade = orders.lots(command.order()).stream()
                .filter(lot -> lot.goods() == Lot.Goods.PLANNED && lot.range().isEmpty())
                .toList();
        if (!unmade.isEmpty()) {
            if (order.get().state() != OrderState.IN_PRODUCTION) {
                return new Outcome.Refused(BookletReason.NOT_POSSIBLE_NOW);
            }
            if (windDown.stops()) {
                return new Outcome.Refused(BookletReason.WIND_DOWN);
            }
            var cooperative = organisations.cooperative();
            if (cooperative.isEmpty()) {
                return new Outcome.Refused(BookletReason.COOPERATIVE_NOT_SET_UP);
            }
            unmade.forEach(lot -> make(lot, cooperative.get(), command.by()));
        }
        return new Outcome.Made(orders.lots(command.order()));
    }

    private void make(Lot lot, Organisation cooperative, Actor by) {
        var range = booklets.make(
                lot.booklets(),
                lots.get(lot.code()),
                lot.bookletSize(),
                generations.newest(),
                cooperative.id(),
                BookletStep.B1_GENERATED,
                by,
                "");
        goods.numbered(lot, new Lot.Range(range.first(), range.last()));
    }
}
