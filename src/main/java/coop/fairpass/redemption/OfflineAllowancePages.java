package coop.fairpass.redemption;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.money.Money;
import coop.fairpass.redemption.OfflineAllowances.Allowance;
import coop.fairpass.web.Checks;
import coop.fairpass.web.Language;
import coop.fairpass.web.ProblemException;
import coop.fairpass.web.Told;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What a desk may accept without network, as governance decided it; the board's people enter the next decision. */
@Controller
@RequestMapping(OfflineAllowancePages.PATH)
class OfflineAllowancePages {

    static final String PATH = "/sans-reseau";

    private static final int LONGEST = 200;

    private final OfflineAllowances allowances;
    private final Clock clock;

    OfflineAllowancePages(OfflineAllowances allowances, Clock clock) {
        this.allowances = allowances;
        this.clock = clock;
    }

    @GetMapping
    String read(Optional<Actor> by, Model model) {
        return page(by, model);
    }

    @PostMapping
    String decide(
            @RequestParam Map<String, String> sent,
            Actor by,
            Model model,
            HttpServletResponse response,
            RedirectAttributes next) {
        if (!by.has(Role.BOARD)) {
            throw ProblemException.notAllowed();
        }
        var typed = Told.typedIn(sent);
        var checks = new Checks();
        var allowance = new Allowance(
                checks.day("validFrom", sent.get("validFrom")),
                Math.toIntExact(checks.whole("vouchers", sent.get("vouchers"), 0, OfflineAllowances.MOST_VOUCHERS)),
                checks.euros("amount", sent.get("amount"), Money.ZERO, OfflineAllowances.MOST),
                Duration.ofHours(checks.whole("hours", sent.get("hours"), 0, OfflineAllowances.MOST_HOURS)),
                checks.text("decidedBy", sent.get("decidedBy"), LONGEST),
                checks.day("decidedOn", sent.get("decidedOn")),
                checks.text("minutes", sent.get("minutes"), LONGEST));
        Told told;
        try {
            checks.orThrow();
            switch (allowances.decide(allowance, by)) {
                case OfflineAllowances.Outcome.Decided(var decided) -> {
                    next.addFlashAttribute(
                            "told",
                            Told.done(Language.say("C’est enregistré, à partir du %s.", "Recorded, from %s.")
                                    .formatted(Language.sayLong(decided.validFrom()))));
                    return "redirect:" + PATH;
                }
                case OfflineAllowances.Outcome.Refused(var reason) -> told = Told.refused(reason, typed);
            }
        } catch (ProblemException wrong) {
            told = Told.refused(wrong, typed);
        }
        response.setStatus(422);
        model.addAttribute("told", told);
        return page(Optional.of(by), model);
    }

    private String page(Optional<Actor> by, Model model) {
        var today = Paris.today(clock);
        Told.keepIn(model);
        model.addAttribute("inForce", allowances.on(today));
        model.addAttribute("all", allowances.all());
        model.addAttribute("today", today);
        model.addAttribute(
                "mayDecide", by.filter(person -> person.has(Role.BOARD)).isPresent());
        return "redemption/allowance";
    }
}
