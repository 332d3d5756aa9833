package coop.fairpass.orders;

import coop.fairpass.directory.Actor;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Who asked to give up an order or a lot thinks better of it, while the other side has not agreed. */
@Component
public class TakeBackCancellation {

    public record Command(OrderId order, Actor by) {}

    public sealed interface Outcome {
        record TakenBack(VoucherOrder order) implements Outcome {}

        record Refused(OrderReason reason) implements Outcome {}
    }

    private final Orders orders;
    private final CancellationAsks asks;

    TakeBackCancellation(Orders orders, CancellationAsks asks) {
        this.orders = orders;
        this.asks = asks;
    }

    /** All that this side asked of the order and of its lots; nothing asked is already taken back. */
    @Transactional
    public Outcome handle(Command command) {
        var by = command.by();
        var found = orders.lock(command.order());
        if (found.isEmpty() || !(by.isOf(found.get().payer()) || by.isOfTheCooperative())) {
            return new Outcome.Refused(OrderReason.UNKNOWN_ORDER);
        }
        if (!OrderStep.O22_CANCELLED_IN_PRODUCTION.isAllowedTo(by)) {
            return new Outcome.Refused(OrderReason.NOT_ALLOWED);
        }
        asks.takeBack(found.get(), by);
        return new Outcome.TakenBack(found.get());
    }
}
