package coop.fairpass.places;

import coop.fairpass.calendar.Paris;
import coop.fairpass.catalogue.ServiceCode;
import coop.fairpass.catalogue.ServiceFormat;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Address;
import coop.fairpass.directory.InseeCode;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.PostalCode;
import coop.fairpass.directory.Telephone;
import coop.fairpass.money.Money;
import coop.fairpass.territory.PerimeterCode;
import coop.fairpass.territory.Point;
import coop.fairpass.web.Checks;
import coop.fairpass.web.NewId;
import coop.fairpass.web.Page;
import coop.fairpass.web.ProblemException;
import coop.fairpass.web.WebReason;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Places for programs: anyone reads the map, a provider's administrator changes its own. */
@RestController
@Tag(name = "Lieux")
@RequestMapping("/api/v1/places")
class PlacesApi {

    private static final Money LARGEST_PRICE = Money.cents(10_000_00);

    record PlaceAnswer(
            UUID id,
            UUID provider,
            String name,
            String street,
            String postalCode,
            String town,
            String commune,
            Optional<Double> latitude,
            Optional<Double> longitude,
            boolean isPositionExact,
            Optional<String> telephone,
            Optional<String> email,
            String openingHours,
            Optional<Integer> weeklyCapacity,
            boolean isHidden,
            LocalDate openedOn,
            Optional<LocalDate> closedOn) {}

    record OfferAnswer(
            UUID id,
            String service,
            long priceCents,
            boolean isRegulated,
            long remainingChargeCents,
            ServiceFormat format,
            LocalDate validFrom,
            Optional<LocalDate> validUntil,
            List<WorkStatus> ledBy) {}

    record PlaceWithOffers(PlaceAnswer place, List<OfferAnswer> offers) {}

    record PlaceRequest(
            @Nullable String provider,
            @Nullable String name,
            @Nullable String street,
            @Nullable String postalCode,
            @Nullable String town,
            @Nullable String commune,
            @Nullable Double latitude,
            @Nullable Double longitude,
            @Nullable String telephone,
            @Nullable String email,
            @Nullable String openingHours,
            @Nullable Long weeklyCapacity,
            @Nullable String openedOn) {}

    record OfferRequest(
            @Nullable String service,
            @Nullable Long priceCents,
            @Nullable Boolean isRegulated,
            @Nullable String format,
            @Nullable String validFrom,
            @Nullable String validUntil,
            @Nullable List<String> ledBy) {}

    record PositionRequest(
            @Nullable Double latitude, @Nullable Double longitude) {}

    record LeadersRequest(@Nullable List<String> ledBy) {}

    record FromRequest(@Nullable String from) {}

    record HidingRequest(@Nullable Boolean isHidden) {}

    private final Places places;
    private final OpenPlace openPlace;
    private final ClosePlace closePlace;
    private final HidePlace hidePlace;
    private final LocatePlace locatePlace;
    private final AddOffer addOffer;
    private final WithdrawOffer withdrawOffer;
    private final SayWhoLeads sayWhoLeads;
    private final PlaceSettings settings;
    private final Clock clock;

    PlacesApi(
            Places places,
            OpenPlace openPlace,
            ClosePlace closePlace,
            HidePlace hidePlace,
            LocatePlace locatePlace,
            AddOffer addOffer,
            WithdrawOffer withdrawOffer,
            SayWhoLeads sayWhoLeads,
            PlaceSettings settings,
            Clock clock) {
        this.places = places;
        this.openPlace = openPlace;
        this.closePlace = closePlace;
        this.hidePlace = hidePlace;
        this.locatePlace = locatePlace;
        this.addOffer = addOffer;
        this.withdrawOffer = withdrawOffer;
        this.sayWhoLeads = sayWhoLeads;
        this.settings = settings;
        this.clock = clock;
    }

    /** Places on the map today, by name, in a commune and with a service when asked. */
    @GetMapping
    @Operation(
            summary = "Les lieux ouverts aujourd’hui, par nom, sans clé",
            description = "Places open today, by name; no key is needed.")
    Page<PlaceAnswer> list(
            @RequestParam(required = false) @Nullable String commune,
            @RequestParam(required = false) @Nullable String service,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Long size) {
        var checks = new Checks();
        var perimeter =
                checks.optionalIdentifier("commune", commune, InseeCode::check).map(PerimeterCode::commune);
        var code = code(checks, service);
        var position = checks.optionalId("after", after).map(PlaceId::new);
        int most = size == null ? Page.DEFAULT_SIZE : (int) checks.number("size", size, 1, Page.LARGEST);
        checks.orThrow();
        var filter = new Places.Filter(Paris.today(clock), PlaceQuestions.setOf(perimeter), PlaceQuestions.setOf(code));
        return Page.of(
                        places.onTheMap(filter, position, most + 1),
                        most,
                        place -> place.id().toString())
                .map(PlacesApi::answer);
    }

    /** A place and what it offers today; off the map, to those who look after it only. */
    @GetMapping("/{id}")
    @Operation(
            summary = "Un lieu et ce qu’il propose aujourd’hui, sans clé s’il est sur la carte",
            description = "A place and what it offers today; no key is needed when it is on the map.")
    PlaceWithOffers place(@PathVariable UUID id, @Parameter(hidden = true) Optional<Actor> caller) {
        var place = places.find(new PlaceId(id))
                .filter(found -> isOnTheMap(found) || isKnownTo(caller, found))
                .orElseThrow(ProblemException::notFound);
        return new PlaceWithOffers(
                answer(place),
                places.offers(place.id(), Paris.today(clock)).stream()
                        .map(this::answer)
                        .toList());
    }

    @PostMapping
    @Operation(summary = "Ouvrir un lieu", description = "Open a place.")
    @ResponseStatus(HttpStatus.CREATED)
    PlaceAnswer open(@RequestBody PlaceRequest request, NewId id, Actor caller) {
        var checks = new Checks();
        var provider = checks.id("provider", request.provider());
        var name = checks.text("name", request.name(), 200);
        var street = checks.optionalText("street", request.street(), 200);
        var postalCode = checks.identifier("postalCode", request.postalCode(), PostalCode::check);
        var town = checks.text("town", request.town(), 100);
        var commune = checks.identifier("commune", request.commune(), InseeCode::check);
        var position = PlaceQuestions.point(checks, request.latitude(), request.longitude());
        var telephone = checks.optionalIdentifier("telephone", request.telephone(), Telephone::check);
        var email = checks.optionalText("email", request.email(), 254);
        var hours = checks.optionalText("openingHours", request.openingHours(), 500);
        var capacity = Optional.ofNullable(request.weeklyCapacity())
                .map(people -> (int) checks.number("weeklyCapacity", people, 0, 10_000));
        var openedOn = checks.day("openedOn", request.openedOn());
        checks.orThrow();
        return answer(opened(openPlace.handle(new OpenPlace.Command(
                new PlaceId(id.value()),
                new OrganisationId(provider),
                name,
                new Address(street.orElse(""), postalCode.orElseThrow(), town, commune),
                commune.orElseThrow(),
                position,
                telephone,
                email,
                hours.orElse(""),
                capacity,
                openedOn,
                caller))));
    }

    /** Closes a place from a day on. */
    @PostMapping("/{id}/closing")
    @Operation(summary = "Fermer un lieu à partir d’un jour", description = "Close a place from a day on.")
    PlaceAnswer close(@PathVariable UUID id, @RequestBody FromRequest request, Actor caller) {
        var checks = new Checks();
        var from = checks.day("from", request.from());
        checks.orThrow();
        return switch (closePlace.handle(new ClosePlace.Command(new PlaceId(id), from, caller))) {
            case ClosePlace.Outcome.Closed(var place) -> answer(place);
            case ClosePlace.Outcome.Refused refused -> throw problem(refused.reason());
        };
    }

    /** Takes a place off the map, or puts it back. */
    @PostMapping("/{id}/hiding")
    @Operation(
            summary = "Retirer un lieu de la carte, ou l’y remettre",
            description = "Take a place off the map, or put it back.")
    PlaceAnswer hide(@PathVariable UUID id, @RequestBody HidingRequest request, Actor caller) {
        var checks = new Checks();
        if (request.isHidden() == null) {
            checks.refuse("isHidden", WebReason.FIELD_MISSING);
        }
        checks.orThrow();
        boolean isHidden = Boolean.TRUE.equals(request.isHidden());
        return switch (hidePlace.handle(new HidePlace.Command(new PlaceId(id), isHidden, caller))) {
            case HidePlace.Outcome.Done(var place) -> answer(place);
            case HidePlace.Outcome.Refused refused -> throw problem(refused.reason());
        };
    }

    /** Where it is, in degrees (WGS 84), instead of the centre of its commune. */
    @PostMapping("/{id}/position")
    @Operation(summary = "Dire où est un lieu, à quelques mètres", description = "Say where a place is.")
    PlaceAnswer locate(@PathVariable UUID id, @RequestBody PositionRequest request, Actor caller) {
        var checks = new Checks();
        var position = PlaceQuestions.point(checks, request.latitude(), request.longitude());
        if (position.isEmpty() && checks.errors().isEmpty()) {
            checks.refuse("latitude", WebReason.FIELD_MISSING);
        }
        checks.orThrow();
        return switch (locatePlace.handle(new LocatePlace.Command(new PlaceId(id), position.orElseThrow(), caller))) {
            case LocatePlace.Outcome.Located(var place) -> answer(place);
            case LocatePlace.Outcome.Refused(var reason) -> throw problem(reason);
        };
    }

    @PostMapping("/{id}/offers")
    @Operation(summary = "Proposer un service dans un lieu, à un prix", description = "Offer a service at a place.")
    @ResponseStatus(HttpStatus.CREATED)
    OfferAnswer addOffer(@PathVariable UUID id, @RequestBody OfferRequest request, NewId newId, Actor caller) {
        var checks = new Checks();
        var service = code(checks, request.service());
        if (service.isEmpty() && checks.errors().isEmpty()) {
            checks.refuse("service", WebReason.FIELD_MISSING);
        }
        var price = checks.cents("priceCents", request.priceCents(), Money.ZERO, LARGEST_PRICE);
        var format = checks.optionalChoice("format", request.format(), ServiceFormat.class);
        var validFrom = checks.optionalDay("validFrom", request.validFrom()).orElseGet(() -> Paris.today(clock));
        var validUntil = checks.optionalDay("validUntil", request.validUntil());
        var leaders = PlaceQuestions.leaders(checks, "ledBy", request.ledBy());
        checks.orThrow();
        var command = new AddOffer.Command(
                new OfferId(newId.value()),
                new PlaceId(id),
                service.orElseThrow(),
                price,
                Boolean.TRUE.equals(request.isRegulated()),
                format,
                validFrom,
                validUntil,
                leaders,
                caller);
        return switch (addOffer.handle(command)) {
            case AddOffer.Outcome.Added(var offer) -> answer(offer);
            case AddOffer.Outcome.Refused refused -> throw problem(refused.reason());
        };
    }

    /** Ceases to offer a service from a day on. */
    @PostMapping("/{id}/offers/{offer}/withdrawal")
    @Operation(summary = "Cesser de proposer un service à partir d’un jour", description = "Cease to offer a service.")
    OfferAnswer withdraw(
            @PathVariable UUID id, @PathVariable UUID offer, @RequestBody FromRequest request, Actor caller) {
        var checks = new Checks();
        var from = checks.day("from", request.from());
        checks.orThrow();
        return switch (withdrawOffer.handle(
                new WithdrawOffer.Command(at(id, offer).id(), from, caller))) {
            case WithdrawOffer.Outcome.Withdrawn(var withdrawn) -> answer(withdrawn);
            case WithdrawOffer.Outcome.Refused refused -> throw problem(refused.reason());
        };
    }

    /** Who leads it; only unpaid people, and the offer ends today. */
    @PostMapping("/{id}/offers/{offer}/leaders")
    @Operation(
            summary = "Dire le statut de qui conduit un service ; sans personne payée, l’offre s’arrête aujourd’hui",
            description = "Say the status of who leads a service; with nobody paid, the offer ends today.")
    OfferAnswer leaders(
            @PathVariable UUID id, @PathVariable UUID offer, @RequestBody LeadersRequest request, Actor caller) {
        var checks = new Checks();
        var leaders = PlaceQuestions.leaders(checks, "ledBy", request.ledBy());
        checks.orThrow();
        var known = at(id, offer);
        var command = new SayWhoLeads.Command(known.place(), Set.of(known.id()), leaders, caller);
        return switch (sayWhoLeads.handle(command)) {
            case SayWhoLeads.Outcome.Said(var said, var _) -> answer(said.getFirst());
            case SayWhoLeads.Outcome.Refused refused -> throw problem(refused.reason());
        };
    }

    private Offer at(UUID place, UUID offer) {
        return places.findOffer(new OfferId(offer))
                .filter(found -> found.place().equals(new PlaceId(place)))
                .orElseThrow(ProblemException::notFound);
    }

    private boolean isOnTheMap(Place place) {
        return !place.isHidden() && place.isOpenOn(Paris.today(clock));
    }

    private static boolean isKnownTo(Optional<Actor> caller, Place place) {
        return caller.filter(by -> PlaceRights.sees(by, place.provider())).isPresent();
    }

    private static Place opened(OpenPlace.Outcome outcome) {
        return switch (outcome) {
            case OpenPlace.Outcome.Opened(var place) -> place;
            case OpenPlace.Outcome.Refused refused -> throw problem(refused.reason());
        };
    }

    private static Optional<ServiceCode> code(Checks checks, @Nullable String written) {
        return PlaceQuestions.code(checks, "service", written);
    }

    private static ProblemException problem(PlaceReason reason) {
        return switch (reason) {
            case UNKNOWN_PROVIDER, UNKNOWN_PLACE -> ProblemException.notFound();
            case NOT_ALLOWED -> ProblemException.notAllowed();
            case ID_TAKEN,
                    NAME_MISSING,
                    UNKNOWN_COMMUNE,
                    TOWN_UNKNOWN,
                    POSITION_UNREADABLE,
                    POSITION_ELSEWHERE,
                    EMAIL_INVALID,
                    CAPACITY_RANGE,
                    ALREADY_CLOSED,
                    CLOSED_IN_THE_PAST,
                    CLOSED_BEFORE_OPENED -> ProblemException.refused(reason);
        };
    }

    private static ProblemException problem(OfferReason reason) {
        return switch (reason) {
            case UNKNOWN_PLACE, UNKNOWN_OFFER -> ProblemException.notFound();
            case NOT_ALLOWED -> ProblemException.notAllowed();
            case ID_TAKEN,
                    PLACE_CLOSED,
                    ALREADY_WITHDRAWN,
                    IN_THE_PAST,
                    ENDS_BEFORE_IT_BEGINS,
                    SERVICE_UNKNOWN,
                    FORMAT_NOT_POSSIBLE,
                    PRICE_TOO_HIGH,
                    PRICE_BELOW_FACE_VALUE,
                    REGULATED_PRICE_NOT_WHOLE,
                    ALREADY_OFFERED,
                    LEADERS_NOT_SAID,
                    NOBODY_PAID_LEADS -> ProblemException.refused(reason);
        };
    }

    static PlaceAnswer answer(Place place) {
        return new PlaceAnswer(
                place.id().value(),
                place.provider().value(),
                place.name(),
                place.address().street(),
                place.address().postalCode().digits(),
                place.address().town(),
                place.commune().value(),
                place.position().map(Point::latitude),
                place.position().map(Point::longitude),
                place.isPositionExact(),
                place.telephone().map(Telephone::international),
                place.email(),
                place.openingHours(),
                place.weeklyCapacity(),
                place.isHidden(),
                place.openedOn(),
                place.closedOn());
    }

    private OfferAnswer answer(Offer offer) {
        return new OfferAnswer(
                offer.id().value(),
                offer.service().value(),
                offer.price().cents(),
                offer.isRegulated(),
                offer.remainingCharge(settings.faceValue(), 1).cents(),
                offer.format(),
                offer.validFrom(),
                offer.validUntil(),
                offer.ledBy().stream().sorted().toList());
    }
}
