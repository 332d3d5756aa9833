package coop.fairpass.places;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.web.Language;
import coop.fairpass.web.ProblemException;
import coop.fairpass.web.Told;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where each hub reads what people tell of places; the cooperative's reviewers say it. */
@Controller
class HubPages {

    private static final String HUBS = "/hubs";

    private final HubTerritories territories;

    HubPages(HubTerritories territories) {
        this.territories = territories;
    }

    private static void require(Actor by) {
        if (!HubTerritories.mayGive(by)) {
            throw ProblemException.notAllowed();
        }
    }

    @GetMapping(HUBS)
    String all(Actor by, Model model) {
        require(by);
        model.addAttribute("hubs", territories.hubs());
        model.addAttribute("told", Told.in(model));
        return "places/hubs";
    }

    @PostMapping(HUBS + "/{id}/territoires")
    String give(
            @PathVariable UUID id, @RequestParam(defaultValue = "") String zone, Actor by, RedirectAttributes next) {
        require(by);
        next.addFlashAttribute(
                "told",
                told(
                        territories.give(new HubTerritories.Command(new OrganisationId(id), zone, by)),
                        done -> Language.say("Territoire confié : %s.", "Territory given: %s.")
                                .formatted(done),
                        Map.of("zone-" + id, zone)));
        return "redirect:" + HUBS;
    }

    @PostMapping(HUBS + "/{id}/territoires/retrait")
    String takeBack(
            @PathVariable UUID id, @RequestParam(defaultValue = "") String zone, Actor by, RedirectAttributes next) {
        require(by);
        next.addFlashAttribute(
                "told",
                told(
                        territories.takeBack(new HubTerritories.Command(new OrganisationId(id), zone, by)),
                        done -> Language.say("Territoire repris : %s.", "Territory taken back: %s.")
                                .formatted(done),
                        Map.of()));
        return "redirect:" + HUBS;
    }

    private static Told told(
            HubTerritories.Outcome outcome, Function<String, String> sentence, Map<String, String> typed) {
        return switch (outcome) {
            case HubTerritories.Outcome.Done(var zone) -> Told.done(sentence.apply(zone.inFull()));
            case HubTerritories.Outcome.Refused(var reason)
            when reason == HubReason.UNKNOWN_HUB -> throw ProblemException.notFound();
            case HubTerritories.Outcome.Refused(var reason) -> Told.refused(reason, typed);
        };
    }
}
