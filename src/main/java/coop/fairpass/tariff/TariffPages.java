package coop.fairpass.tariff;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.money.Money;
import coop.fairpass.web.Checks;
import coop.fairpass.web.Language;
import coop.fairpass.web.ProblemException;
import coop.fairpass.web.Told;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Barème, open to all: each rate with the decision that set it; the board's people enter the next one. */
@Controller
@RequestMapping(TariffPages.PATH)
class TariffPages {

    static final String PATH = "/bareme";

    private static final Money MOST = Money.cents(1_000_000_00);
    private static final int LONGEST = 200;

    private final Tariff tariff;
    private final EnactRate enactRate;
    private final Clock clock;

    TariffPages(Tariff tariff, EnactRate enactRate, Clock clock) {
        this.tariff = tariff;
        this.enactRate = enactRate;
        this.clock = clock;
    }

    @GetMapping
    String read(Optional<Actor> by, Model model) {
        return page(by, model);
    }

    @PostMapping
    String enact(
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
        var kind = checks.choice("kind", sent.get("kind"), RateKind.class, RateKind.UPSTREAM_FEE);
        long value = switch (kind.unit()) {
            case RATE -> checks.percent("value", sent.get("value")).partsPerMillion();
            case PRICE ->
                checks.euros("value", sent.get("value"), Money.ZERO, MOST).cents();
        };
        var from = checks.day("validFrom", sent.get("validFrom"));
        var decidedBy = checks.text("decidedBy", sent.get("decidedBy"), LONGEST);
        var decidedOn = checks.day("decidedOn", sent.get("decidedOn"));
        var minutes = checks.text("minutes", sent.get("minutes"), LONGEST);
        Told told;
        try {
            checks.orThrow();
            switch (enactRate.handle(
                    new EnactRate.Command(kind, value, from, new Decision(decidedBy, decidedOn, minutes)))) {
                case EnactRate.Outcome.Enacted(var dated) -> {
                    next.addFlashAttribute("told", Told.done(done(dated)));
                    return "redirect:" + PATH;
                }
                case EnactRate.Outcome.Refused(var reason) -> told = Told.refused(reason, typed);
            }
        } catch (ProblemException wrong) {
            told = Told.refused(wrong, typed);
        }
        response.setStatus(422);
        model.addAttribute("told", told);
        return page(Optional.of(by), model);
    }

    private static String done(Tariff.Dated dated) {
        return Language.say(
                        "C’est enregistré et publié : %s, %s à partir du %s.",
                        "Recorded and published: %s, %s from %s.")
                .formatted(RateWords.name(dated.kind()), RateWords.value(dated), Language.sayLong(dated.validFrom()));
    }

    private String page(Optional<Actor> by, Model model) {
        var today = Paris.today(clock);
        Told.keepIn(model);
        model.addAttribute(
                "lines",
                Arrays.stream(RateKind.values())
                        .map(kind -> RateLine.of(kind, tariff.history(kind), today))
                        .toList());
        model.addAttribute("today", today);
        model.addAttribute("mayEnter", by.filter(one -> one.has(Role.BOARD)).isPresent());
        return "tariff/rates";
    }
}
