package coop.fairpass.orders;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.orders.Quote.QuoteState;
import coop.fairpass.web.Checks;
import coop.fairpass.web.Language;
import coop.fairpass.web.ProblemException;
import coop.fairpass.web.Told;
import coop.fairpass.winddown.WindDown;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Quotes of an order: their versions, the answer of the payer, the warning it ticks. */
@Controller
class QuotePages {

    private final Orders orders;
    private final Quotes quotes;
    private final OrderViews views;
    private final SendQuote sendQuote;
    private final AcceptQuote acceptQuote;
    private final PerimeterReach reach;
    private final WindDown windDown;
    private final Clock clock;

    QuotePages(
            Orders orders,
            Quotes quotes,
            OrderViews views,
            SendQuote sendQuote,
            AcceptQuote acceptQuote,
            PerimeterReach reach,
            WindDown windDown,
            Clock clock) {
        this.orders = orders;
        this.quotes = quotes;
        this.views = views;
        this.sendQuote = sendQuote;
        this.acceptQuote = acceptQuote;
        this.reach = reach;
        this.windDown = windDown;
        this.clock = clock;
    }

    @GetMapping("/commandes/{id}/devis")
    String quotes(@PathVariable String id, Actor by, Model model) {
        OrderPages.requireReader(by);
        var order = PageOrders.find(orders, id, by);
        var versions = quotes.of(order.id());
        boolean issues = !windDown.isOn();
        boolean isDraft = order.state() == OrderState.DRAFT;
        boolean waits = order.state() == OrderState.QUOTED;
        boolean buys = by.isOf(order.payer()) && by.has(Role.PAYER_BUYER);
        model.addAttribute(
                "page",
                new QuotePage(
                        order,
                        views.nameOf(order),
                        versions,
                        versions.stream().findFirst().filter(last -> waits && last.state() == QuoteState.SENT),
                        isDraft ? Optional.of(reach.coverageOf(order.need(), Paris.today(clock))) : Optional.empty(),
                        issues && waits && buys,
                        issues && waits && (buys || by.has(Role.COOP_SALES)),
                        issues && isDraft && by.has(Role.COOP_SALES),
                        !issues));
        Told.keepIn(model);
        return "orders/quotes";
    }

    @PostMapping("/commandes/{id}/devis")
    String send(@PathVariable String id, Actor by, RedirectAttributes after) {
        var order = PageOrders.find(orders, id, by);
        var path = "/commandes/" + order.id() + "/devis";
        return switch (sendQuote.handle(new SendQuote.Command(order.id(), by))) {
            case SendQuote.Outcome.Sent(var quote) ->
                PageAnswer.done(
                        after,
                        Language.say("Le devis %s est envoyé.", "Quote %s is sent.")
                                .formatted(quote.number()),
                        path);
            case SendQuote.Outcome.Refused(var reason) -> PageAnswer.refused(after, reason, Map.of(), path);
        };
    }

    @PostMapping("/commandes/{id}/devis/nouvelle-version")
    String askAgain(@PathVariable String id, Actor by, RedirectAttributes after) {
        var order = PageOrders.find(orders, id, by);
        return PageAnswer.of(
                after,
                sendQuote.askAgain(order.id(), by),
                Language.say(
                        "Le devis est retiré. Changez le besoin, un autre devis sera envoyé.",
                        "The quote is withdrawn. Change the need: another quote will be sent."),
                "/commandes/" + order.id());
    }

    @PostMapping("/commandes/{id}/signature")
    String sign(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String version,
            @RequestParam(defaultValue = "") String warning,
            Actor by,
            RedirectAttributes after) {
        var order = PageOrders.find(orders, id, by);
        var command = new AcceptQuote.Command(order.id(), versionOf(version), !warning.isBlank(), by);
        var path = "/commandes/" + order.id() + "/devis";
        return switch (acceptQuote.handle(command)) {
            case AcceptQuote.Outcome.Signed(var signed) ->
                PageAnswer.done(
                        after,
                        Language.say("C’est signé : commande %s.", "Signed: order %s.")
                                .formatted(signed.signedNumber()),
                        "/commandes/" + order.id());
            case AcceptQuote.Outcome.Refused(var reason) ->
                reason == OrderReason.CAPACITY_WARNING_NOT_TICKED
                        ? PageAnswer.wrong(after, "warning", reason, Map.of(), path)
                        : PageAnswer.refused(after, reason, Map.of(), path);
        };
    }

    static int versionOf(String written) {
        var checks = new Checks();
        long version = checks.number(
                "version", written.matches("\\d{1,6}") ? Long.valueOf(written) : Long.valueOf(-1), 1, 1_000_000);
        if (!checks.errors().isEmpty()) {
            throw ProblemException.notFound();
        }
        return (int) version;
    }
}
