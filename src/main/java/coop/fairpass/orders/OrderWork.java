package coop.fairpass.orders;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.web.WorkWaiting;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What orders wait for from whoever came in. */
@Component
class OrderWork implements WorkWaiting {

    private final Orders orders;
    private final OrderProgress progress;

    OrderWork(Orders orders, OrderProgress progress) {
        this.orders = orders;
        this.progress = progress;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Waiting> waitingFor(Actor actor) {
        if (!actor.isOfTheCooperative() && !actor.hasAny(Role.PAYER_BUYER, Role.PAYER_ACCOUNTANT)) {
            return List.of();
        }
        return orders.visibleTo(actor).stream()
                .filter(order -> !order.state().isFinal())
                .flatMap(order -> progress.expected(order, actor).stream()
                        .filter(Expected::isMine)
                        .map(expected -> new Waiting(
                                expected.what(), OrderView.titleOf(order) + ".", expected.path(), expected.dueOn())))
                .toList();
    }
}
