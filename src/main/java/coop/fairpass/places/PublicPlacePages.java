package coop.fairpass.places;

import coop.fairpass.calendar.Paris;
import coop.fairpass.calendar.PublicHolidays;
import coop.fairpass.catalogue.Service;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.territory.Commune;
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
import java.util.function.Function;
import java.util.stream.Collectors;
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

    private final SearchForm form;
    private final PlaceSearch search;
    private final Places places;
    private final Presentations presentations;
    private final ProviderIdentities identities;
    private final ServicesNow services;
    private final PlaceSettings settings;
    private final Optional<AcceptingProviders> accepting;
    private final Clock clock;

    PublicPlacePages(
            SearchForm form,
            PlaceSearch search,
            Places places,
            Presentations presentations,
            ProviderIdentities identities,
            ServicesNow services,
            PlaceSettings settings,
            ObjectProvider<AcceptingProviders> accepting,
            Clock clock) {
        this.form = form;
        this.search = search;
        this.places = places;
        this.presentations = presentations;
        this.identities = identities;
        this.services = services;
        this.settings = settings;
        this.accepting = Optional.ofNullable(accepting.getIfAvailable());
        this.clock = clock;
    }

    @GetMapping("/lieux")
    String list(@RequestParam MultiValueMap<String, String> sent, Model model, HttpServletResponse response) {
        var read = form.read(sent, SearchForm.PAGE);
        if (read.question().isEmpty()) {
            response.setStatus(400);
        }
        model.addAttribute("list", page(read, "/lieux"));
        return "places/list";
    }

    /** One sheet in large print for who has no telephone that shows maps. */
    @GetMapping("/lieux/lettre")
    String letter(@RequestParam MultiValueMap<String, String> sent, Model model, HttpServletResponse response) {
        var read = form.read(sent, IN_A_LETTER, true);
        if (read.question().isEmpty()) {
            response.setStatus(400);
            model.addAttribute("list", page(read, "/lieux"));
            return "places/list";
        }
        model.addAttribute("list", page(read, "/lieux/lettre"));
        return "places/letter";
    }

    PlaceListPage page(SearchForm.Read read, String path) {
        var today = Paris.today(clock);
        var answer = read.question().map(search::find);
        var found = answer.map(PlaceSearch.Answer::places).orElse(List.of());
        return new PlaceListPage(
                read.told(),
                read.commune(),
                read.others().stream().map(other -> other(read, other, path)).toList(),
                read.typed(),
                answer,
                found.isEmpty()
                        ? Map.of()
                        : identities.of(found.stream()
                                .map(one -> one.place().provider())
                                .collect(Collectors.toSet())),
                found.stream()
                        .map(PlaceSearch.Found::least)
                        .distinct()
                        .collect(Collectors.toMap(
                                Function.identity(), least -> services.label(least.service(), today))),
                services.byCategory(today),
                read.page() > 1 ? Optional.of(address(read, path, read.page() - 1)) : Optional.empty(),
                answer.filter(PlaceSearch.Answer::hasMore).map(_ -> address(read, path, read.page() + 1)),
                read.address("/carte", Map.of()),
                PublicHolidays.isOn(
                        today, read.commune().map(Commune::department).orElse("")));
    }

    private static String address(SearchForm.Read read, String path, int page) {
        return read.address(path, page == 1 ? Map.of() : Map.of("page", Integer.toString(page)));
    }

    private static PlaceListPage.Other other(SearchForm.Read read, Commune commune, String path) {
        return new PlaceListPage.Other(
                "%s (%s)".formatted(commune.name(), commune.department()),
                read.address(path, Map.of("commune", commune.code().value(), "near", commune.name())));
    }

    /** Off the map or closed, it still has its page: a printed address must not lead nowhere. */
    @GetMapping("/lieux/{id}")
    String place(@PathVariable UUID id, Model model) {
        model.addAttribute("page", page(known(id, Optional.empty())));
        return "places/place";
    }

    private Place known(UUID id, Optional<Actor> caller) {
        return places.find(new PlaceId(id))
                .filter(place -> !place.isHidden()
                        || caller.filter(by -> PlaceRights.sees(by, place.provider())).isPresent())
                .orElseThrow(ProblemException::notFound);
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
                accepting.map(who -> who.on(today, Set.of(place.provider())).contains(place.provider()))
                        .orElse(true),
                !place.isOpenOn(today),
                offers(place),
                presentation.stops().stream()
                        .map(stop -> new PlacePage.StopLine(stop.address(), SpokenHours.lines(stop.hours())))
                        .toList(),
                "/lieux/lettre?commune=" + place.commune().value());
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
            lines.computeIfAbsent(service.map(Service::category).orElse("Autres services"), _ -> new ArrayList<>())
                    .add(new PlacePage.OfferLine(
                            service.map(Service::label).orElseGet(() -> offer.service().value()),
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
                .map(colour -> ".own { --own: %s; --own-ink: %s; }%n"
                        .formatted(colour, ProviderIdentity.inkOn(colour)))
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
                        .cacheControl(CacheControl.maxAge(Duration.ofMinutes(10)).cachePublic())
                        .body(png))
                .orElseThrow(ProblemException::notFound);
    }
}
