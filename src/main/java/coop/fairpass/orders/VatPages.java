package coop.fairpass.orders;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
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

/** How accepted providers are taxed, and the opinions recorded when they all are in one way. */
@Controller
@RequestMapping(VatPages.PATH)
class VatPages {

    static final String PATH = "/commandes/tva";

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_SUMMARY = 2_000;

    private final VatNetworks networks;
    private final VatOpinions opinions;
    private final Clock clock;

    VatPages(VatNetworks networks, VatOpinions opinions, Clock clock) {
        this.networks = networks;
        this.opinions = opinions;
        this.clock = clock;
    }

    @GetMapping
    String see(Actor by, Model model) {
        if (!VatOpinions.mayRead(by)) {
            throw ProblemException.notAllowed();
        }
        return page(by, Told.NOTHING, model);
    }

    private String page(Actor by, Told told, Model model) {
        var today = Paris.today(clock);
        var network = networks.all();
        if (!model.containsAttribute("told")) {
            model.addAttribute("told", told);
        }
        model.addAttribute("today", today);
        model.addAttribute("providers", network.providersOn(today));
        model.addAttribute("treatments", VatOpinions.words(network, today));
        model.addAttribute("isAlarming", network.isAlarming(today));
        model.addAttribute(
                "since", network.shrankOn(today).map(Language::sayLong).orElse(""));
        model.addAttribute("isStopped", opinions.refusal(today).isPresent());
        model.addAttribute("opinions", opinions.all());
        model.addAttribute("mayRecord", VatOpinions.mayRecord(by));
        model.addAttribute("id", UUID.randomUUID().toString());
        return "orders/vat";
    }

    @PostMapping
    String record(
            @RequestParam(defaultValue = "") String id,
            @RequestParam(defaultValue = "") String givenBy,
            @RequestParam(defaultValue = "") String givenOn,
            @RequestParam(defaultValue = "") String validUntil,
            @RequestParam(defaultValue = "") String summary,
            Actor by,
            Model model,
            HttpServletResponse response,
            RedirectAttributes next) {
        if (!VatOpinions.mayRecord(by)) {
            throw ProblemException.notAllowed();
        }
        var form = Map.of(
                "givenBy", givenBy,
                "givenOn", givenOn,
                "validUntil", validUntil,
                "summary", summary);
        Told told;
        try {
            var checks = new Checks();
            var opinion = checks.id("id", id);
            var name = checks.text("givenBy", givenBy, LONGEST_NAME);
            var from = checks.day("givenOn", givenOn);
            var until = checks.day("validUntil", validUntil);
            var words = checks.text("summary", summary, LONGEST_SUMMARY);
            checks.orThrow();
            switch (opinions.handle(new VatOpinions.Recording(opinion, name, from, until, words, by))) {
                case VatOpinions.Outcome.Recorded(var kept) -> {
                    next.addFlashAttribute(
                            "told",
                            Told.done(Language.say(
                                            "Avis enregistré : des commandes peuvent être signées jusqu’au %s inclus.",
                                            "Opinion recorded: orders can be signed until %s included.")
                                    .formatted(
                                            Language.sayLong(kept.validUntil().minusDays(1)))));
                    return "redirect:" + PATH;
                }
                case VatOpinions.Outcome.Refused(var reason) -> told = Told.refused(reason, form);
            }
        } catch (ProblemException wrong) {
            told = Told.refused(wrong, form);
        }
        response.setStatus(422);
        return page(by, told, model);
    }
}
