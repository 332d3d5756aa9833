package coop.fairpass.booklets;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.People;
import coop.fairpass.directory.Role;
import coop.fairpass.orders.OrderId;
import coop.fairpass.orders.Orders;
import coop.fairpass.orders.VoucherOrder;
import coop.fairpass.web.Checks;
import coop.fairpass.web.Language;
import coop.fairpass.web.ProblemException;
import coop.fairpass.web.Told;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Stock dormant : what of an order was not handed over, by distributor and age, and the wish to move it. */
@Controller
@RequestMapping("/commandes/{id}/stock")
class DormantStockPages {

    private final Orders orders;
    private final Stock stock;
    private final TransferBooklets transferBooklets;
    private final People people;
    private final Clock clock;

    DormantStockPages(Orders orders, Stock stock, TransferBooklets transferBooklets, People people, Clock clock) {
        this.orders = orders;
        this.stock = stock;
        this.transferBooklets = transferBooklets;
        this.people = people;
        this.clock = clock;
    }

    @GetMapping
    String show(@PathVariable UUID id, Actor by, Model model) {
        var order = visible(id, by);
        Told.keepIn(model);
        var dormant = stock.dormant(order.id(), by);
        boolean mayAsk = by.has(Role.PAYER_BUYER)
                && !dormant.isEmpty()
                && Paris.today(clock).isBefore(order.need().endDates().stopOn());
        model.addAttribute("order", order);
        model.addAttribute("dormant", dormant);
        model.addAttribute("mayAsk", mayAsk);
        model.addAttribute(
                "holders",
                dormant.stream().map(DormantStockPages::holder).distinct().toList());
        model.addAttribute("receivers", mayAsk ? BookletPages.receivers(people, order.payer()) : List.of());
        model.addAttribute("request", UUID.randomUUID().toString());
        return "booklets/dormant";
    }

    private static Receiver holder(Stock.Dormant one) {
        return new Receiver(one.holder().toString(), one.name());
    }

    /** {@code request} was chosen by the page, so that a double click asks once. */
    @PostMapping("/transfert")
    String ask(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String request,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String booklets,
            Actor by,
            RedirectAttributes next) {
        var order = visible(id, by);
        if (!by.has(Role.PAYER_BUYER)) {
            throw ProblemException.notAllowed();
        }
        var typed = Map.of("from", from, "to", to, "booklets", booklets);
        next.addFlashAttribute("told", asked(order, request, typed, by));
        return "redirect:/commandes/" + order.id() + "/stock";
    }

    private Told asked(VoucherOrder order, String request, Map<String, String> typed, Actor by) {
        var checks = new Checks();
        var chosen = checks.id("request", request);
        var from = checks.id("from", typed.get("from"));
        var to = checks.id("to", typed.get("to"));
        var written = typed.getOrDefault("booklets", "").strip();
        long count = checks.number(
                "booklets",
                written.matches("\\d{1,9}") ? Long.valueOf(written) : Long.valueOf(0),
                1,
                BookletNumber.LAST);
        try {
            checks.orThrow();
        } catch (ProblemException wrong) {
            return Told.refused(wrong, typed);
        }
        return told(
                transferBooklets.handle(new TransferBooklets.Request(
                        own(chosen, order), order.id(), new OrganisationId(from), new OrganisationId(to), count, by)),
                typed);
    }

    /** The id of one page, made that of one order: sent elsewhere, it names nothing that exists. */
    private static UUID own(UUID chosen, VoucherOrder order) {
        return UUID.nameUUIDFromBytes((chosen + "/" + order.id()).getBytes(StandardCharsets.UTF_8));
    }

    private static Told told(TransferBooklets.Outcome outcome, Map<String, String> typed) {
        return switch (outcome) {
            case TransferBooklets.Outcome.Asked() ->
                Told.done(Language.say(
                        "Votre demande est transmise aux deux structures. Celle qui tient les carnets les"
                                + " enverra.",
                        "Your request has gone to both organisations. The one that holds the booklets will"
                                + " send them."));
            case TransferBooklets.Outcome.Sent(var _) -> throw new IllegalStateException("nothing was sent");
            case TransferBooklets.Outcome.Refused(var reason) -> Told.refused(BookletFields.told(reason), typed);
        };
    }

    private VoucherOrder visible(UUID id, Actor by) {
        return orders.find(new OrderId(id), by).orElseThrow(ProblemException::notFound);
    }
}
