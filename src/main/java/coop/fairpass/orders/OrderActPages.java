package coop.fairpass.orders;

import coop.fairpass.directory.Actor;
import coop.fairpass.orders.ConfirmEndStep.EndStep;
import coop.fairpass.web.Checks;
import coop.fairpass.web.Language;
import coop.fairpass.web.Plural;
import coop.fairpass.web.ProblemException;
import coop.fairpass.web.Told;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Smaller acts on an order: its payment-order number, its lots, the confirmations of its end
 * giving it up.
 */
@Controller
class OrderActPages {

    private final Orders orders;
    private final OrderViews views;
    private final RecordMandate recordMandate;
    private final ActivateLot activateLot;
    private final SplitLot splitLot;
    private final ConfirmEndStep confirmEndStep;
    private final CancelOrder cancelOrder;
    private final CancelLot cancelLot;
    private final TakeBackCancellation takeBack;

    OrderActPages(
            Orders orders,
            OrderViews views,
            RecordMandate recordMandate,
            ActivateLot activateLot,
            SplitLot splitLot,
            ConfirmEndStep confirmEndStep,
            CancelOrder cancelOrder,
            CancelLot cancelLot,
            TakeBackCancellation takeBack) {
        this.orders = orders;
        this.views = views;
        this.recordMandate = recordMandate;
        this.activateLot = activateLot;
        this.splitLot = splitLot;
        this.confirmEndStep = confirmEndStep;
        this.cancelOrder = cancelOrder;
        this.cancelLot = cancelLot;
        this.takeBack = takeBack;
    }

    @PostMapping("/commandes/{id}/mandat")
    String mandate(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String mandate,
            Actor by,
            RedirectAttributes after) {
        var order = PageOrders.find(orders, id, by);
        var path = "/commandes/" + order.id() + "#mandat";
        var checks = new Checks();
        var number = checks.text("mandate", mandate, 50);
        if (!checks.errors().isEmpty()) {
            return PageAnswer.wrong(
                    after, "mandate", checks.errors().getFirst().title(), Map.of("mandate", mandate), path);
        }
        return switch (recordMandate.handle(new RecordMandate.Command(order.id(), number, by))) {
            case RecordMandate.Outcome.Recorded(var _) ->
                PageAnswer.done(
                        after,
                        Language.say("Le numéro de mandat est enregistré.", "The payment-order number is saved."),
                        path);
            case RecordMandate.Outcome.Refused(var reason) ->
                PageAnswer.wrong(after, "mandate", reason, Map.of("mandate", mandate), path);
        };
    }

    @PostMapping("/commandes/{id}/lots/{lot}/activation")
    String activate(@PathVariable String id, @PathVariable String lot, Actor by, RedirectAttributes after) {
        var order = PageOrders.find(orders, id, by);
        var path = "/commandes/" + order.id() + "#lots";
        return switch (activateLot.handle(
                new ActivateLot.Command(lotOf(order, lot).id(), by))) {
            case ActivateLot.Outcome.Activated(var active) ->
                PageAnswer.done(
                        after,
                        Language.say(
                                        "Le lot %d est actif : %s chèques sont utilisables.",
                                        "Lot %d is active: %s vouchers can be used.")
                                .formatted(active.place(), Language.say(active.vouchers())),
                        path);
            case ActivateLot.Outcome.NotFunded(var missing, long booklets) ->
                PageAnswer.wrong(
                        after,
                        "lot",
                        Language.say(
                                        "Il manque %s pour ce lot. L’argent reçu couvre %s : le lot peut être partagé.",
                                        "%s is missing for this lot. The money received covers %s: the lot can be split.")
                                .formatted(Language.say(missing), booklets(booklets)),
                        Map.of(),
                        path);
            case ActivateLot.Outcome.Refused(var reason) -> PageAnswer.refused(after, reason, Map.of(), path);
        };
    }

    /** {@code newLot} was chosen by the page, so that a double click splits once. */
    @PostMapping("/commandes/{id}/lots/{lot}/partage")
    String split(
            @PathVariable String id,
            @PathVariable String lot,
            @RequestParam(defaultValue = "") String keep,
            @RequestParam(defaultValue = "") String newLot,
            Actor by,
            RedirectAttributes after) {
        var order = PageOrders.find(orders, id, by);
        var path = "/commandes/" + order.id() + "#lots";
        var chosen = lotOf(order, lot);
        var field = "keep-" + chosen.place();
        var checks = new Checks();
        // The id of one page, made that of one lot: sent elsewhere, it names no lot that exists.
        var created = new LotId(UUID.nameUUIDFromBytes(
                (checks.id("newLot", newLot) + "/" + chosen.id()).getBytes(StandardCharsets.UTF_8)));
        long kept = checks.number(
                field,
                keep.isBlank() ? null : keep.strip().matches("\\d{1,7}") ? Long.valueOf(keep.strip()) : -1,
                1,
                10_000_000);
        if (!checks.errors().isEmpty()) {
            return PageAnswer.wrong(after, field, checks.errors().getFirst().title(), Map.of(field, keep), path);
        }
        return switch (splitLot.handle(new SplitLot.Command(chosen.id(), kept, created, by))) {
            case SplitLot.Outcome.Split(var first, var second) ->
                PageAnswer.done(
                        after,
                        Language.say(
                                        "Le lot %d garde %s ; le reste, %s, fait le lot %d.",
                                        "Lot %d keeps %s; the rest, %s, makes lot %d.")
                                .formatted(
                                        first.place(),
                                        booklets(first.booklets()),
                                        booklets(second.booklets()),
                                        second.place()),
                        path);
            case SplitLot.Outcome.Refused(var reason) ->
                PageAnswer.wrong(after, field, reason, Map.of(field, keep), path);
        };
    }

    private static String booklets(long count) {
        return Language.say(Plural.of(count, "carnet", "carnets"), Plural.english(count, "booklet", "booklets"));
    }

    private Lot lotOf(VoucherOrder order, String written) {
        var id = PageOrders.idOf(written).value();
        return orders.lots(order.id()).stream()
                .filter(one -> one.id().value().equals(id))
                .findFirst()
                .orElseThrow(ProblemException::notFound);
    }

    @PostMapping("/commandes/{id}/confirmation")
    String confirm(
            @PathVariable String id, @RequestParam(defaultValue = "") String step, Actor by, RedirectAttributes after) {
        var order = PageOrders.find(orders, id, by);
        var path = "/commandes/" + order.id() + "#fin";
        var chosen = stepOf(step).orElseThrow(ProblemException::notFound);
        return switch (confirmEndStep.handle(new ConfirmEndStep.Command(order.id(), chosen, by))) {
            case ConfirmEndStep.Outcome.Confirmed(var _) ->
                PageAnswer.done(
                        after,
                        Language.say("Votre confirmation est enregistrée.", "Your confirmation is recorded."),
                        path);
            case ConfirmEndStep.Outcome.Refused(var reason) -> PageAnswer.refused(after, reason, Map.of(), path);
        };
    }

    private static Optional<EndStep> stepOf(@Nullable String written) {
        return new Checks().optionalChoice("step", written, EndStep.class);
    }

    @GetMapping("/commandes/{id}/annulation")
    String cancelling(@PathVariable String id, Actor by, Model model) {
        OrderPages.requireReader(by);
        var order = PageOrders.find(orders, id, by);
        var view = views.of(order, by);
        if (!view.may(OrderView.Act.CANCEL)) {
            throw ProblemException.refused(OrderReason.NOT_POSSIBLE_NOW);
        }
        model.addAttribute("view", view);
        boolean feeIsKept = !OrderStep.O21_CANCELLED_BEFORE_PRODUCTION.isPossibleFrom(order.state());
        model.addAttribute("feeIsKept", feeIsKept);
        model.addAttribute("answers", feeIsKept ? view.toAnswer(Optional.empty()) : Optional.empty());
        Told.keepIn(model);
        return "orders/cancel";
    }

    @PostMapping("/commandes/{id}/annulation")
    String cancel(
            @PathVariable String id, @RequestParam(defaultValue = "") String why, Actor by, RedirectAttributes after) {
        var order = PageOrders.find(orders, id, by);
        var path = "/commandes/" + order.id();
        var checks = new Checks();
        var reason = checks.text("why", why, 500);
        if (!checks.errors().isEmpty()) {
            return PageAnswer.wrong(
                    after, "why", checks.errors().getFirst().title(), Map.of("why", why), path + "/annulation");
        }
        return switch (cancelOrder.handle(new CancelOrder.Command(order.id(), reason, by))) {
            case CancelOrder.Outcome.Cancelled(var _) ->
                PageAnswer.done(after, Language.say("La commande est annulée.", "The order is cancelled."), path);
            case CancelOrder.Outcome.Asked(var _) -> asked(after, path);
            case CancelOrder.Outcome.Refused(var refused) ->
                PageAnswer.refused(after, refused, Map.of("why", why), path);
        };
    }

    private static String asked(RedirectAttributes after, String path) {
        return PageAnswer.done(
                after,
                Language.say(
                        "Votre demande est envoyée. Rien n’est annulé tant que l’autre partie n’est pas d’accord.",
                        "Your request is sent. Nothing is cancelled until the other party agrees."),
                path);
    }

    @GetMapping("/commandes/{id}/lots/{lot}/annulation")
    String cancellingLot(@PathVariable String id, @PathVariable String lot, Actor by, Model model) {
        OrderPages.requireReader(by);
        var order = PageOrders.find(orders, id, by);
        var view = views.of(order, by);
        var chosen = lotOf(order, lot);
        if (!view.mayCancel(chosen)) {
            throw ProblemException.refused(OrderReason.NOT_POSSIBLE_NOW);
        }
        model.addAttribute("view", view);
        model.addAttribute("lot", chosen);
        model.addAttribute("answers", view.toAnswer(Optional.of(chosen.id())));
        Told.keepIn(model);
        return "orders/cancel-lot";
    }

    @PostMapping("/commandes/{id}/lots/{lot}/annulation")
    String cancelLot(
            @PathVariable String id,
            @PathVariable String lot,
            @RequestParam(defaultValue = "") String why,
            Actor by,
            RedirectAttributes after) {
        var order = PageOrders.find(orders, id, by);
        var chosen = lotOf(order, lot);
        var path = "/commandes/" + order.id();
        var checks = new Checks();
        var reason = checks.text("why", why, 500);
        if (!checks.errors().isEmpty()) {
            var form = path + "/lots/" + chosen.id() + "/annulation";
            return PageAnswer.wrong(after, "why", checks.errors().getFirst().title(), Map.of("why", why), form);
        }
        return switch (cancelLot.handle(new CancelLot.Command(chosen.id(), reason, by))) {
            case CancelLot.Outcome.Cancelled(var cancelled, var givenBack) ->
                PageAnswer.done(
                        after,
                        (by.isOfTheCooperative()
                                        ? Language.say(
                                                "Le lot %d est annulé. À rendre : %s.",
                                                "Lot %d is cancelled. To give back: %s.")
                                        : Language.say(
                                                "Le lot %d est annulé. À vous rendre : %s.",
                                                "Lot %d is cancelled. Owed back: %s."))
                                .formatted(cancelled.place(), Language.say(givenBack)),
                        path);
            case CancelLot.Outcome.Asked(var _) -> asked(after, path);
            case CancelLot.Outcome.Refused(var refused) -> PageAnswer.refused(after, refused, Map.of("why", why), path);
        };
    }

    @PostMapping("/commandes/{id}/annulation/retrait")
    String takeBack(@PathVariable String id, Actor by, RedirectAttributes after) {
        var order = PageOrders.find(orders, id, by);
        var path = "/commandes/" + order.id();
        return switch (takeBack.handle(new TakeBackCancellation.Command(order.id(), by))) {
            case TakeBackCancellation.Outcome.TakenBack(var _) ->
                PageAnswer.done(after, Language.say("Votre demande est retirée.", "Your request is taken back."), path);
            case TakeBackCancellation.Outcome.Refused(var reason) -> PageAnswer.refused(after, reason, Map.of(), path);
        };
    }
}
