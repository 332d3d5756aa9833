package coop.fairpass.orders;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.tariff.HalfYear;
import coop.fairpass.tariff.ReferenceRates;
import coop.fairpass.web.Checks;
import coop.fairpass.web.Language;
import coop.fairpass.web.ProblemException;
import coop.fairpass.web.Told;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Late payments and what they cost, and the rates that this needs, entered by the treasurer (T21). */
@Controller
@RequestMapping(LatePages.PATH)
class LatePages {

    static final String PATH = "/commandes/retards";

    private static final int LONGEST_SOURCE = 200;

    private final LatePayments latePayments;
    private final ReferenceRates rates;
    private final Clock clock;

    LatePages(LatePayments latePayments, ReferenceRates rates, Clock clock) {
        this.latePayments = latePayments;
        this.rates = rates;
        this.clock = clock;
    }

    @GetMapping
    String see(Actor by, Model model) {
        if (!by.isOfTheCooperative()) {
            throw ProblemException.notAllowed();
        }
        return page(by, Told.NOTHING, model);
    }

    private String page(Actor by, Told told, Model model) {
        var late = latePayments.today();
        if (!model.containsAttribute("told")) {
            model.addAttribute("told", told);
        }
        model.addAttribute("late", late);
        model.addAttribute("total", LatePayments.total(late));
        model.addAttribute("rates", rates.all());
        model.addAttribute("mayEnter", by.has(Role.TREASURER));
        model.addAttribute(
                "halfYear", HalfYear.of(Paris.today(clock)).firstDay().toString());
        model.addAttribute("id", UUID.randomUUID().toString());
        return "orders/late";
    }

    @PostMapping("/taux")
    String enter(
            @RequestParam(defaultValue = "") String id,
            @RequestParam(defaultValue = "") String halfYear,
            @RequestParam(defaultValue = "") String rate,
            @RequestParam(defaultValue = "") String source,
            Actor by,
            Model model,
            HttpServletResponse response,
            RedirectAttributes next) {
        if (!by.has(Role.TREASURER)) {
            throw ProblemException.notAllowed();
        }
        var form = Map.of("halfYear", halfYear, "rate", rate, "source", source);
        Told told;
        try {
            var checks = new Checks();
            var entry = checks.id("id", id);
            var firstDay = checks.day("halfYear", halfYear);
            var percent = checks.percent("rate", rate);
            var where = checks.text("source", source, LONGEST_SOURCE);
            checks.orThrow();
            switch (rates.handle(new ReferenceRates.Entry(entry, firstDay, percent, where, by))) {
                case ReferenceRates.Outcome.Done(var entered) -> {
                    next.addFlashAttribute(
                            "told",
                            Told.done(Language.say("Taux enregistré : %s pour le %s.", "Rate recorded: %s for the %s.")
                                    .formatted(
                                            Language.say(entered.rate()),
                                            entered.halfYear().said())));
                    return "redirect:" + PATH;
                }
                case ReferenceRates.Outcome.Refused(var reason) -> told = Told.refused(reason, form);
            }
        } catch (ProblemException wrong) {
            told = Told.refused(wrong, form);
        }
        response.setStatus(422);
        return page(by, told, model);
    }
}
