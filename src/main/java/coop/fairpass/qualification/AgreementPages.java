package coop.fairpass.qualification;

import coop.fairpass.calendar.Paris;
import coop.fairpass.catalogue.Catalogue;
import coop.fairpass.catalogue.ServiceCode;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Organisations;
import coop.fairpass.directory.People;
import coop.fairpass.directory.Role;
import coop.fairpass.places.Offer;
import coop.fairpass.places.Place;
import coop.fairpass.places.PlaceId;
import coop.fairpass.places.Places;
import coop.fairpass.qualification.Agreement.Side;
import coop.fairpass.web.Checks;
import coop.fairpass.web.Language;
import coop.fairpass.web.ProblemException;
import coop.fairpass.web.Told;
import coop.fairpass.web.WebReason;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Conventions : who answers for a place proposes the terms and signs them, the mediator signs the same, and either ends
 * it.
 */
@Controller
@RequestMapping("/conventions")
class AgreementPages {

    private static final int LONGEST_REASON = 2_000;
    private static final int MOST_SERVICES = 500;

    private final Agreements agreements;
    private final SignAgreement sign;
    private final EndAgreement end;
    private final Places places;
    private final People people;
    private final Organisations organisations;
    private final Catalogue catalogue;
    private final Clock clock;

    AgreementPages(
            Agreements agreements,
            SignAgreement sign,
            EndAgreement end,
            Places places,
            People people,
            Organisations organisations,
            Catalogue catalogue,
            Clock clock) {
        this.agreements = agreements;
        this.sign = sign;
        this.end = end;
        this.places = places;
        this.people = people;
        this.organisations = organisations;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    @GetMapping
    String read(Actor by, Model model) {
        return page(allowed(by), Told.in(model), UUID.randomUUID().toString(), model);
    }

    /** Who answers for places, and mediators; each sees their own. */
    private static Actor allowed(Actor by) {
        if (by.organisation().isEmpty() || !(answersForPlaces(by) || by.has(Role.MEDIATOR))) {
            throw ProblemException.notAllowed();
        }
        return by;
    }

    private static boolean answersForPlaces(Actor by) {
        return by.hasAny(Role.PROVIDER_ADMIN, Role.LEGAL_REPRESENTATIVE);
    }

    private String page(Actor by, Told told, String newId, Model model) {
        var own = by.organisation().orElseThrow();
        var today = Paris.today(clock);
        var open = answersForPlaces(by)
                ? places.of(own).stream()
                        .filter(place -> place.closedOn()
                                .filter(closed -> !closed.isAfter(today))
                                .isEmpty())
                        .toList()
                : List.<Place>of();
        model.addAttribute(
                "page",
                new AgreementPage(
                        lines(by, own, today), open, mediatorsOf(own), servicesOf(open, today), today, newId));
        model.addAttribute("told", told);
        return "qualification/agreements";
    }

    private List<AgreementPage.Line> lines(Actor by, OrganisationId own, LocalDate today) {
        var seen = new LinkedHashMap<AgreementId, Agreement>();
        if (answersForPlaces(by)) {
            agreements.concerning(own).forEach(one -> seen.put(one.agreement().id(), one.agreement()));
        }
        if (by.has(Role.MEDIATOR)) {
            by.person().map(agreements::ofMediator).orElse(List.of()).forEach(one -> seen.put(one.id(), one));
        }
        return seen.values().stream()
                .map(one -> line(one, by, today))
                .sorted(Comparator.comparing(AgreementPage.Line::standing).thenComparing(AgreementPage.Line::place))
                .toList();
    }

    private AgreementPage.Line line(Agreement agreement, Actor by, LocalDate today) {
        var terms = agreement.terms();
        var standing = AgreementStanding.on(agreement, today);
        boolean isOver = standing == AgreementStanding.ENDED;
        return new AgreementPage.Line(
                agreement.id().value().toString(),
                places.get(terms.place()).name(),
                people.nameOf(terms.mediator()).orElse(""),
                organisations.get(terms.paid()).legalName(),
                terms.services().stream()
                        .map(code -> label(code, today))
                        .sorted()
                        .toList(),
                terms.validFrom(),
                agreement.lastDay(),
                standing,
                agreements.endReason(agreement.id()),
                !isOver && sideToSign(agreement, by).isPresent(),
                !isOver && end.mayEnd(by, agreement));
    }

    /** For which side somebody may sign what that side has not signed. */
    private Optional<Side> sideToSign(Agreement agreement, Actor by) {
        var terms = agreement.terms();
        if (agreement.signedByPlaceOn().isEmpty()
                && answersForPlaces(by)
                && by.isOf(places.get(terms.place()).provider())) {
            return Optional.of(Side.PLACE);
        }
        return agreement.signedByMediatorOn().isEmpty()
                        && by.has(Role.MEDIATOR)
                        && by.person().filter(terms.mediator()::equals).isPresent()
                ? Optional.of(Side.MEDIATOR)
                : Optional.empty();
    }

    private String label(ServiceCode code, LocalDate today) {
        return catalogue.find(code, today).map(service -> service.label()).orElse(code.value());
    }

    private Map<UUID, String> mediatorsOf(OrganisationId own) {
        return people.seatsIn(own).stream()
                .filter(seat -> seat.roles().contains(Role.MEDIATOR))
                .collect(Collectors.toMap(
                        People.Seat::person, People.Seat::name, (first, _) -> first, LinkedHashMap::new));
    }

    private Map<String, String> servicesOf(List<Place> open, LocalDate today) {
        var codes = new LinkedHashSet<ServiceCode>();
        open.forEach(place ->
                places.offers(place.id(), today).stream().map(Offer::service).forEach(codes::add));
        var labels = new LinkedHashMap<String, String>();
        codes.stream().sorted().forEach(code -> labels.put(code.value(), label(code, today)));
        return labels;
    }

    // ── Proposing ────────────────────────────────────────────────────────────────────────────────────────────────

    @PostMapping
    String propose(@RequestParam MultiValueMap<String, String> sent, Actor by, Model model, RedirectAttributes after) {
        if (!answersForPlaces(by) || by.organisation().isEmpty()) {
            throw ProblemException.notAllowed();
        }
        var own = by.organisation().get();
        var checks = new Checks();
        var id = checks.id("id", sent.getFirst("id"));
        checks.orThrow();
        var mediator = mediator(checks, own, sent);
        var place = place(checks, own, sent.getFirst("place"));
        var services = services(checks, sent);
        var from = checks.day("validFrom", sent.getFirst("validFrom"));
        // The last day is what people write; the first day without is what is kept.
        var until = checks.optionalDay("lastDay", sent.getFirst("lastDay")).map(day -> day.plusDays(1));
        var paid = paid(checks, own, mediator, sent.getFirst("paid"));
        var typed = typed(sent);
        if (!checks.errors().isEmpty()) {
            var told = Told.refused(
                    Language.say("La convention n’est pas proposée.", "The agreement is not proposed."),
                    checks.errors(),
                    typed);
            return page(by, told, id.toString(), model);
        }
        var terms = new Agreement.Terms(
                mediator.orElseThrow(), place.orElseThrow().id(), paid.orElseThrow(), services, from, until);
        return switch (sign.handle(new SignAgreement.Command(new AgreementId(id), terms, Side.PLACE, by))) {
            case SignAgreement.Outcome.Refused(var reason) ->
                page(by, Told.refused(reason, typed), id.toString(), model);
            case SignAgreement.Outcome.Signed _ -> {
                after.addFlashAttribute(
                        "told",
                        Told.done(Language.say(
                                "La convention est proposée et signée par le lieu. La personne la signe à son tour.",
                                "The agreement is proposed and signed by the place. The person signs it in turn.")));
                yield "redirect:/conventions";
            }
        };
    }

    private static Map<String, String> typed(MultiValueMap<String, String> sent) {
        return sent.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> String.join("|", entry.getValue())));
    }

    /** One of one's own people, or somebody else by the address at which they are known. */
    private Optional<UUID> mediator(Checks checks, OrganisationId own, MultiValueMap<String, String> sent) {
        var chosen = checks.optionalId("mediator", sent.getFirst("mediator"));
        var email = checks.optionalText("email", sent.getFirst("email"), 254);
        var found = chosen.filter(one -> mediatorsOf(own).containsKey(one))
                .or(() -> chosen.isPresent() ? Optional.empty() : email.flatMap(this::mediatorAt));
        if (chosen.isEmpty() && email.isEmpty()) {
            checks.refuse("mediator", WebReason.FIELD_MISSING);
        } else if (found.isEmpty()) {
            checks.refuse(chosen.isPresent() ? "mediator" : "email", AgreementReason.UNKNOWN_MEDIATOR);
        }
        return found;
    }

    private Optional<UUID> mediatorAt(String email) {
        return people.saying(email).stream()
                .filter(one -> one.email().filter(email::equalsIgnoreCase).isPresent())
                .map(People.Person::id)
                .filter(one -> !businessesOf(one).isEmpty())
                .findFirst();
    }

    private List<OrganisationId> businessesOf(UUID mediator) {
        return people.seatsOf(mediator).stream()
                .filter(seat -> seat.roles().contains(Role.MEDIATOR))
                .map(People.Seat::organisation)
                .toList();
    }

    private Optional<Place> place(Checks checks, OrganisationId own, @Nullable String written) {
        var place = checks.optionalId("place", written)
                .flatMap(id -> places.find(new PlaceId(id)))
                .filter(found -> found.provider().equals(own));
        if (place.isEmpty()) {
            checks.refuse("place", AgreementReason.UNKNOWN_PLACE);
        }
        return place;
    }

    private static Set<ServiceCode> services(Checks checks, MultiValueMap<String, String> sent) {
        var services = new HashSet<ServiceCode>();
        for (var written : checks.list("service", sent.get("service"), MOST_SERVICES)) {
            ServiceCode.check(written)
                    .ifPresentOrElse(services::add, () -> checks.refuse("service", WebReason.FIELD_INVALID));
        }
        return services;
    }

    /** The place's provider, or the one business of the mediator that is another. */
    private Optional<OrganisationId> paid(
            Checks checks, OrganisationId own, Optional<UUID> mediator, @Nullable String written) {
        if ("place".equals(written)) {
            return Optional.of(own);
        }
        if (!"mediator".equals(written)) {
            checks.refuse("paid", WebReason.FIELD_MISSING);
            return Optional.empty();
        }
        var businesses = new ArrayList<>(mediator.map(this::businessesOf).orElse(List.of()));
        businesses.remove(own);
        if (mediator.isPresent() && businesses.size() != 1) {
            checks.refuse("paid", AgreementReason.PAYEE_NOT_THEIRS);
        }
        return businesses.stream().findFirst();
    }

    // ── Signing and ending ───────────────────────────────────────────────────────────────────────────────────────

    private Agreement seen(UUID id, Actor by) {
        allowed(by);
        return agreements
                .find(new AgreementId(id))
                .filter(known -> end.sees(by, known))
                .orElseThrow(ProblemException::notFound);
    }

    @PostMapping("/{id}/signature")
    String sign(@PathVariable UUID id, Actor by, RedirectAttributes after) {
        var agreement = seen(id, by);
        var side = sideToSign(agreement, by);
        after.addFlashAttribute(
                "told",
                side.isEmpty()
                        ? Told.done(Language.say("La convention est signée.", "The agreement is signed."))
                        : switch (sign.handle(
                                new SignAgreement.Command(agreement.id(), agreement.terms(), side.get(), by))) {
                            case SignAgreement.Outcome.Signed _ ->
                                Told.done(Language.say(
                                        "La convention est signée. Elle lie dès que les deux l’ont signée.",
                                        "The agreement is signed. It binds once both have signed it."));
                            case SignAgreement.Outcome.Refused(var reason) -> Told.refused(reason, Map.of());
                        });
        return "redirect:/conventions";
    }

    @PostMapping("/{id}/fin")
    String end(@PathVariable UUID id, @RequestParam Map<String, String> sent, Actor by, RedirectAttributes after) {
        var agreement = seen(id, by);
        var day = "day-" + id;
        var why = "reason-" + id;
        var checks = new Checks();
        var endedOn = checks.day(day, sent.get("endedOn"));
        var reason = checks.text(why, sent.get("reason"), LONGEST_REASON);
        var typed = Map.of(day, sent.getOrDefault("endedOn", ""), why, sent.getOrDefault("reason", ""));
        if (!checks.errors().isEmpty()) {
            after.addFlashAttribute(
                    "told",
                    Told.refused(
                            Language.say("La convention continue.", "The agreement goes on."), checks.errors(), typed));
            return "redirect:/conventions";
        }
        after.addFlashAttribute(
                "told",
                switch (end.handle(new EndAgreement.Command(agreement.id(), endedOn, reason, by))) {
                    case EndAgreement.Outcome.Ended _ ->
                        Told.done(Language.say(
                                        "La convention prend fin : plus de service à partir du %s.",
                                        "The agreement ends: no service from %s on.")
                                .formatted(Language.sayLong(endedOn)));
                    case EndAgreement.Outcome.Refused(var refusal) -> Told.refused(refusal, typed);
                });
        return "redirect:/conventions";
    }
}
