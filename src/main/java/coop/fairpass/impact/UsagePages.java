package coop.fairpass.impact;

import coop.fairpass.directory.Actor;
import coop.fairpass.orders.OrderId;
import coop.fairpass.web.ProblemException;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** De la commande à l’usage : each count of an order and its lots, each rate beside what it is made of. */
@Controller
class UsagePages {

    private final Funnels funnels;

    UsagePages(Funnels funnels) {
        this.funnels = funnels;
    }

    @GetMapping("/commandes/{id}/usage")
    String show(@PathVariable UUID id, Actor by, Model model) {
        var counted = funnels.of(new OrderId(id), by).orElseThrow(ProblemException::notFound);
        model.addAttribute("order", counted.order());
        model.addAttribute("page", UsagePage.of(counted));
        return "impact/usage";
    }
}
