package coop.fairpass.places;

import coop.fairpass.calendar.Paris;
import coop.fairpass.catalogue.ServiceCode;
import coop.fairpass.catalogue.ServiceFormat;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Role;
import coop.fairpass.directory.Telephone;
import coop.fairpass.money.Money;
import coop.fairpass.web.Checks;
import coop.fairpass.web.Language;
import coop.fairpass.web.ProblemException;
import coop.fairpass.web.Told;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What a provider says of its places, confirms every six months, and offers there. */
@Controller
@RequestMapping("/mes-lieux")
class MyPlacePages {

    private static final Money LARGEST_PRICE = Money.cents(1_000_00);
    private static final int MOST_CLAIMS = 50;

    private final Places places;
    private final OwnPlaces ownPlaces;
    private final Presentations presentations;
    private final ProviderIdentities identities;
    private final ServicesNow services;
    private final PresentPlace presentPlace;
    private final ConfirmPlace confirmPlace;
    private final ChooseIdentity chooseIdentity;
    private final AddOffer addOffer;
    private final WithdrawOffer withdrawOffer;
    private final PlaceSettings settings;
    private final ListedPlaces listed;
    private final PlaceClaims claims;
    private final FirstOffers firstOffers;
    private final Clock clock;

    MyPlacePages(
            Places places,
            OwnPlaces ownPlaces,
            Presentations presentations,
            ProviderIdentities identities,
            ServicesNow services,
            PresentPlace presentPlace,
            ConfirmPlace confirmPlace,
            ChooseIdentity chooseIdentity,
            AddOffer addOffer,
            WithdrawOffer withdrawOffer,
            PlaceSettings settings,
            ListedPlaces listed,
            PlaceClaims claims,
            FirstOffers firstOffers,
            Clock clock) {
        this.places = places;
        this.ownPlaces = ownPlaces;
        this.presentations = presentations;
        this.identities = identities;
        this.services = services;
        this.presentPlace = presentPlace;
        this.confirmPlace = confirmPlace;
        this.chooseIdentity = chooseIdentity;
        this.addOffer = addOffer;
        this.withdrawOffer = withdrawOffer;
        this.settings = settings;
        this.listed = listed;
        this.claims = claims;
        this.firstOffers = firstOffers;
        this.clock = clock;
    }

    @GetMapping
    String mine(Actor by, Model model) {
        var own = own(by);
        model.addAttribute("places", places.of(own));
        model.addAttribute("today", Paris.today(clock));
        model.addAttribute("identity", identities.find(own).orElseThrow(ProblemException::notFound));
        model.addAttribute("claims", ClaimPlace.speaks(by) ? claims.of(own, MOST_CLAIMS) : List.of());
        model.addAttribute("mayOpen", by.has(Role.PROVIDER_ADMIN));
        model.addAttribute("told", Told.in(model));
        return "places/mine";
    }

    private static OrganisationId own(Actor by) {
        if (!by.hasAny(Role.PROVIDER_ADMIN, Role.PROVIDER_STAFF, Role.COOP_REVIEWER)) {
            throw ProblemException.notAllowed();
        }
        return by.organisation().orElseThrow(ProblemException::notAllowed);
    }

    @PostMapping("/identite")
    String identity(
            @RequestParam(required = false) @Nullable String name,
            @RequestParam(required = false) @Nullable String colour,
            @RequestParam(required = false) @Nullable MultipartFile logo,
            Actor by,
            RedirectAttributes next)
            throws IOException {
        var file = logo == null || logo.isEmpty() ? Optional.<byte[]>empty() : Optional.of(logo.getBytes());
        var command = new ChooseIdentity.Command(
                own(by),
                name == null ? "" : name,
                Optional.ofNullable(colour).filter(written -> !written.isBlank()),
                file,
                by);
        next.addFlashAttribute(
                "told",
                switch (chooseIdentity.handle(command)) {
                    case ChooseIdentity.Outcome.Chosen(var _) ->
                        Told.done(Language.say("Vos pages portent vos couleurs.", "Your pages wear your colours."));
                    case ChooseIdentity.Outcome.Refused(var reason) ->
                        Told.refused(
                                reason,
                                Map.of("name", name == null ? "" : name, "colour", colour == null ? "" : colour));
                });
        return "redirect:/mes-lieux";
    }

    @PostMapping("/{id}/confirmer")
    String confirm(@PathVariable UUID id, Actor by, RedirectAttributes next) {
        next.addFlashAttribute(
                "told",
                switch (confirmPlace.handle(new ConfirmPlace.Command(new PlaceId(id), by))) {
                    case ConfirmPlace.Outcome.Confirmed(var place) ->
                        Told.done(
                                Language.say("« %s » est confirmé pour six mois.", "“%s” is confirmed for six months.")
                                        .formatted(place.name()));
                    case ConfirmPlace.Outcome.Refused(var reason) -> throw problem(reason);
                });
        return "redirect:/mes-lieux";
    }

    @GetMapping("/{id}")
    String edit(@PathVariable UUID id, Actor by, Model model) {
        return edit(ownPlaces.seen(id, by), Told.in(model), by, model);
    }

    private String edit(Place place, Told told, Actor by, Model model) {
        var today = Paris.today(clock);
        var said = presentations.find(place.id()).orElseGet(() -> Presentation.none(today));
        var offers = places.offers(place.id(), today);
        model.addAttribute(
                "page",
                new MyPlacePage(
                        place,
                        said,
                        SpokenHours.lines(place.openingHours(), Language.reading()),
                        OpeningTimes.read(place.openingHours()).isPresent(),
                        Freshness.of(place.knownOn(), today),
                        PlaceRights.mayChange(by, place.provider()),
                        offers.stream()
                                .map(offer -> new MyPlacePage.OfferLine(
                                        offer.id().toString(),
                                        services.label(offer.service(), today),
                                        Charge.of(offer.price(), offer.isRegulated(), settings.faceValue()),
                                        offer.ledBy(),
                                        offer.validUntil()))
                                .toList(),
                        ServicesNow.byCategory(services.on(today)),
                        PlaceRights.mayChange(by, place.provider()) ? firstOffers.proposedAt(place) : List.of(),
                        firstOffers.leadersAt(place, offers),
                        listed.of(place.id()),
                        today,
                        UUID.randomUUID().toString()));
        model.addAttribute("told", told);
        return "places/edit";
    }

    @PostMapping("/{id}")
    String present(
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> sent,
            Actor by,
            Model model,
            RedirectAttributes next) {
        var place = ownPlaces.changed(id, by);
        var checks = new Checks();
        var telephone = checks.optionalIdentifier("telephone", sent.getFirst("telephone"), Telephone::check);
        var email = checks.optionalText("email", sent.getFirst("email"), 254);
        var hours = checks.optionalText("openingHours", sent.getFirst("openingHours"), 2_000);
        var today = Paris.today(clock);
        var known = presentations.find(place.id()).orElseGet(() -> Presentation.none(today));
        var said = PresentationForm.read(sent, checks, known, today);
        var typed = PresentationForm.typed(sent);
        if (!checks.errors().isEmpty()) {
            return edit(
                    place,
                    Told.refused(
                            Language.say("La page n’est pas enregistrée.", "The page is not saved."),
                            checks.errors(),
                            typed),
                    by,
                    model);
        }
        var command = new PresentPlace.Command(place.id(), telephone, email, hours.orElse(""), said, by);
        return switch (presentPlace.handle(command)) {
            case PresentPlace.Outcome.Presented(var _) -> {
                next.addFlashAttribute(
                        "told",
                        Told.done(Language.say(
                                "La page est enregistrée, et confirmée pour six mois.",
                                "The page is saved, and confirmed for six months.")));
                yield "redirect:/mes-lieux/" + id;
            }
            case PresentPlace.Outcome.Refused(var reason) -> edit(place, Told.refused(reason, typed), by, model);
        };
    }

    @PostMapping("/{id}/offres")
    String offer(
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> sent,
            Actor by,
            Model model,
            RedirectAttributes next) {
        var place = ownPlaces.changed(id, by);
        var checks = new Checks();
        var offer = checks.id("offer", sent.getFirst("offer"));
        var service = PlaceQuestions.code(checks, "service", sent.getFirst("service"));
        var price = checks.euros("price", sent.getFirst("price"), Money.ZERO, LARGEST_PRICE);
        var format = checks.optionalChoice("format", sent.getFirst("format"), ServiceFormat.class);
        var leaders = PlaceQuestions.leaders(checks, "ledBy", sent.get("ledBy"));
        if (service.isEmpty() || !checks.errors().isEmpty()) {
            return edit(
                    place,
                    Told.refused(
                            Language.say("Ce service n’est pas ajouté.", "This service is not added."),
                            checks.errors(),
                            PresentationForm.typed(sent)),
                    by,
                    model);
        }
        var command = new AddOffer.Command(
                new OfferId(offer),
                place.id(),
                service.get(),
                price,
                sent.containsKey("regulated"),
                format,
                Paris.today(clock),
                Optional.empty(),
                leaders,
                by);
        return switch (addOffer.handle(command)) {
            case AddOffer.Outcome.Added(var added) -> {
                next.addFlashAttribute(
                        "told",
                        Told.done(
                                Language.say("Ajouté : « %s ».", "Added: “%s”.").formatted(label(added.service()))));
                yield "redirect:/mes-lieux/" + id;
            }
            case AddOffer.Outcome.Refused(var reason) ->
                edit(place, Told.refused(reason, PresentationForm.typed(sent)), by, model);
        };
    }

    private String label(ServiceCode service) {
        return services.label(service, Paris.today(clock));
    }

    @PostMapping("/{id}/offres/{offer}/retrait")
    String withdraw(@PathVariable UUID id, @PathVariable UUID offer, Actor by, RedirectAttributes next) {
        var place = ownPlaces.changed(id, by);
        var known = places.findOffer(new OfferId(offer))
                .filter(found -> found.place().equals(place.id()))
                .orElseThrow(ProblemException::notFound);
        LocalDate today = Paris.today(clock);
        next.addFlashAttribute(
                "told",
                switch (withdrawOffer.handle(new WithdrawOffer.Command(known.id(), today, by))) {
                    case WithdrawOffer.Outcome.Withdrawn(var gone) ->
                        Told.done(Language.say("Retiré : « %s ».", "Removed: “%s”.")
                                .formatted(label(gone.service())));
                    case WithdrawOffer.Outcome.Refused refused -> Told.refused(refused.reason(), Map.of());
                });
        return "redirect:/mes-lieux/" + id;
    }

    private static ProblemException problem(PresentationReason reason) {
        return switch (reason) {
            case UNKNOWN_PLACE -> ProblemException.notFound();
            case NOT_ALLOWED -> ProblemException.notAllowed();
            case NAME_MISSING,
                    COLOUR_INVALID,
                    PICTURE_INVALID,
                    EMAIL_INVALID,
                    EMAIL_OF_A_PERSON,
                    ADDRESS_INVALID,
                    SUMMARY_TOO_LONG,
                    TEXT_TOO_LONG,
                    WORD_UNKNOWN,
                    STOP_UNREADABLE,
                    STOP_COMMUNE_UNKNOWN -> ProblemException.refused(reason);
        };
    }
}
