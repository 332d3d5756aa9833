package coop.fairpass.qualification;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Organisations;
import coop.fairpass.directory.PostalCode;
import coop.fairpass.directory.RegisterOrganisation;
import coop.fairpass.directory.RegisterOrganisation.OrganisationReason;
import coop.fairpass.directory.Role;
import coop.fairpass.directory.Siret;
import coop.fairpass.places.Place;
import coop.fairpass.places.PlaceId;
import coop.fairpass.web.Checks;
import coop.fairpass.web.Language;
import coop.fairpass.web.ProblemException;
import coop.fairpass.web.Told;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Avenants : a qualified provider asks that what is said of it be changed, reads the difference and what becomes of it;
 * a reviewer reads the same difference and decides.
 */
@Controller
public class AmendmentPages {

    private static final int LONGEST = 2_000;
    private static final String OWN = "/qualification/avenants";

    private final Amendments amendments;
    private final AskAmendment ask;
    private final DecideAmendment decide;
    private final Qualifications qualifications;
    private final Organisations organisations;
    private final Clock clock;

    AmendmentPages(
            Amendments amendments,
            AskAmendment ask,
            DecideAmendment decide,
            Qualifications qualifications,
            Organisations organisations,
            Clock clock) {
        this.amendments = amendments;
        this.ask = ask;
        this.decide = decide;
        this.qualifications = qualifications;
        this.organisations = organisations;
        this.clock = clock;
    }

    /**
     * What a provider asks, and may ask.
     *
     * @param place the one that is chosen, whose form is shown
     */
    public record Asking(
            List<Amendment> amendments,
            boolean isQualified,
            Map<AmendmentSubject, Map<AmendedField, String>> today,
            List<Place> places,
            Optional<Place> place,
            String newId) {

        public Asking {
            amendments = List.copyOf(amendments);
            places = List.copyOf(places);
        }

        /** What is said today. */
        public String said(AmendmentSubject subject, AmendedField field) {
            return today.getOrDefault(subject, Map.of()).getOrDefault(field, "");
        }

        /** Whether one may ask: nothing of the same subject waits. */
        public boolean isFree(AmendmentSubject subject) {
            return amendments.stream()
                    .filter(Amendment::isWaiting)
                    .filter(one -> one.subject() == subject)
                    .allMatch(one ->
                            subject == AmendmentSubject.PLACE && !one.place().equals(place.map(Place::id)));
        }
    }

    /** An amendment as a reviewer reads it. */
    public record Reviewed(Amendment amendment, String provider, boolean mayDecide) {

        public String path() {
            return "/avenants/" + amendment.id();
        }
    }

    // ── One's own ────────────────────────────────────────────────────────────────────────────────────────────────

    private static OrganisationId own(Actor by) {
        return by.organisation()
                .filter(own -> AskAmendment.isAllowedTo(by, own))
                .orElseThrow(ProblemException::notAllowed);
    }

    /** @param lieu the place that is asked about */
    @GetMapping(OWN)
    String own(@RequestParam(defaultValue = "") String lieu, Actor by, Model model) {
        var own = own(by);
        var places = amendments.placesOf(own);
        var place = new Checks()
                .optionalId("lieu", lieu)
                .flatMap(id -> places.stream()
                        .filter(one -> one.id().value().equals(id))
                        .findFirst());
        var today = new java.util.EnumMap<AmendmentSubject, Map<AmendedField, String>>(AmendmentSubject.class);
        for (var subject : AmendmentSubject.values()) {
            if (subject != AmendmentSubject.PLACE || place.isPresent()) {
                today.put(subject, amendments.today(own, subject, place.map(Place::id)));
            }
        }
        model.addAttribute(
                "asking",
                new Asking(
                        amendments.of(own),
                        qualifications.stateOn(own, Paris.today(clock)).isRunning(),
                        today,
                        places,
                        place,
                        UUID.randomUUID().toString()));
        model.addAttribute("told", Told.in(model));
        return "qualification/own-amendments";
    }

    @PostMapping(OWN)
    String ask(@RequestParam Map<String, String> sent, Actor by, RedirectAttributes after) {
        var own = own(by);
        var checks = new Checks();
        var id = checks.id("id", sent.get("id"));
        var subject = checks.choice("subject", sent.get("subject"), AmendmentSubject.class, AmendmentSubject.NAME);
        var place = checks.optionalId("place", sent.get("place")).map(PlaceId::new);
        checks.orThrow();
        var wanted = switch (subject) {
            case NAME -> Map.of(AmendedField.LEGAL_NAME, checks.text("legalName", sent.get("legalName"), 200));
            case REPRESENTATIVE ->
                Map.of(
                        AmendedField.PERSON_NAME, checks.text("name", sent.get("name"), 200),
                        AmendedField.OFFICE, checks.text("office", sent.get("office"), 200),
                        AmendedField.EMAIL, email(checks, sent));
            case HEAD_OFFICE -> address(checks, sent, AmendedField.SIRET, siret(checks, sent));
            case PLACE ->
                address(checks, sent, AmendedField.PLACE_NAME, checks.text("placeName", sent.get("placeName"), 200));
        };
        var why = checks.text("why-" + subject, sent.get("why-" + subject), LONGEST);
        after.addFlashAttribute(
                "told",
                checks.errors().isEmpty()
                        ? told(
                                ask.handle(new AskAmendment.Command(id, own, subject, place, wanted, why, by)),
                                Language.say(
                                        "Votre avenant est transmis. Rien ne change avant qu’il soit accepté.",
                                        "Your amendment is passed on. Nothing changes before it is accepted."),
                                Told.typedIn(sent))
                        : Told.refused(checks, Told.typedIn(sent)));
        return "redirect:" + OWN + (subject == AmendmentSubject.PLACE ? "?lieu=" + sent.getOrDefault("place", "") : "");
    }

    private static String siret(Checks checks, Map<String, String> sent) {
        return checks.identifier("siret", sent.get("siret"), Siret::check)
                .map(Siret::digits)
                .orElse("");
    }

    private static String email(Checks checks, Map<String, String> sent) {
        var email = checks.text("email", sent.get("email"), 254);
        if (!email.equals("?") && !RegisterOrganisation.looksLikeEmail(email)) {
            checks.refuse("email", OrganisationReason.EMAIL_INVALID);
        }
        return email;
    }

    private static Map<AmendedField, String> address(
            Checks checks, Map<String, String> sent, AmendedField first, String value) {
        var of = first == AmendedField.SIRET ? "head" : "place";
        return Map.of(
                first,
                value,
                AmendedField.STREET,
                checks.optionalText(of + "Street", sent.get(of + "Street"), 200).orElse(""),
                AmendedField.POSTAL_CODE,
                checks.identifier(of + "PostalCode", sent.get(of + "PostalCode"), PostalCode::check)
                        .map(PostalCode::digits)
                        .orElse(""),
                AmendedField.TOWN,
                checks.text(of + "Town", sent.get(of + "Town"), 100));
    }

    @PostMapping(OWN + "/{id}/retrait")
    String withdraw(@PathVariable UUID id, Actor by, RedirectAttributes after) {
        var own = own(by);
        var known = amendments.find(id).filter(one -> one.provider().equals(own));
        if (known.isEmpty()) {
            throw ProblemException.notFound();
        }
        after.addFlashAttribute(
                "told",
                told(
                        ask.withdraw(id, by),
                        Language.say("Votre avenant est retiré.", "Your amendment is withdrawn."),
                        Map.of()));
        return "redirect:" + OWN;
    }

    // ── The reviewer's ───────────────────────────────────────────────────────────────────────────────────────────

    private static void mayRead(Actor by) {
        if (!by.hasAny(Role.COOP_REVIEWER, Role.COMMITTEE)) {
            throw ProblemException.notAllowed();
        }
    }

    private List<Reviewed> reviewed(List<Amendment> all, Actor by) {
        var providers = organisations.get(all.stream().map(Amendment::provider).collect(Collectors.toSet()));
        var own = amendments.ownOf(by);
        return all.stream()
                .map(one -> new Reviewed(
                        one,
                        Objects.requireNonNull(providers.get(one.provider())).legalName(),
                        by.has(Role.COOP_REVIEWER) && one.isWaiting() && !own.test(one)))
                .toList();
    }

    @GetMapping("/avenants")
    String list(Actor by, Model model) {
        mayRead(by);
        model.addAttribute("amendments", reviewed(amendments.all(), by));
        return "qualification/amendments";
    }

    @GetMapping("/avenants/{id}")
    String read(@PathVariable UUID id, Actor by, Model model) {
        mayRead(by);
        var found = amendments.find(id).orElseThrow(ProblemException::notFound);
        model.addAttribute("page", reviewed(List.of(found), by).getFirst());
        model.addAttribute("told", Told.in(model));
        return "qualification/amendment";
    }

    @PostMapping("/avenants/{id}")
    String decide(@PathVariable UUID id, @RequestParam Map<String, String> sent, Actor by, RedirectAttributes after) {
        if (!by.has(Role.COOP_REVIEWER)) {
            throw ProblemException.notAllowed();
        }
        if (amendments.find(id).isEmpty()) {
            throw ProblemException.notFound();
        }
        var checks = new Checks();
        var state = checks.choice("state", sent.get("state"), AmendmentState.class, AmendmentState.REFUSED);
        var reason = checks.text("reason", sent.get("reason"), LONGEST);
        after.addFlashAttribute(
                "told",
                checks.errors().isEmpty()
                        ? told(
                                decide.handle(
                                        new DecideAmendment.Command(id, state == AmendmentState.ACCEPTED, reason, by)),
                                Language.say("La décision est enregistrée.", "The decision is saved."),
                                Told.typedIn(sent))
                        : Told.refused(checks, Told.typedIn(sent)));
        return "redirect:/avenants/" + id;
    }

    private static Told told(AskAmendment.Outcome outcome, String done, Map<String, String> typed) {
        return switch (outcome) {
            case AskAmendment.Outcome.Done _ -> Told.done(done);
            case AskAmendment.Outcome.Refused(var reason) -> Told.refused(reason, typed);
        };
    }

    /** How a state is coloured. */
    public static String style(AmendmentState state) {
        return switch (state) {
            case WAITING -> "state waits";
            case ACCEPTED -> "state";
            case REFUSED, WITHDRAWN -> "state stopped";
        };
    }
}
