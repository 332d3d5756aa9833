package coop.fairpass.booklets;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Organisation;
import coop.fairpass.directory.Organisations;
import coop.fairpass.orders.Lot;
import coop.fairpass.orders.OrderState;
import coop.fairpass.orders.Orders;
import coop.fairpass.orders.VoucherOrder;
import coop.fairpass.winddown.WindDown;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The lots that production has in hand: to number, to print, to send, on their way. */
@Component
class LotsToMake {

    private final Orders orders;
    private final Lots lots;
    private final PrintFiles files;
    private final Organisations organisations;
    private final boolean printsItsOwn;
    private final WindDown windDown;

    LotsToMake(
            Orders orders,
            Lots lots,
            PrintFiles files,
            Organisations organisations,
            @Value("${fairpass.booklet.prints-its-own:false}") boolean printsItsOwn,
            WindDown windDown) {
        this.orders = orders;
        this.lots = lots;
        this.files = files;
        this.organisations = organisations;
        this.printsItsOwn = printsItsOwn;
        this.windDown = windDown;
    }

    /** Lots not yet received, of orders that are framed and not ended, the oldest order first. */
    @Transactional(readOnly = true)
    List<LotToMake> now(Actor by) {
        boolean isStopped = windDown.isOn();
        return orders.visibleTo(by).reversed().stream()
                .filter(order -> switch (order.state()) {
                    case FRAMED, IN_PROOF, IN_PRODUCTION, SHIPPED, DELIVERED, RUNNING -> true;
                    case DRAFT,
                            QUOTED,
                            LAPSED,
                            ORDERED,
                            ENDING,
                            EXPIRED,
                            IN_RECONCILIATION,
                            DISPUTED,
                            RECONCILED,
                            CLOSED,
                            CANCELLED -> false;
                })
                .flatMap(order ->
                        orders.lots(order.id()).stream().flatMap(lot -> toMake(order, lot, isStopped).stream()))
                .toList();
    }

    private Optional<LotToMake> toMake(VoucherOrder order, Lot lot, boolean isStopped) {
        return next(order, lot)
                .map(next -> new LotToMake(
                        lot.id().value().toString(),
                        order.signedNumber(),
                        organisations
                                .find(order.payer())
                                .map(Organisation::legalName)
                                .orElse(""),
                        lot.place(),
                        lot.booklets(),
                        lot.vouchers(),
                        lot.range()
                                .map(BookletRange::of)
                                .map(BookletRange::said)
                                .orElse(""),
                        next,
                        printsItsOwn,
                        isStopped));
    }

    private Optional<LotWork> next(VoucherOrder order, Lot lot) {
        return switch (lot.goods()) {
            case PLANNED -> Optional.of(planned(order, lot));
            case PRINTED -> Optional.of(LotWork.SHIP);
            case SHIPPED -> Optional.of(LotWork.WAIT_FOR_RECEIPT);
            case RECEIVED, CANCELLED -> Optional.empty();
        };
    }

    private LotWork planned(VoucherOrder order, Lot lot) {
        if (lot.range().isEmpty()) {
            boolean isDecided = order.state() != OrderState.FRAMED && order.state() != OrderState.IN_PROOF;
            return isDecided ? LotWork.NUMBER : LotWork.WAIT_FOR_PROOF;
        }
        return lots.find(lot.id())
                .flatMap(LotTerms::range)
                .flatMap(files::of)
                .map(taken -> taken.hasOpenGap() ? LotWork.EXPLAIN_PRINT_GAP : LotWork.PRINTER_HAS_IT)
                .orElse(LotWork.PRINT);
    }
}
