package coop.fairpass.settlement;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Organisations;
import coop.fairpass.directory.Role;
import coop.fairpass.money.Money;
import coop.fairpass.settlement.WriteOffs.WriteOff;
import coop.fairpass.settlement.WriteOffs.WriteOffState;
import coop.fairpass.web.Checks;
import coop.fairpass.web.Language;
import coop.fairpass.web.ProblemException;
import coop.fairpass.web.Told;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Dettes des structures : who owes something after claims, and what is written off of it by two people (M34). */
@Controller
@RequestMapping("/fin-de-mois/dettes")
class WriteOffPages {

    private static final String BACK = "redirect:/fin-de-mois/dettes";
    private static final Money MOST = Money.cents(999_999_999_99L);
    private static final int LONGEST = 500;

    private final WriteOffs writeOffs;
    private final AskWriteOff askWriteOff;
    private final DecideWriteOff decideWriteOff;
    private final Organisations organisations;

    WriteOffPages(
            WriteOffs writeOffs, AskWriteOff askWriteOff, DecideWriteOff decideWriteOff, Organisations organisations) {
        this.writeOffs = writeOffs;
        this.askWriteOff = askWriteOff;
        this.decideWriteOff = decideWriteOff;
        this.organisations = organisations;
    }

    @GetMapping
    String all(Actor by, Model model) {
        mayRead(by);
        Told.keepIn(model);
        var all = writeOffs.all();
        var names = organisations.get(all.stream().map(WriteOff::provider).collect(Collectors.toSet()));
        var lines = all.stream()
                .map(one -> new WriteOffLine(
                        one,
                        Objects.requireNonNull(names.get(one.provider())).legalName(),
                        one.state() == WriteOffState.ASKED && !one.askedBy().equals(by.reference())))
                .toList();
        model.addAttribute("debtors", writeOffs.debtors());
        model.addAttribute("lines", lines);
        model.addAttribute("mayAsk", by.has(Role.TREASURER));
        model.addAttribute("mayDecide", by.hasAny(Role.TREASURER, Role.BOARD));
        model.addAttribute("id", UUID.randomUUID().toString());
        return "settlement/write-offs";
    }

    @PostMapping
    String ask(
            @RequestParam(defaultValue = "") String id,
            @RequestParam(defaultValue = "") String provider,
            @RequestParam(defaultValue = "") String amount,
            @RequestParam(defaultValue = "") String reason,
            Actor by,
            RedirectAttributes next) {
        if (!by.has(Role.TREASURER)) {
            throw ProblemException.notAllowed();
        }
        var typed = Map.of("provider", provider, "amount", amount, "reason", reason);
        var checks = new Checks();
        var chosen = checks.id("id", id);
        var debtor = checks.id("provider", provider);
        var much = checks.euros("amount", amount, Money.cents(1), MOST);
        var why = checks.text("reason", reason, LONGEST);
        Told told;
        try {
            checks.orThrow();
            told = switch (askWriteOff.handle(
                    new AskWriteOff.Command(chosen, new OrganisationId(debtor), much, why, by))) {
                case AskWriteOff.Outcome.Asked(var _) ->
                    Told.done(Language.say(
                            "La demande est enregistrée. Une autre personne en décide.",
                            "The request is recorded. Somebody else decides on it."));
                case AskWriteOff.Outcome.Refused(var refused) -> Told.refused(refused, typed);
            };
        } catch (ProblemException wrong) {
            told = Told.refused(wrong, typed);
        }
        next.addFlashAttribute("told", told);
        return BACK;
    }

    @PostMapping("/{request}")
    String decide(
            @PathVariable UUID request,
            @RequestParam(defaultValue = "") String agrees,
            Actor by,
            RedirectAttributes next) {
        if (!by.hasAny(Role.TREASURER, Role.BOARD)) {
            throw ProblemException.notAllowed();
        }
        if (writeOffs.find(request).isEmpty()) {
            throw ProblemException.notFound();
        }
        boolean isYes = "yes".equals(agrees);
        next.addFlashAttribute(
                "told",
                switch (decideWriteOff.handle(new DecideWriteOff.Command(request, isYes, by))) {
                    case DecideWriteOff.Outcome.Decided(var _) ->
                        Told.done(
                                isYes
                                        ? Language.say(
                                                "La dette est abandonnée. La structure en est informée.",
                                                "The debt is written off. The organisation is told.")
                                        : Language.say("L’abandon est refusé.", "The write-off is declined."));
                    case DecideWriteOff.Outcome.Refused(var reason) -> Told.refused(reason, Map.of());
                });
        return BACK;
    }

    private static void mayRead(Actor by) {
        if (!by.hasAny(Role.TREASURER, Role.COOP_CONTROLLER, Role.BOARD)) {
            throw ProblemException.notAllowed();
        }
    }
}
