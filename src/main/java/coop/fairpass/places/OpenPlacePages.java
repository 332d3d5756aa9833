package coop.fairpass.places;

import coop.fairpass.calendar.Paris;
import coop.fairpass.catalogue.Service;
import coop.fairpass.catalogue.ServiceCode;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Address;
import coop.fairpass.directory.InseeCode;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.PostalCode;
import coop.fairpass.directory.Role;
import coop.fairpass.directory.Telephone;
import coop.fairpass.money.Money;
import coop.fairpass.territory.Commune;
import coop.fairpass.territory.Territories;
import coop.fairpass.territory.Town;
import coop.fairpass.web.Checks;
import coop.fairpass.web.Language;
import coop.fairpass.web.Plural;
import coop.fairpass.web.ProblemException;
import coop.fairpass.web.Told;
import coop.fairpass.web.WebReason;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
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
 * The life of a place, decided by the administrator of its provider: opened with all that its page says, given its
 * first offers and those who lead them, taken off the map and put back, closed from a day on (R-102, R-115, R-117,
 *
 */
@Controller
@RequestMapping("/mes-lieux")
class OpenPlacePages {

    private static final Money LARGEST_PRICE = Money.cents(1_000_00);
    private static final int MOST_A_WEEK = 10_000;
    private static final int MOST_TOWNS = 12;

    private final OwnPlaces ownPlaces;
    private final SetUpPlace setUpPlace;
    private final AddOffer addOffer;
    private final ClosePlace closePlace;
    private final HidePlace hidePlace;
    private final SayWhoLeads sayWhoLeads;
    private final FirstOffers firstOffers;
    private final Territories territories;
    private final PlaceSettings settings;
    private final Clock clock;

    OpenPlacePages(
            OwnPlaces ownPlaces,
            SetUpPlace setUpPlace,
            AddOffer addOffer,
            ClosePlace closePlace,
            HidePlace hidePlace,
            SayWhoLeads sayWhoLeads,
            FirstOffers firstOffers,
            Territories territories,
            PlaceSettings settings,
            Clock clock) {
        this.ownPlaces = ownPlaces;
        this.setUpPlace = setUpPlace;
        this.addOffer = addOffer;
        this.closePlace = closePlace;
        this.hidePlace = hidePlace;
        this.sayWhoLeads = sayWhoLeads;
        this.firstOffers = firstOffers;
        this.territories = territories;
        this.settings = settings;
        this.clock = clock;
    }

    // ── Opening ──────────────────────────────────────────────────────────────────────────────────────────────────

    @GetMapping("/ouvrir")
    String form(Actor by, Model model) {
        own(by);
        return form(UUID.randomUUID().toString(), Told.in(model), model);
    }

    private static OrganisationId own(Actor by) {
        return by.organisation().filter(_ -> by.has(Role.PROVIDER_ADMIN)).orElseThrow(ProblemException::notAllowed);
    }

    private String form(String id, Told told, Model model) {
        model.addAttribute("id", id);
        model.addAttribute("boxes", MyPlacePage.boxes(Presentation.none(Paris.today(clock))));
        model.addAttribute("today", Paris.today(clock));
        model.addAttribute("told", told);
        return "places/open";
    }

    @PostMapping("/ouvrir")
    String open(@RequestParam MultiValueMap<String, String> sent, Actor by, Model model, RedirectAttributes next) {
        var own = own(by);
        var today = Paris.today(clock);
        var checks = new Checks();
        var id = checks.id("id", sent.getFirst("id"));
        checks.orThrow();
        var name = checks.text("name", sent.getFirst("name"), 200);
        var street = checks.text("street", sent.getFirst("street"), 200);
        var postalCode = checks.identifier("postalCode", sent.getFirst("postalCode"), PostalCode::check);
        var town = checks.text("town", sent.getFirst("town"), 100);
        var commune = commune(checks, postalCode, town);
        var telephone = checks.optionalIdentifier("telephone", sent.getFirst("telephone"), Telephone::check);
        var email = checks.optionalText("email", sent.getFirst("email"), 254);
        var hours = checks.optionalText("openingHours", sent.getFirst("openingHours"), 2_000);
        var capacity = checks.optionalText("weeklyCapacity", sent.getFirst("weeklyCapacity"), 10)
                .map(written -> (int) checks.whole("weeklyCapacity", written, 0, MOST_A_WEEK));
        var openedOn = checks.optionalDay("openedOn", sent.getFirst("openedOn")).orElse(today);
        var said = PresentationForm.read(sent, checks, Presentation.none(today), today);
        var typed = PresentationForm.typed(sent);
        if (!checks.errors().isEmpty()) {
            var told = Told.refused(
                    Language.say("Le lieu n’est pas ouvert.", "The place is not open."), checks.errors(), typed);
            return form(id.toString(), told.withLines(townsOf(told, postalCode)), model);
        }
        var command = new SetUpPlace.Command(
                new OpenPlace.Command(
                        new PlaceId(id),
                        own,
                        name,
                        new Address(street, postalCode.orElseThrow(), town, commune),
                        commune.orElseThrow(),
                        Optional.empty(),
                        telephone,
                        email,
                        hours.orElse(""),
                        capacity,
                        openedOn,
                        by),
                said);
        return switch (setUpPlace.handle(command)) {
            case SetUpPlace.Outcome.Opened(var place) -> {
                next.addFlashAttribute(
                        "told",
                        Told.done(Language.say(
                                        "« %s » est ouvert. Dites maintenant les services que vous y donnez.",
                                        "“%s” is open. Now say which services you give there.")
                                .formatted(place.name())));
                yield "redirect:/mes-lieux/" + id;
            }
            case SetUpPlace.Outcome.Refused(var reason) -> form(id.toString(), Told.refused(reason, typed), model);
            case SetUpPlace.Outcome.NotPresented(var reason) -> form(id.toString(), Told.refused(reason, typed), model);
        };
    }

    /** The commune that a postal code and a name agree on, as everywhere else: a code alone never says it. */
    private Optional<InseeCode> commune(Checks checks, Optional<PostalCode> postalCode, String town) {
        if (postalCode.isEmpty() || town.equals("?")) {
            return Optional.empty();
        }
        var where = new Town(postalCode.get(), town);
        var found = Optional.ofNullable(territories.locate(List.of(where)).get(where));
        if (found.isEmpty()) {
            checks.refuse("town", PlaceReason.TOWN_UNKNOWN);
        }
        return found;
    }

    /** The communes of a postal code, when the one that was typed is not among them. */
    private List<String> townsOf(Told told, Optional<PostalCode> postalCode) {
        if (!told.isWrong("town") || postalCode.isEmpty()) {
            return List.of();
        }
        var towns = territories.atTheEndOf(postalCode.get().digits(), MOST_TOWNS).stream()
                .map(Commune::name)
                .collect(Collectors.joining(", "));
        return towns.isEmpty()
                ? List.of()
                : List.of(Language.say("Communes du %s : %s.", "Towns of %s: %s.")
                        .formatted(postalCode.get().digits(), towns));
    }

    // ── Its first offers ─────────────────────────────────────────────────────────────────────────────────────────

    /** Those that were ticked among the declared services, once all their prices can be read. */
    @PostMapping("/{id}/offres/declarees")
    String offer(
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> sent,
            Actor by,
            RedirectAttributes next) {
        var place = ownPlaces.changed(id, by);
        var checks = new Checks();
        var form = checks.id("offer", sent.getFirst("offer"));
        checks.orThrow();
        var chosen = sent.getOrDefault("declared", List.of());
        var leaders = PlaceQuestions.leaders(checks, "declaredLeaders", sent.get("declaredLeaders"));
        var offers = new ArrayList<AddOffer.Command>();
        for (var service : firstOffers.proposedAt(place)) {
            if (chosen.contains(service.code().value())) {
                offer(checks, form, place, service, leaders, sent, by).ifPresent(offers::add);
            }
        }
        if (chosen.isEmpty()) {
            checks.refuse("declared", WebReason.FIELD_MISSING);
        }
        var path = "redirect:/mes-lieux/" + id;
        if (!checks.errors().isEmpty()) {
            next.addFlashAttribute(
                    "told",
                    Told.refused(
                            Language.say("Aucun service n’est ajouté.", "No service is added."),
                            checks.errors(),
                            PresentationForm.typed(sent)));
            return path;
        }
        for (var one : offers) {
            if (addOffer.handle(one) instanceof AddOffer.Outcome.Refused(var reason)) {
                next.addFlashAttribute("told", Told.refused(reason, PresentationForm.typed(sent)));
                return path;
            }
        }
        next.addFlashAttribute(
                "told",
                Told.done(
                        offers.isEmpty()
                                ? Language.say(
                                        "Ces services sont déjà dans votre offre.",
                                        "These services are already offered.")
                                : Language.say(
                                        Plural.of(offers.size(), "service ajouté", "services ajoutés") + ".",
                                        Plural.english(offers.size(), "service added", "services added") + ".")));
        return path;
    }

    private Optional<AddOffer.Command> offer(
            Checks checks,
            UUID form,
            Place place,
            Service service,
            Set<WorkStatus> leaders,
            MultiValueMap<String, String> sent,
            Actor by) {
        var code = service.code().value();
        int wrong = checks.errors().size();
        var price = checks.euros("price-" + code, sent.getFirst("price-" + code), Money.ZERO, LARGEST_PRICE);
        boolean isRegulated = sent.containsKey("regulated-" + code);
        if (checks.errors().size() == wrong) {
            AddOffer.priceRefusal(price, isRegulated, settings.faceValue())
                    .ifPresent(reason -> checks.refuse("price-" + code, reason));
        }
        return checks.errors().size() > wrong
                ? Optional.empty()
                : Optional.of(new AddOffer.Command(
                        new OfferId(idOf(form, service.code())),
                        place.id(),
                        service.code(),
                        price,
                        isRegulated,
                        Optional.empty(),
                        Paris.today(clock),
                        Optional.empty(),
                        leaders,
                        by));
    }

    private static UUID idOf(UUID form, ServiceCode code) {
        return UUID.nameUUIDFromBytes((form + "/" + code.value()).getBytes(StandardCharsets.UTF_8));
    }

    /** Who leads the ticked offers; with nobody paid they end today. */
    @PostMapping("/{id}/offres/conduites")
    String leaders(
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> sent,
            Actor by,
            RedirectAttributes next) {
        var place = ownPlaces.changed(id, by);
        var checks = new Checks();
        var leaders = PlaceQuestions.leaders(checks, "leaders", sent.get("leaders"));
        var offers = sent.getOrDefault("led", List.of()).stream()
                .map(offer -> new OfferId(checks.id("led", offer)))
                .collect(Collectors.toSet());
        if (offers.isEmpty()) {
            checks.refuse("led", WebReason.FIELD_MISSING);
        }
        next.addFlashAttribute(
                "told",
                checks.errors().isEmpty()
                        ? told(sayWhoLeads.handle(new SayWhoLeads.Command(place.id(), offers, leaders, by)), sent)
                        : Told.refused(
                                Language.say("Rien n’est changé.", "Nothing is changed."),
                                checks.errors(),
                                PresentationForm.typed(sent)));
        return "redirect:/mes-lieux/" + id;
    }

    private static Told told(SayWhoLeads.Outcome outcome, MultiValueMap<String, String> sent) {
        return switch (outcome) {
            case SayWhoLeads.Outcome.Said(var offers, var areOver) ->
                Told.done(
                        areOver
                                ? Language.say(
                                        Plural.of(offers.size(), "service ne se paie", "services ne se paient")
                                                + " plus par chèque à partir d’aujourd’hui : il faut une personne payée"
                                                + " pour le conduire. Ce qui fut donné avant reste payé.",
                                        Plural.english(offers.size(), "service is", "services are")
                                                + " no longer paid by voucher from today: somebody paid must lead it."
                                                + " What was given before is still paid.")
                                : Language.say(
                                        "C’est dit pour " + Plural.of(offers.size(), "service", "services") + ".",
                                        "Said for " + Plural.english(offers.size(), "service", "services") + "."));
            case SayWhoLeads.Outcome.Refused(var reason) -> Told.refused(reason, PresentationForm.typed(sent));
        };
    }

    // ── Off the map, and closed ──────────────────────────────────────────────────────────────────────────────────

    /** Off the map it accepts no voucher: nobody hides while redeeming. */
    @PostMapping("/{id}/carte")
    String hide(@PathVariable UUID id, @RequestParam Map<String, String> sent, Actor by, RedirectAttributes next) {
        var place = ownPlaces.changed(id, by);
        boolean isHidden = "hide".equals(sent.get("do"));
        next.addFlashAttribute(
                "told",
                switch (hidePlace.handle(new HidePlace.Command(place.id(), isHidden, by))) {
                    case HidePlace.Outcome.Done _ ->
                        Told.done(
                                isHidden
                                        ? Language.say(
                                                "Le lieu n’est plus sur la carte, et n’accepte plus de chèque.",
                                                "The place is off the map, and accepts no voucher.")
                                        : Language.say(
                                                "Le lieu est de nouveau sur la carte.",
                                                "The place is on the map again."));
                    case HidePlace.Outcome.Refused(var reason) -> Told.refused(reason, Map.of());
                });
        return "redirect:/mes-lieux/" + id;
    }

    @PostMapping("/{id}/fermeture")
    String close(@PathVariable UUID id, @RequestParam Map<String, String> sent, Actor by, RedirectAttributes next) {
        var place = ownPlaces.changed(id, by);
        var typed = Map.of("closedOn", sent.getOrDefault("closedOn", ""));
        var checks = new Checks();
        LocalDate day = checks.day("closedOn", sent.get("closedOn"));
        if (!sent.containsKey("sure")) {
            checks.refuse("sure", WebReason.FIELD_MISSING);
        }
        var path = "redirect:/mes-lieux/" + id;
        if (!checks.errors().isEmpty()) {
            next.addFlashAttribute(
                    "told",
                    Told.refused(
                            Language.say("Le lieu n’est pas fermé.", "The place is not closed."),
                            checks.errors(),
                            typed));
            return path;
        }
        next.addFlashAttribute(
                "told",
                switch (closePlace.handle(new ClosePlace.Command(place.id(), day, by))) {
                    case ClosePlace.Outcome.Closed(var closed) ->
                        Told.done(Language.say(
                                        "« %s » ferme le %s. Ce qui y fut donné avant reste payé.",
                                        "“%s” closes on %s. What was given there before is still paid.")
                                .formatted(closed.name(), Language.sayLong(day)));
                    case ClosePlace.Outcome.Refused(var reason) -> Told.refused(reason, typed);
                });
        return path;
    }
}
