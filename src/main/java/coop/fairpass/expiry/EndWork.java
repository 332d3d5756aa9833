package coop.fairpass.expiry;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.orders.OrderState;
import coop.fairpass.orders.Orders;
import coop.fairpass.web.Language;
import coop.fairpass.web.WorkWaiting;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Joint statements that wait for the cooperative’s agreement; what waits for a payer, its order says. */
@Component
class EndWork implements WorkWaiting {

    private final Orders orders;
    private final JointStatements statements;

    EndWork(Orders orders, JointStatements statements) {
        this.orders = orders;
        this.statements = statements;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Waiting> waitingFor(Actor actor) {
        if (!actor.has(Role.COOP_CONTROLLER)) {
            return List.of();
        }
        return orders.in(OrderState.IN_RECONCILIATION).stream()
                .filter(order -> statements
                        .last(order.id())
                        .filter(statement -> !statement.cooperativeAgreed())
                        .isPresent())
                .map(order -> new Waiting(
                        Language.say("Accepter un état contradictoire", "Agree on a joint statement"),
                        Language.say("Commande %s.", "Order %s.").formatted(order.signedNumber()),
                        "/commandes/" + order.id() + "/bilan"))
                .toList();
    }
}
