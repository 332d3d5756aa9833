package coop.fairpass.expiry;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.expiry.EndPage.Act;
import coop.fairpass.expiry.EndPage.OpenCall;
import coop.fairpass.money.Money;
import coop.fairpass.orders.OrderId;
import coop.fairpass.orders.OrderState;
import coop.fairpass.orders.Orders;
import coop.fairpass.orders.Receivables;
import coop.fairpass.orders.Receivables.Receivable;
import coop.fairpass.orders.VoucherOrder;
import coop.fairpass.web.Checks;
import coop.fairpass.web.Language;
import coop.fairpass.web.ProblemException;
import coop.fairpass.web.Sentences;
import coop.fairpass.web.Told;
import coop.fairpass.web.WebReason;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The end of an order: the joint statement, agreed or disputed line by line, then the credit. */
@Controller
class EndPages {

    private static final int LONGEST = 1_000;
    private static final Money MOST = Money.cents(100_000_000_00L);

    private final Orders orders;
    private final Receivables receivables;
    private final JointStatements statements;
    private final Credits credits;

    EndPages(Orders orders, Receivables receivables, JointStatements statements, Credits credits) {
        this.orders = orders;
        this.receivables = receivables;
        this.statements = statements;
        this.credits = credits;
    }

    @GetMapping("/commandes/{id}/bilan")
    String end(@PathVariable String id, Actor by, Model model) {
        var order = find(id, by);
        model.addAttribute(
                "page",
                new EndPage(
                        order,
                        statements.last(order.id()),
                        credits.available(order),
                        credits.refunds(order.id()),
                        callsOf(order),
                        acts(order, by)));
        model.addAttribute("newId", UUID.randomUUID().toString());
        Told.keepIn(model);
        return "expiry/end";
    }

    private List<OpenCall> callsOf(VoucherOrder order) {
        return receivables.open().stream()
                .filter(open -> open.kind() == Receivable.Kind.FACE
                        && !open.order().equals(order.id())
                        && orders.get(open.order()).payer().equals(order.payer()))
                .map(open -> new OpenCall(open.document(), open.open()))
                .toList();
    }

    private Set<Act> acts(VoucherOrder order, Actor by) {
        var acts = EnumSet.noneOf(Act.class);
        boolean pays = by.isOf(order.payer());
        boolean buys = pays && by.has(Role.PAYER_BUYER);
        boolean controls = by.has(Role.COOP_CONTROLLER);
        boolean counts = pays && by.hasAny(Role.PAYER_BUYER, Role.PAYER_ACCOUNTANT);
        boolean isDiscussed = order.state() == OrderState.IN_RECONCILIATION || order.state() == OrderState.DISPUTED;
        boolean hasCredit = credits.available(order).isPositive();
        add(acts, Act.AGREE, order.state() == OrderState.IN_RECONCILIATION && (buys || controls));
        add(acts, Act.DISPUTE, isDiscussed && (buys || controls));
        add(acts, Act.ANSWER, order.state() == OrderState.DISPUTED && controls);
        add(acts, Act.ASK_REFUND, hasCredit && (counts || by.has(Role.TREASURER)));
        add(acts, Act.CONSUME, hasCredit && counts);
        add(acts, Act.CLOSE, order.state() == OrderState.RECONCILED && by.has(Role.TREASURER));
        return acts;
    }

    private static void add(Set<Act> acts, Act act, boolean may) {
        if (may) {
            acts.add(act);
        }
    }

    @PostMapping("/commandes/{id}/bilan/accord")
    String agree(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String version,
            Actor by,
            RedirectAttributes after) {
        var order = find(id, by);
        return after(
                after,
                order,
                switch (statements.agree(order.id(), number(version), by)) {
                    case JointStatements.Outcome.Done(var statement) ->
                        Told.done(
                                statement.payerAgreed() && statement.cooperativeAgreed()
                                        ? Language.say("Les deux côtés sont d’accord.", "Both sides agree.")
                                        : Language.say("Votre accord est enregistré.", "Your agreement is recorded."));
                    case JointStatements.Outcome.Refused(var reason) -> Told.refused(reason, Map.of());
                });
    }

    /** {@code dispute} was chosen by the page, so that a double click disputes once. */
    @PostMapping("/commandes/{id}/bilan/contestation")
    String dispute(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String dispute,
            @RequestParam(defaultValue = "") String version,
            @RequestParam(defaultValue = "") String line,
            @RequestParam(defaultValue = "") String reason,
            Actor by,
            RedirectAttributes after) {
        var order = find(id, by);
        var typed = Map.of("line", line, "reason", reason);
        var checks = new Checks();
        var chosen = checks.id("dispute", dispute);
        var why = checks.text("reason", reason, LONGEST);
        if (!checks.errors().isEmpty()) {
            return after(after, order, wrong(checks, typed));
        }
        return after(
                after,
                order,
                switch (statements.dispute(
                        own(chosen, order, "%s/%s".formatted(version, line)),
                        order.id(),
                        number(version),
                        number(line),
                        why,
                        by)) {
                    case JointStatements.Outcome.Done(var _) ->
                        Told.done(Language.say("La ligne est contestée.", "The line is disputed."));
                    case JointStatements.Outcome.Refused(var refused) -> Told.refused(refused, typed);
                });
    }

    @PostMapping("/commandes/{id}/bilan/reponse")
    String answer(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String dispute,
            @RequestParam(defaultValue = "") String answer,
            Actor by,
            RedirectAttributes after) {
        var order = find(id, by);
        var checks = new Checks();
        var disputed = checks.id("dispute", dispute);
        var text = checks.text("answer", answer, LONGEST);
        if (!checks.errors().isEmpty()) {
            return after(after, order, wrong(checks, Map.of("answer", answer)));
        }
        return after(
                after,
                order,
                switch (statements.answer(disputed, text, by)) {
                    case JointStatements.Outcome.Done(var _) ->
                        Told.done(Language.say("La réponse est enregistrée.", "The answer is recorded."));
                    case JointStatements.Outcome.Refused(var reason) -> Told.refused(reason, Map.of("answer", answer));
                });
    }

    /** {@code refund} was chosen by the page, so that a double click asks once. */
    @PostMapping("/commandes/{id}/bilan/remboursement")
    String refund(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String refund,
            @RequestParam(defaultValue = "") String amount,
            Actor by,
            RedirectAttributes after) {
        var order = find(id, by);
        var typed = Map.of("amount", amount);
        var checks = new Checks();
        var chosen = checks.id("refund", refund);
        var asked = checks.euros("amount", amount, Money.cents(1), MOST);
        if (!checks.errors().isEmpty()) {
            return after(after, order, wrong(checks, typed));
        }
        return after(
                after,
                order,
                told(
                        credits.askRefund(own(chosen, order, "refund"), order.id(), asked, by),
                        Language.say(
                                        "Le remboursement est demandé. Il sera payé sous %d jours.",
                                        "The refund is requested. It will be paid within %d days.")
                                .formatted(Credits.REFUND_DAYS),
                        typed));
    }

    /** {@code agreement} was chosen by the page, so that a double click agrees once. */
    @PostMapping("/commandes/{id}/bilan/imputation")
    String consume(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String agreement,
            @RequestParam(defaultValue = "") String call,
            @RequestParam(defaultValue = "") String setOff,
            Actor by,
            RedirectAttributes after) {
        var order = find(id, by);
        if (!by.hasAny(Role.PAYER_BUYER, Role.PAYER_ACCOUNTANT)) {
            throw ProblemException.notAllowed();
        }
        var typed = Map.of("call", call, "setOff", setOff);
        var checks = new Checks();
        var chosen = checks.id("agreement", agreement);
        var document = checks.text("call", call, 35);
        var amount = checks.euros("setOff", setOff, Money.cents(1), MOST);
        if (!checks.errors().isEmpty()) {
            return after(after, order, wrong(checks, typed));
        }
        return after(
                after,
                order,
                told(
                        credits.consume(own(chosen, order, document), order.id(), document, amount, by),
                        Language.say(
                                        "L’avoir paie une partie de l’appel de fonds %s.",
                                        "The credit note pays part of funds call %s.")
                                .formatted(document),
                        typed));
    }

    @PostMapping("/commandes/{id}/bilan/cloture")
    String close(@PathVariable String id, Actor by, RedirectAttributes after) {
        var order = find(id, by);
        return after(
                after,
                order,
                told(
                        credits.close(order.id(), by),
                        Language.say("La commande est close.", "The order is closed."),
                        Map.of()));
    }

    private static Told told(Credits.Outcome outcome, String done, Map<String, String> typed) {
        return switch (outcome) {
            case Credits.Outcome.Done(var _) -> Told.done(done);
            case Credits.Outcome.Refused(var reason) -> Told.refused(reason, typed);
            case Credits.Outcome.RefusedByRun(var _) -> Told.refused(ExpiryReason.NOTHING_TO_PAY, typed);
        };
    }

    private static Told wrong(Checks checks, Map<String, String> typed) {
        var first = checks.errors().getFirst();
        return new Told(
                        Told.Kind.REFUSED,
                        Sentences.of(WebReason.FIELDS_INVALID),
                        List.of(first.title()),
                        Map.of(),
                        typed)
                .andWrong(checks.errors());
    }

    private static String after(RedirectAttributes after, VoucherOrder order, Told told) {
        after.addFlashAttribute("told", told);
        return "redirect:/commandes/" + order.id() + "/bilan";
    }

    /** The id that a page chose, made that of one thing of one order: sent elsewhere, it names nothing that exists. */
    private static UUID own(UUID chosen, VoucherOrder order, String what) {
        return UUID.nameUUIDFromBytes((chosen + "/" + order.id() + "/" + what).getBytes(StandardCharsets.UTF_8));
    }

    private static int number(String written) {
        if (!written.matches("\\d{1,6}")) {
            throw ProblemException.notFound();
        }
        return Integer.parseInt(written);
    }

    private VoucherOrder find(String id, Actor by) {
        var checks = new Checks();
        var order = new OrderId(checks.id("id", id));
        if (!checks.errors().isEmpty()
                || !(by.isOfTheCooperative() || by.hasAny(Role.PAYER_BUYER, Role.PAYER_ACCOUNTANT))) {
            throw ProblemException.notFound();
        }
        return orders.find(order, by).orElseThrow(ProblemException::notFound);
    }
}
