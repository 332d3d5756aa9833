package coop.fairpass.settlement;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.web.Checks;
import coop.fairpass.web.Language;
import coop.fairpass.web.Plural;
import coop.fairpass.web.ProblemException;
import coop.fairpass.web.Told;
import jakarta.servlet.http.HttpServletResponse;
import java.time.YearMonth;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Fin de mois : freeze, issue, gather what can be paid. The run is then approved and sent from the bank's pages. */
@Controller
@RequestMapping("/fin-de-mois")
class MonthEndPages {

    private static final String BACK = "redirect:/fin-de-mois";
    private static final String REFRESH_SECONDS = "3";

    private final MonthEnds monthEnds;
    private final SettleApart settleApart;
    private final PayProviders payProviders;
    private final Claims claims;

    MonthEndPages(MonthEnds monthEnds, SettleApart settleApart, PayProviders payProviders, Claims claims) {
        this.monthEnds = monthEnds;
        this.settleApart = settleApart;
        this.payProviders = payProviders;
        this.claims = claims;
    }

    @GetMapping
    String now(Actor by, Model model) {
        mayRead(by);
        Told.keepIn(model);
        model.addAttribute("sight", monthEnds.now());
        model.addAttribute("mayAct", by.has(Role.TREASURER));
        model.addAttribute("mayReadBank", by.hasAny(Role.TREASURER, Role.COOP_CONTROLLER));
        model.addAttribute("run", UUID.randomUUID().toString());
        return "settlement/month-end";
    }

    @GetMapping("/{month:20\\d\\d-\\d\\d}")
    String month(@PathVariable String month, Actor by, Model model) {
        mayRead(by);
        Told.keepIn(model);
        var asked = month(month);
        var lines = monthEnds.of(asked);
        if (lines.isEmpty()) {
            throw ProblemException.notFound();
        }
        model.addAttribute("month", asked);
        model.addAttribute("statements", lines);
        model.addAttribute("totals", MonthTotals.of(lines));
        return "settlement/month";
    }

    @PostMapping("/{month:20\\d\\d-\\d\\d}/arreter")
    String settle(@PathVariable String month, Actor by, RedirectAttributes next) {
        mayRead(by);
        var asked = month(month);
        return switch (settleApart.handle(new SettleMonth.Command(asked, by))) {
            case SettleApart.Answer.Ended(var outcome) -> settled(outcome, next);
            case SettleApart.Answer.StillRunning() -> BACK + "/" + asked + "/avancement";
        };
    }

    private static String settled(SettleMonth.Outcome outcome, RedirectAttributes next) {
        return switch (outcome) {
            case SettleMonth.Outcome.Settled(var settled, int statements, var toPay) -> {
                next.addFlashAttribute(
                        "told",
                        Told.done(Language.say("%s est arrêté : %s, %s à payer.", "%s is closed: %s, %s to pay.")
                                .formatted(
                                        Language.say(settled),
                                        Language.say(
                                                Plural.of(statements, "relevé", "relevés"),
                                                Plural.english(statements, "statement", "statements")),
                                        Language.say(toPay))));
                yield statements == 0 ? BACK : BACK + "/" + settled;
            }
            case SettleMonth.Outcome.Refused(var reason) -> refused(reason, next);
        };
    }

    /** Asked again by itself every few seconds, without script, until all is made or its reader has it stay. */
    @GetMapping("/{month:20\\d\\d-\\d\\d}/avancement")
    String progress(
            @PathVariable String month,
            @RequestParam(defaultValue = "false") boolean stays,
            Actor by,
            Model model,
            HttpServletResponse response) {
        mayRead(by);
        var progress = monthEnds.progress(month(month));
        if (!progress.isOver() && !stays) {
            response.setHeader("Refresh", REFRESH_SECONDS);
        }
        model.addAttribute("progress", progress);
        model.addAttribute("stays", stays);
        model.addAttribute("mayAct", by.has(Role.TREASURER));
        return "settlement/progress";
    }

    @PostMapping("/ordre")
    String prepare(@RequestParam(required = false) @Nullable String run, Actor by, RedirectAttributes next) {
        mayRead(by);
        var id = new Checks().optionalId("run", run).orElseThrow(ProblemException::notFound);
        return switch (payProviders.handle(new PayProviders.Command(id, by))) {
            case PayProviders.Outcome.Prepared(var made, var _, var _) -> "redirect:/banque/ordres/" + made;
            case PayProviders.Outcome.Refused(var reason) -> refused(reason, next);
            case PayProviders.Outcome.RefusedByRun(var reason) -> {
                next.addFlashAttribute("told", Told.refused(reason, Map.of()));
                yield BACK;
            }
        };
    }

    @PostMapping("/reprises/{claim}")
    String confirm(@PathVariable UUID claim, Actor by, RedirectAttributes next) {
        mayRead(by);
        return switch (claims.confirm(claim, by)) {
            case Claims.Outcome.Done(var done) -> {
                next.addFlashAttribute(
                        "told",
                        Told.done(Language.say(
                                        "Reprise confirmée : le chèque %s sera repris sur un relevé suivant.",
                                        "Recovery confirmed: voucher %s will be taken back on a later statement.")
                                .formatted(done.redemption().serial())));
                yield BACK;
            }
            case Claims.Outcome.Refused(var reason) -> refused(reason, next);
        };
    }

    private static String refused(SettlementReason reason, RedirectAttributes next) {
        if (reason == SettlementReason.NOT_ALLOWED) {
            throw ProblemException.notAllowed();
        }
        next.addFlashAttribute("told", Told.refused(reason, Map.of()));
        return BACK;
    }

    private static YearMonth month(String month) {
        var checks = new Checks();
        var asked = checks.month("month", month);
        if (!checks.errors().isEmpty()) {
            throw ProblemException.notFound();
        }
        return asked;
    }

    private static void mayRead(Actor by) {
        if (!by.hasAny(Role.TREASURER, Role.BOARD, Role.COOP_CONTROLLER)) {
            throw ProblemException.notAllowed();
        }
    }
}
