package coop.fairpass.orders;

import coop.fairpass.calendar.DailyTask;
import coop.fairpass.notices.Notices;
import coop.fairpass.winddown.WindDown;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Orders that are invoiced on delivery and were delivered while nothing new was issued: no money is called for them. As
 * long as a wind-down is in force they are passed over, and payers are told that their order can be cancelled; once it
 * is revoked, their documents are issued.
 */
@Component
class CallsHeldBack implements DailyTask {

    private static final Logger log = LoggerFactory.getLogger(CallsHeldBack.class);

    private final Orders orders;
    private final Receivables receivables;
    private final OrderDocuments documents;
    private final Notices notices;
    private final WindDown windDown;
    private final TransactionTemplate transaction;

    CallsHeldBack(
            Orders orders,
            Receivables receivables,
            OrderDocuments documents,
            Notices notices,
            WindDown windDown,
            TransactionTemplate transaction) {
        this.orders = orders;
        this.receivables = receivables;
        this.documents = documents;
        this.notices = notices;
        this.windDown = windDown;
        this.transaction = transaction;
    }

    @Override
    public String name() {
        return "orders: calls for funds that a wind-down holds back";
    }

    @Override
    public int order() {
        return 20; // after what the calendar ends
    }

    @Override
    public void run(LocalDate today) {
        if (windDown.isOn()) {
            var stopped = notActive();
            stopped.forEach(order -> transaction.executeWithoutResult(_ -> tell(notices, order)));
            if (!stopped.isEmpty()) {
                log.info("wind-down: {} orders are neither called nor activated", stopped.size());
            }
            return;
        }
        heldBack().forEach(order -> transaction.executeWithoutResult(_ -> issue(order.id(), today)));
    }

    private void issue(OrderId id, LocalDate today) {
        var order = orders.lock(id).orElseThrow();
        if (isHeldBack(order) && !windDown.stops()) {
            documents.issue(order, today);
        }
    }

    /** Signed orders of which no voucher is active: only these can still be cancelled whole. */
    private List<VoucherOrder> notActive() {
        return Arrays.stream(OrderState.values())
                .filter(state -> state != OrderState.DRAFT && state != OrderState.QUOTED)
                .filter(CallsHeldBack::mayBeCancelled)
                .flatMap(state -> orders.in(state).stream())
                .toList();
    }

    private static boolean mayBeCancelled(OrderState state) {
        return OrderStep.O21_CANCELLED_BEFORE_PRODUCTION.isPossibleFrom(state)
                || OrderStep.O22_CANCELLED_IN_PRODUCTION.isPossibleFrom(state);
    }

    private List<VoucherOrder> heldBack() {
        return orders.in(OrderState.DELIVERED).stream().filter(this::isHeldBack).toList();
    }

    private boolean isHeldBack(VoucherOrder order) {
        return order.state() == OrderState.DELIVERED
                && order.need().invoiceOn() == Need.InvoiceOn.DELIVERY
                && receivables.of(order.id()).isEmpty();
    }

    /** Tells the payer, once, that its order will not be activated and how to have its money back. */
    static void tell(Notices notices, VoucherOrder order) {
        notices.tell(
                order.payer(),
                "wind-down-order/" + order.id(),
                "Votre commande ne sera pas activée",
                ("Commande %s : la coopérative ne délivre plus de nouveaux chèques. Annulez la commande depuis sa"
                                + " page : rien de plus n’est à payer pour ses chèques, et leur valeur déjà payée vous est"
                                + " rendue.")
                        .formatted(order.signedNumber()));
    }
}
