package coop.fairpass.qualification;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Role;
import coop.fairpass.qualification.Charter.Capacity;
import coop.fairpass.web.Checks;
import coop.fairpass.web.Language;
import coop.fairpass.web.ProblemException;
import coop.fairpass.web.Sentences;
import coop.fairpass.web.Told;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What all may read of qualification, and what each party reads and says of its own. */
@Controller
public class QualificationPages {

    private static final int LONGEST_APPEAL = 2_000;

    private final Qualifications qualifications;
    private final Applications applications;
    private final Questionnaires questionnaires;
    private final Charters charters;
    private final RuleProposals proposals;
    private final AcceptCharter acceptCharter;
    private final BeginApplication begin;
    private final ClaimAccess claims;
    private final ReviewDesk desk;
    private final ZoneLimits limits;
    private final NamingConsents consents;
    private final OffersToMove offers;
    private final AppealDisqualification contested;

    QualificationPages(
            Qualifications qualifications,
            Applications applications,
            Questionnaires questionnaires,
            Charters charters,
            RuleProposals proposals,
            AcceptCharter acceptCharter,
            BeginApplication begin,
            ClaimAccess claims,
            ReviewDesk desk,
            ZoneLimits limits,
            NamingConsents consents,
            OffersToMove offers,
            AppealDisqualification contested) {
        this.qualifications = qualifications;
        this.applications = applications;
        this.questionnaires = questionnaires;
        this.charters = charters;
        this.proposals = proposals;
        this.acceptCharter = acceptCharter;
        this.begin = begin;
        this.claims = claims;
        this.desk = desk;
        this.limits = limits;
        this.consents = consents;
        this.offers = offers;
        this.contested = contested;
    }

    // ── For all ──────────────────────────────────────────────────────────────────────────────────────────────────

    @GetMapping({"/questionnaire", "/questionnaire/{number}"})
    String questionnaire(@PathVariable Optional<Integer> number, Model model) {
        var inForce = questionnaires.on(applications.today());
        var shown = number.map(one -> questionnaires.version(one).orElseThrow(ProblemException::notFound))
                .orElse(inForce);
        model.addAttribute("version", shown);
        model.addAttribute("versions", questionnaires.all());
        model.addAttribute("settled", proposals.settledBy(RuleText.QUESTIONNAIRE, shown.number()));
        model.addAttribute("isInForce", shown.number() == inForce.number());
        return "qualification/questionnaire";
    }

    @GetMapping({"/charte", "/charte/{number}"})
    String charter(@PathVariable Optional<Integer> number, Optional<Actor> by, Model model) {
        var inForce = charters.on(applications.today());
        var shown = number.map(one -> charters.version(one).orElseThrow(ProblemException::notFound))
                .orElse(inForce);
        model.addAttribute("version", shown);
        model.addAttribute("versions", charters.all());
        model.addAttribute("settled", proposals.settledBy(RuleText.CHARTER, shown.number()));
        model.addAttribute("isInForce", shown.number() == inForce.number());
        model.addAttribute(
                "capacities",
                by.map(AcceptCharter::mayAccept).orElse(Set.of()).stream()
                        .sorted()
                        .toList());
        model.addAttribute(
                "accepted",
                by.flatMap(Actor::organisation).map(acceptCharter::of).orElse(List.of()));
        told(model);
        return "qualification/charter";
    }

    @PostMapping("/charte/acceptation")
    String accept(
            @RequestParam(defaultValue = "") String version,
            @RequestParam(defaultValue = "") String capacity,
            Actor by,
            RedirectAttributes after) {
        var checks = new Checks();
        var chosen = checks.choice("capacity", capacity, Capacity.class, Capacity.PROVIDER);
        checks.orThrow();
        var read = version.matches("\\d{1,6}") ? Integer.parseInt(version) : 0;
        after.addFlashAttribute(
                "told",
                switch (acceptCharter.handle(new AcceptCharter.Command(chosen, read, by))) {
                    case AcceptCharter.Outcome.Accepted _ ->
                        Told.done(Language.say(
                                        "Votre organisation accepte la charte, version %d.",
                                        "Your organisation accepts the charter, version %d.")
                                .formatted(read));
                    case AcceptCharter.Outcome.Refused(var reason) -> Told.refused(reason, Map.of());
                });
        return "redirect:/charte";
    }

    /** Limits are published with their reasons, and lifted in public. */
    @GetMapping("/zones-limitees")
    String limits(Optional<Actor> by, Model model) {
        model.addAttribute("limits", limits.all());
        model.addAttribute("zones", limits);
        model.addAttribute("today", applications.today());
        model.addAttribute("mayDecide", by.filter(one -> one.has(Role.BOARD)).isPresent());
        model.addAttribute("newId", UUID.randomUUID().toString());
        told(model);
        return "qualification/limits";
    }

    @PostMapping("/zones-limitees")
    String limit(@RequestParam Map<String, String> sent, Actor by, RedirectAttributes after) {
        if (!by.has(Role.BOARD)) {
            throw ProblemException.notAllowed();
        }
        var checks = new Checks();
        var id = checks.id("id", sent.get("id"));
        var zone = coop.fairpass.territory.PerimeterCode.check(sent.getOrDefault("zone", ""));
        if (zone.isEmpty()) {
            checks.refuse("zone", ZoneLimits.LimitReason.ZONE_UNKNOWN);
        }
        var most = checks.number("most", number(sent.get("most")), 0, 100_000);
        var reason = checks.text("reason", sent.get("reason"), 2_000);
        var from = checks.day("from", sent.get("from"));
        var body = checks.text("body", sent.get("body"), 200);
        var minutes = checks.text("minutes", sent.get("minutes"), 200);
        if (!checks.errors().isEmpty()) {
            after.addFlashAttribute("told", Told.refused(checks, sent));
            return "redirect:/zones-limitees";
        }
        var command = new ZoneLimits.Command(
                id,
                zone.orElseThrow(),
                (int) most,
                reason,
                from,
                new Decision(body, applications.today(), minutes),
                by);
        after.addFlashAttribute("told", told(limits.handle(command), sent));
        return "redirect:/zones-limitees";
    }

    @PostMapping("/zones-limitees/{id}/levee")
    String lift(@PathVariable UUID id, Actor by, RedirectAttributes after) {
        after.addFlashAttribute(
                "told", told(limits.lift(id, applications.today().plusDays(1), by), Map.of()));
        return "redirect:/zones-limitees";
    }

    private static Told told(ZoneLimits.Outcome outcome, Map<String, String> typed) {
        return switch (outcome) {
            case ZoneLimits.Outcome.Done _ ->
                Told.done(Language.say("C’est enregistré et publié.", "Saved and published."));
            case ZoneLimits.Outcome.Refused(var reason) -> Told.refused(reason, typed);
        };
    }

    private static @org.jspecify.annotations.Nullable Long number(@org.jspecify.annotations.Nullable String written) {
        return written != null && written.matches("\\d{1,6}") ? Long.valueOf(written) : null;
    }

    // ── One's own ────────────────────────────────────────────────────────────────────────────────────────────────

    /** @param term first day without the right if it is not renewed */
    public record Standing(
            String state,
            Optional<LocalDate> term,
            List<ReviewPage.PastDecision> past,
            List<Application> applications,
            List<AcceptCharter.Acceptance> charters,
            boolean mayRenew,
            Optional<Contested> contested) {}

    /**
     * The disqualification of a provider, and what became of its appeal.
     *
     * @param mayContest whether the reader represents it, in time and for the first time
     */
    public record Contested(
            LocalDate endedOn,
            String reason,
            LocalDate lastDay,
            boolean mayContest,
            boolean isOver,
            Optional<AppealDisqualification.Appeal> appeal) {}

    private Optional<Contested> contestedBy(OrganisationId own, LocalDate today, Actor by) {
        return contested.contestable(own).map(one -> {
            boolean isOver = today.isAfter(one.lastDay());
            return new Contested(
                    one.end().endedOn(),
                    one.end().reason(),
                    one.lastDay(),
                    by.has(Role.LEGAL_REPRESENTATIVE) && one.appeal().isEmpty() && !isOver,
                    isOver,
                    one.appeal());
        });
    }

    /** By the legal representative, within sixty days. */
    @PostMapping("/qualification/recours")
    String contest(@RequestParam Map<String, String> sent, Actor by, RedirectAttributes after) {
        var own = QualificationRights.own(by);
        if (!by.has(Role.LEGAL_REPRESENTATIVE)) {
            throw ProblemException.notAllowed();
        }
        var checks = new Checks();
        var id = checks.id("id", sent.get("id"));
        checks.orThrow();
        var words = checks.text("words", sent.get("words"), LONGEST_APPEAL);
        after.addFlashAttribute(
                "told",
                checks.errors().isEmpty()
                        ? switch (contested.contest(new AppealDisqualification.Contest(id, own, words, by))) {
                            case AppealDisqualification.Outcome.Done _ ->
                                Told.done(Language.say(
                                        "Votre recours est transmis. D’autres personnes le liront.",
                                        "Your appeal is passed on. Other people will read it."));
                            case AppealDisqualification.Outcome.Refused(var reason) ->
                                Told.refused(reason, Told.typedIn(sent));
                        }
                        : Told.refused(checks, Told.typedIn(sent)));
        return "redirect:/qualification";
    }

    @GetMapping("/qualification")
    String own(Actor by, Model model) {
        var own = QualificationRights.own(by);
        var today = applications.today();
        boolean applies = Applications.appliesFor(by, Optional.of(own));
        model.addAttribute(
                "standing",
                new Standing(
                        Sentences.of(qualifications.stateOn(own, today)),
                        qualifications.termOf(own, today),
                        desk.pastOf(own),
                        applies ? applications.of(own) : List.of(),
                        acceptCharter.of(own),
                        begin.mayRenew(by),
                        contestedBy(own, today, by)));
        model.addAttribute("claims", applies ? claims.waitingFor(by) : List.of());
        model.addAttribute("toMove", offers.of(own, today));
        model.addAttribute("isMediator", by.has(Role.MEDIATOR));
        model.addAttribute("readsAgreements", by.hasAny(Role.PROVIDER_ADMIN, Role.LEGAL_REPRESENTATIVE, Role.MEDIATOR));
        model.addAttribute("mayAmend", applies);
        model.addAttribute("namedAs", consents.of(by).orElse(""));
        model.addAttribute("label", by.label());
        model.addAttribute("newId", UUID.randomUUID().toString());
        told(model);
        return "qualification/own";
    }

    @PostMapping("/qualification/mon-nom")
    String name(@RequestParam Map<String, String> sent, Actor by, RedirectAttributes after) {
        var typed = Map.of("name", sent.getOrDefault("name", ""));
        var checks = new Checks();
        var id = checks.id("id", sent.get("id"));
        checks.orThrow();
        after.addFlashAttribute(
                "told",
                switch ("withdraw".equals(sent.get("do"))
                        ? consents.withdraw(by)
                        : consents.give(id, sent.getOrDefault("name", ""), by)) {
                    case NamingConsents.Outcome.Done(var namedAs) ->
                        Told.done(namedAs.map(Language.say(
                                        "Les pages publiques peuvent vous nommer : %s.",
                                        "Public pages may name you: %s.")::formatted)
                                .orElse(Language.say(
                                        "Plus aucune page publique ne vous nomme.",
                                        "No public page names you any more.")));
                    case NamingConsents.Outcome.Refused(var reason) -> Told.refused(reason, typed);
                });
        return "redirect:/qualification";
    }

    private static Told told(Model model) {
        var told = Told.in(model);
        model.addAttribute("told", told);
        return told;
    }
}
