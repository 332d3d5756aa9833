package coop.fairpass.impact;

import coop.fairpass.directory.Actor;
import coop.fairpass.orders.OrderId;
import coop.fairpass.orders.Orders;
import coop.fairpass.web.ProblemException;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** De la commande à l’usage : each count of an order and its lots, each rate beside what it is made of. */
@Controller
class UsagePages {

    private final Funnels funnels;
    private final Orders orders;

    UsagePages(Funnels funnels, Orders orders) {
        this.funnels = funnels;
        this.orders = orders;
    }

    @GetMapping("/commandes/{id}/usage")
    @Transactional(readOnly = true)
    String show(@PathVariable UUID id, Actor by, Model model) {
        var order = orders.find(new OrderId(id), by).orElseThrow(ProblemException::notFound);
        var counted = funnels.of(order.id(), by).orElseThrow(ProblemException::notFound);
        model.addAttribute("order", order);
        model.addAttribute("page", UsagePage.of(counted));
        return "impact/usage";
    }
}
