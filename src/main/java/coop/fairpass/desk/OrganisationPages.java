package coop.fairpass.desk;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.CorrectOrganisation;
import coop.fairpass.directory.LegalNature;
import coop.fairpass.directory.Organisation;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.OrganisationKind;
import coop.fairpass.directory.Organisations;
import coop.fairpass.directory.People;
import coop.fairpass.directory.RegisterOrganisation;
import coop.fairpass.directory.Role;
import coop.fairpass.directory.VatRegime;
import coop.fairpass.web.Checks;
import coop.fairpass.web.Language;
import coop.fairpass.web.ProblemException;
import coop.fairpass.web.Told;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
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

/**
 * Organisations : the cooperative finds them and enters those that pay, hand over or give services; each reads its own.
 */
@Controller
@RequestMapping("/organisations")
class OrganisationPages {

    private static final int SHOWN = 50;
    private static final int LONGEST = 200;

    private final Organisations organisations;
    private final People people;
    private final RegisterOrganisation registerOrganisation;
    private final CorrectOrganisation correctOrganisation;
    private final MayGrant mayGrant;

    OrganisationPages(
            Organisations organisations,
            People people,
            RegisterOrganisation registerOrganisation,
            CorrectOrganisation correctOrganisation,
            MayGrant mayGrant) {
        this.organisations = organisations;
        this.people = people;
        this.registerOrganisation = registerOrganisation;
        this.correctOrganisation = correctOrganisation;
        this.mayGrant = mayGrant;
    }

    @GetMapping
    String all(@RequestParam(required = false) @Nullable String nom, Actor by, Model model) {
        if (!by.isOfTheCooperative()) {
            throw ProblemException.notAllowed();
        }
        var checks = new Checks();
        var says = checks.optionalText("nom", nom, LONGEST).orElse("");
        checks.orThrow();
        var found = organisations.saying(says, SHOWN + 1);
        model.addAttribute("found", found.subList(0, Math.min(found.size(), SHOWN)));
        model.addAttribute("isCut", found.size() > SHOWN);
        model.addAttribute("says", says);
        model.addAttribute("mayRegister", RegisterOrganisation.isAllowedTo(by));
        return "desk/organisations";
    }

    @GetMapping("/{id}")
    String one(@PathVariable UUID id, Actor by, Model model) {
        var organisation = seen(id, by);
        Told.keepIn(model);
        model.addAttribute("organisation", organisation);
        model.addAttribute("isEmpty", people.seatsIn(organisation.id()).isEmpty());
        model.addAttribute("leads", mayGrant.leads(by, organisation.id()));
        model.addAttribute("findsOthers", by.isOfTheCooperative());
        model.addAttribute("mayCorrect", CorrectOrganisation.isAllowedTo(by));
        model.addAttribute(
                "corrections",
                by.isOfTheCooperative()
                        ? correctOrganisation.of(organisation.id())
                        : List.<CorrectOrganisation.Correction>of());
        return "desk/organisation";
    }

    /** What somebody may not see does not exist. */
    private Organisation seen(UUID id, Actor by) {
        return organisations
                .find(new OrganisationId(id))
                .filter(known -> by.isOfTheCooperative() || by.isOf(known.id()))
                .orElseThrow(ProblemException::notFound);
    }

    @GetMapping("/{id}/correction")
    String correction(@PathVariable UUID id, Actor by, Model model) {
        return correction(toCorrect(id, by), Told.NOTHING, model);
    }

    private Organisation toCorrect(UUID id, Actor by) {
        var organisation = seen(id, by);
        if (!CorrectOrganisation.isAllowedTo(by)) {
            throw ProblemException.notAllowed();
        }
        return organisation;
    }

    private static String correction(Organisation organisation, Told told, Model model) {
        model.addAttribute("organisation", organisation);
        model.addAttribute("told", told);
        return "desk/organisation-correct";
    }

    @PostMapping("/{id}/correction")
    String correct(
            @PathVariable UUID id,
            @RequestParam Map<String, String> sent,
            Actor by,
            HttpServletResponse response,
            Model model,
            RedirectAttributes next) {
        var organisation = toCorrect(id, by);
        var typed = Told.typedIn(sent);
        Told told;
        try {
            switch (correctOrganisation.handle(body(sent).correct(organisation.id(), sent.get("why"), by))) {
                case CorrectOrganisation.Outcome.Corrected(var corrected) -> {
                    next.addFlashAttribute(
                            "told",
                            Told.done(Language.say("L’organisation est corrigée.", "The organisation is corrected.")));
                    return "redirect:/organisations/" + corrected.id();
                }
                case CorrectOrganisation.Outcome.Unreadable(var reason) -> told = Told.refused(reason, typed);
                case CorrectOrganisation.Outcome.Refused(var reason) -> told = Told.refused(reason, typed);
            }
        } catch (ProblemException wrong) {
            told = Told.refused(wrong, typed);
        }
        response.setStatus(422);
        return correction(organisation, told, model);
    }

    @GetMapping("/nouvelle")
    String blank(Actor by, Model model) {
        require(by);
        return form(UUID.randomUUID(), Told.NOTHING, model);
    }

    private static void require(Actor by) {
        if (!RegisterOrganisation.isAllowedTo(by)) {
            throw ProblemException.notAllowed();
        }
    }

    private static String form(UUID id, Told told, Model model) {
        model.addAttribute("id", id.toString());
        model.addAttribute("told", told);
        model.addAttribute("natures", List.of(LegalNature.values()));
        model.addAttribute("kinds", List.of(OrganisationKind.values()));
        model.addAttribute("regimes", List.of(VatRegime.values()));
        return "desk/organisation-new";
    }

    @PostMapping
    String register(
            @RequestParam Map<String, String> sent,
            Actor by,
            HttpServletResponse response,
            Model model,
            RedirectAttributes next) {
        require(by);
        var typed = Told.typedIn(sent);
        var id = new Checks().optionalId("id", sent.get("id")).orElseThrow(ProblemException::notFound);
        Told told;
        try {
            switch (registerOrganisation.handle(body(sent).read(new OrganisationId(id), by))) {
                case RegisterOrganisation.Outcome.Registered(var organisation) -> {
                    next.addFlashAttribute("told", Told.done(registered(by)));
                    return "redirect:/organisations/" + organisation.id();
                }
                case RegisterOrganisation.Outcome.Refused(var reason) -> told = Told.refused(reason, typed);
            }
        } catch (ProblemException wrong) {
            told = Told.refused(wrong, typed);
        }
        response.setStatus(422);
        return form(id, told, model);
    }

    private static String registered(Actor by) {
        return by.has(Role.OPERATOR)
                ? Language.say(
                        "L’organisation est enregistrée. Invitez maintenant sa première personne.",
                        "The organisation is registered. Now invite its first person.")
                : Language.say("L’organisation est enregistrée.", "The organisation is registered.");
    }

    private static OrganisationBody body(Map<String, String> sent) {
        return new OrganisationBody(
                sent.get("legalName"),
                sent.get("siren"),
                sent.get("siret"),
                sent.get("nature"),
                sent.get("kind"),
                sent.get("vatRegime"),
                sent.get("street"),
                sent.get("postalCode"),
                sent.get("town"),
                sent.get("commune"),
                sent.get("email"),
                sent.get("telephone"));
    }
}
