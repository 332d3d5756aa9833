package coop.fairpass.orders;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.orders.FrameOrder.FramingItem;
import coop.fairpass.orders.Proofs.Proof;
import coop.fairpass.web.Checks;
import coop.fairpass.web.Language;
import coop.fairpass.web.Plural;
import coop.fairpass.web.ProblemException;
import coop.fairpass.web.Told;
import coop.fairpass.winddown.WindDown;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** From a signed order to an approved proof: framing by the cooperative, approval by the payer. */
@Controller
class MakingPages {

    private final Orders orders;
    private final OrderViews views;
    private final FrameOrder frameOrder;
    private final Proofs proofs;
    private final WindDown windDown;

    MakingPages(Orders orders, OrderViews views, FrameOrder frameOrder, Proofs proofs, WindDown windDown) {
        this.orders = orders;
        this.views = views;
        this.frameOrder = frameOrder;
        this.proofs = proofs;
        this.windDown = windDown;
    }

    // ── Framing ──────────────────────────────────────────────────────────────────────────────────────────────────

    @GetMapping("/commandes/{id}/cadrage")
    String framing(@PathVariable String id, Actor by, Model model) {
        OrderPages.requireReader(by);
        var order = PageOrders.find(orders, id, by);
        model.addAttribute("view", views.of(order, by));
        model.addAttribute("conform", frameOrder.conform(order.id()));
        Told.keepIn(model);
        return "orders/framing";
    }

    @PostMapping("/commandes/{id}/cadrage")
    String frame(
            @PathVariable String id,
            @RequestParam(required = false) List<String> conform,
            Actor by,
            RedirectAttributes after) {
        var order = PageOrders.find(orders, id, by);
        var path = "/commandes/" + order.id();
        return switch (frameOrder.handle(new FrameOrder.Command(order.id(), itemsOf(conform), by))) {
            case FrameOrder.Outcome.Marked(var missing) ->
                missing.isEmpty()
                        ? PageAnswer.done(
                                after,
                                Language.say(
                                        "Le cadrage est terminé : le bon à tirer peut être fait.",
                                        "The framing is done: the proof can be made."),
                                path)
                        : PageAnswer.done(
                                after,
                                Language.say("C’est enregistré. Il manque encore %s.", "Saved. %s still to check.")
                                        .formatted(Language.say(
                                                Plural.of(missing.size(), "point", "points"),
                                                Plural.english(missing.size(), "point", "points"))),
                                path + "/cadrage");
            case FrameOrder.Outcome.Refused(var reason) ->
                PageAnswer.refused(after, reason, Map.of(), path + "/cadrage");
        };
    }

    private static EnumSet<FramingItem> itemsOf(@Nullable List<String> written) {
        var items = EnumSet.noneOf(FramingItem.class);
        for (var item : FramingItem.values()) {
            if (written != null && written.contains(item.name())) {
                items.add(item);
            }
        }
        return items;
    }

    // ── Proof ────────────────────────────────────────────────────────────────────────────────────────────────────

    @GetMapping("/commandes/{id}/bon-a-tirer")
    String proofs(@PathVariable String id, Actor by, Model model) {
        OrderPages.requireReader(by);
        var order = PageOrders.find(orders, id, by);
        var versions = proofs.of(order.id());
        boolean answered = versions.stream()
                .findFirst()
                .filter(last -> last.state() != Proof.ProofState.REJECTED)
                .isPresent();
        boolean issues = !windDown.isOn();
        model.addAttribute(
                "page",
                new ProofPage(
                        order,
                        views.nameOf(order),
                        versions,
                        issues
                                && order.state() == OrderState.IN_PROOF
                                && by.isOf(order.payer())
                                && by.has(Role.PAYER_BUYER)
                                && versions.stream()
                                        .findFirst()
                                        .filter(last -> last.state() == Proof.ProofState.SENT)
                                        .isPresent(),
                        issues
                                && by.has(Role.COOP_PRODUCTION)
                                && (order.state() == OrderState.FRAMED
                                        || (order.state() == OrderState.IN_PROOF && !answered)),
                        !issues));
        Told.keepIn(model);
        return "orders/proofs";
    }

    @GetMapping("/commandes/{id}/bon-a-tirer/{version}.pdf")
    ResponseEntity<byte[]> proof(@PathVariable String id, @PathVariable String version, Actor by) {
        OrderPages.requireReader(by);
        var order = PageOrders.find(orders, id, by);
        return OrderPages.file(
                proofs.pdf(order.id(), QuotePages.versionOf(version)),
                "bon-a-tirer-%s.pdf".formatted(version),
                MediaType.APPLICATION_PDF);
    }

    @PostMapping("/commandes/{id}/bon-a-tirer/reponse")
    String answer(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String version,
            @RequestParam(name = "do", defaultValue = "") String answer,
            @RequestParam(defaultValue = "") String comment,
            Actor by,
            RedirectAttributes after) {
        var order = PageOrders.find(orders, id, by);
        var path = "/commandes/" + order.id() + "/bon-a-tirer";
        var checks = new Checks();
        var why = checks.optionalText("comment", comment, 1_000).orElse("");
        if (!checks.errors().isEmpty()) {
            return PageAnswer.wrong(
                    after, "comment", checks.errors().getFirst().title(), Map.of("comment", comment), path);
        }
        if (answer.equals("approve") && !why.isEmpty()) {
            return PageAnswer.wrong(
                    after,
                    "comment",
                    Language.say(
                            "Rien n’est encore répondu. Vous avez écrit une correction : demandez-la, ou effacez-la pour approuver.",
                            "Nothing has been answered yet. You wrote a correction: ask for it, or erase it to approve."),
                    Map.of("comment", comment),
                    path);
        }
        var outcome = switch (answer) {
            case "approve" -> proofs.approve(order.id(), QuotePages.versionOf(version), by);
            case "reject" -> proofs.reject(order.id(), QuotePages.versionOf(version), why, by);
            default -> throw ProblemException.notFound();
        };
        return switch (outcome) {
            case Proofs.Outcome.Done(var proof) ->
                proof.state() == Proof.ProofState.APPROVED
                        ? PageAnswer.done(
                                after,
                                Language.say(
                                        "Le bon à tirer est approuvé : la fabrication peut commencer.",
                                        "The proof is approved: production can begin."),
                                "/commandes/" + order.id())
                        : PageAnswer.done(
                                after,
                                Language.say(
                                        "Votre demande de correction est envoyée.",
                                        "Your request for a correction is sent."),
                                path);
            case Proofs.Outcome.Refused(var reason) ->
                reason == OrderReason.REJECTION_NEEDS_A_COMMENT
                        ? PageAnswer.wrong(after, "comment", reason, Map.of("comment", comment), path)
                        : PageAnswer.refused(after, reason, Map.of("comment", comment), path);
        };
    }
}
