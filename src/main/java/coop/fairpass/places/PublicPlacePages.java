package coop.fairpass.places;

import coop.fairpass.calendar.Paris;
import coop.fairpass.catalogue.Service;
import coop.fairpass.directory.InseeCode;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.territory.Commune;
import coop.fairpass.territory.Territories;
import coop.fairpass.web.Language;
import coop.fairpass.web.ProblemException;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Where to use a voucher: the list, and a page for each place, for anyone and without script. */
@Controller
class PublicPlacePages {

    private static final MediaType CSS = new MediaType("text", "css", StandardCharsets.UTF_8);
    private static final int IN_A_LETTER = 3;
    private static final int MOST_LISTED = 200;
    private static final int MOST_COMMUNES = 8;

    private final FindPlaces findPlaces;
    private final Places places;
    private final Presentations presentations;
    private final ProviderIdentities identities;
    private final ServicesNow services;
    private final PlaceSettings settings;
    private final WhoAccepts accepting;
    private final Optional<NamedMediators> mediators;
    private final Territories territories;
    private final Opinions opinions;
    private final ListedPlaces listed;
    private final MayBe mayBe;
    private final Clock clock;

    PublicPlacePages(
            FindPlaces findPlaces,
            Places places,
            Presentations presentations,
            ProviderIdentities identities,
            ServicesNow services,
            PlaceSettings settings,
            WhoAccepts accepting,
            ObjectProvider<NamedMediators> mediators,
            Territories territories,
            Opinions opinions,
            ListedPlaces listed,
            MayBe mayBe,
            Clock clock) {
        this.findPlaces = findPlaces;
        this.places = places;
        this.presentations = presentations;
        this.identities = identities;
        this.services = services;
        this.settings = settings;
        this.accepting = accepting;
        this.mediators = Optional.ofNullable(mediators.getIfAvailable());
        this.territories = territories;
        this.opinions = opinions;
        this.listed = listed;
        this.mayBe = mayBe;
        this.clock = clock;
    }

    @GetMapping("/lieux")
    String list(@RequestParam MultiValueMap<String, String> sent, Model model, HttpServletResponse response) {
        return show(new FindPlaces.Command(sent, "/lieux", SearchForm.PAGE, false), "places/list", model, response);
    }

    /** One sheet in large print for who has no telephone that shows maps. */
    @GetMapping("/lieux/lettre")
    String letter(@RequestParam MultiValueMap<String, String> sent, Model model, HttpServletResponse response) {
        return show(new FindPlaces.Command(sent, "/lieux/lettre", IN_A_LETTER, true), "places/letter", model, response);
    }

    /** What cannot be answered is said on the list, whose form is corrected. */
    private String show(FindPlaces.Command command, String template, Model model, HttpServletResponse response) {
        var shown = findPlaces.handle(command);
        model.addAttribute("list", shown.page());
        if (shown.isRefused()) {
            response.setStatus(400);
            return "places/list";
        }
        return template;
    }

    /**
     * Off the map or closed, it still has its page: a printed address must not lead nowhere. A place that only a list
     * knows has one too, which says so.
     */
    @GetMapping("/lieux/{id}")
    String place(@PathVariable UUID id, Model model) {
        var place = places.find(new PlaceId(id));
        if (place.isPresent()) {
            model.addAttribute(
                    "page", page(place.filter(found -> !found.isHidden()).orElseThrow(ProblemException::notFound)));
            return "places/place";
        }
        var known = listed.find(id).orElseThrow(ProblemException::notFound);
        if (known.place().isPresent()) {
            return "redirect:/lieux/" + known.place().get();
        }
        model.addAttribute("place", known);
        model.addAttribute("mayBe", mayBe.of(id));
        model.addAttribute("hours", SpokenHours.lines(known.hours(), Language.reading()));
        return "places/listed";
    }

    /** The places of a commune that lists know and nobody answers for: is one of them yours? */
    @GetMapping("/lieux/recenses")
    String listed(
            @RequestParam(defaultValue = "") String commune,
            @RequestParam(defaultValue = "") String near,
            Model model) {
        var named = near.isBlank() ? List.<Commune>of() : territories.search(near, MOST_COMMUNES);
        var where = InseeCode.check(commune)
                .valid()
                .flatMap(territories::commune)
                .or(() -> named.stream().findFirst());
        model.addAttribute("near", near);
        model.addAttribute("commune", where);
        model.addAttribute(
                "others",
                named.stream().filter(one -> !where.equals(Optional.of(one))).toList());
        var here =
                where.map(found -> listed.unheldIn(found.code(), MOST_LISTED)).orElse(List.of());
        model.addAttribute("places", here);
        model.addAttribute("mayBe", mayBe.of(here.stream().map(ListedPlace::id).toList()));
        model.addAttribute(
                "count", where.map(found -> listed.countUnheldIn(found.code())).orElse(0L));
        return "places/listed-here";
    }

    private PlacePage page(Place place) {
        var today = Paris.today(clock);
        var presentation = presentations.find(place.id()).orElseGet(() -> Presentation.none(place.knownOn()));
        return new PlacePage(
                place,
                identity(place),
                presentation,
                OpeningTimes.at(place.openingHours(), clock.instant(), place.commune()),
                Freshness.of(place.knownOn(), today),
                !accepting.among(today, Set.of(place.provider())).isEmpty(),
                !place.isOpenOn(today),
                mediators.map(who -> who.namedAt(place.id(), today)).orElse(List.of()),
                offers(place),
                presentation.stops().stream()
                        .map(stop -> new PlacePage.StopLine(
                                address(stop), SpokenHours.lines(stop.hours(), Language.reading())))
                        .toList(),
                opinions.of(place.id()),
                "/lieux/lettre?commune=" + place.commune().value());
    }

    private String address(Presentation.Stop stop) {
        return InseeCode.check(stop.commune())
                .valid()
                .flatMap(territories::commune)
                .map(commune -> NearStop.address(stop.address(), commune.name()))
                .orElse(stop.address());
    }

    private ProviderIdentity identity(Place place) {
        return identities
                .find(place.provider())
                .orElseGet(() -> new ProviderIdentity(place.provider(), place.name(), Optional.empty(), false));
    }

    private Map<String, List<PlacePage.OfferLine>> offers(Place place) {
        var today = Paris.today(clock);
        var known = services.on(today);
        var lines = new LinkedHashMap<String, List<PlacePage.OfferLine>>();
        for (var offer : places.offers(place.id(), today)) {
            var service = Optional.ofNullable(known.get(offer.service()));
            lines.computeIfAbsent(
                            service.map(Service::category).orElse(Language.say("Autres services", "Other services")),
                            _ -> new ArrayList<>())
                    .add(new PlacePage.OfferLine(
                            service.map(Service::label)
                                    .orElseGet(() -> offer.service().value()),
                            offer.format(),
                            Charge.of(offer.price(), offer.isRegulated(), settings.faceValue())));
        }
        return lines;
    }

    /** The colours of a provider: our pages hold no style within themselves. */
    @GetMapping("/lieux/couleurs/{provider}.css")
    ResponseEntity<String> colours(@PathVariable UUID provider) {
        var css = identities
                .find(new OrganisationId(provider))
                .flatMap(ProviderIdentity::colour)
                .map(colour -> ".own { --own: %s; --own-ink: %s; }%n".formatted(colour, ProviderIdentity.inkOn(colour)))
                .orElse("");
        return ResponseEntity.ok()
                .contentType(CSS)
                .cacheControl(CacheControl.maxAge(Duration.ofMinutes(10)).cachePublic())
                .body(css);
    }

    @GetMapping("/lieux/logos/{provider}.png")
    ResponseEntity<byte[]> logo(@PathVariable UUID provider) {
        return identities
                .logo(new OrganisationId(provider))
                .map(png -> ResponseEntity.ok()
                        .contentType(MediaType.IMAGE_PNG)
                        .cacheControl(
                                CacheControl.maxAge(Duration.ofMinutes(10)).cachePublic())
                        .body(png))
                .orElseThrow(ProblemException::notFound);
    }
}
