package coop.fairpass.places;

import coop.fairpass.territory.DepartmentOutlines;
import coop.fairpass.territory.Point;
import coop.fairpass.web.Language;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The map of places, for whoever has script; the list says the same without. Nothing is asked of anybody else
 * unless the operator gives the address of tiles in {@code FAIRPASS_MAP_TILES}.
 */
@Controller
class MapPages {

    /** A place as the map draws it; the name and colour of its provider come first. */
    record Pin(
            String name,
            String provider,
            String colour,
            Optional<String> logo,
            double latitude,
            double longitude,
            String address,
            String now,
            Optional<String> late,
            String price,
            String charge,
            String page) {}

    record Pins(List<Pin> places, boolean hasMore) {}

    record Lines(String type, List<List<List<Double>>> coordinates) {}

    record Name(String name, double latitude, double longitude, int population) {}

    /** What is behind the places: lines in GeoJSON, and names from the largest town on. */
    record Outlines(Lines lines, List<Name> towns) {}

    private static final int MOST = 400;
    private static final int TOWNS = 700;
    private static final String USUAL_COLOUR = "#0b5f56";
    private static final String POLICY = "default-src 'self'; img-src 'self' data:%s; object-src 'none';"
            + " base-uri 'none'; frame-ancestors %s; form-action 'self'";

    private final FindPlaces findPlaces;
    private final DepartmentOutlines outlines;
    private final String tiles;
    private final String attribution;
    private final URI publicAddress;
    private volatile @Nullable Outlines drawn;

    MapPages(
            FindPlaces findPlaces,
            DepartmentOutlines outlines,
            @Value("${fairpass.map.tiles:}") String tiles,
            @Value("${fairpass.map.attribution:© les contributeurs d’OpenStreetMap}") String attribution,
            @Value("${fairpass.public-address:http://localhost:${server.port:8080}}") URI publicAddress) {
        this.findPlaces = findPlaces;
        this.outlines = outlines;
        this.tiles = tiles.strip();
        this.attribution = attribution;
        this.publicAddress = publicAddress;
    }

    @GetMapping("/carte")
    String map(@RequestParam MultiValueMap<String, String> sent, Model model, HttpServletResponse response) {
        response.setHeader("Content-Security-Policy", POLICY.formatted(tileHost(), "'none'"));
        return show(sent, model, response, "places/map");
    }

    /** The map alone, which another site may hold within its page. */
    @GetMapping("/carte/integrer")
    String embedded(@RequestParam MultiValueMap<String, String> sent, Model model, HttpServletResponse response) {
        response.setHeader("Content-Security-Policy", POLICY.formatted(tileHost(), "*"));
        return show(sent, model, response, "places/embedded-map");
    }

    private String show(
            MultiValueMap<String, String> sent, Model model, HttpServletResponse response, String template) {
        var shown = findPlaces.handle(new FindPlaces.Command(sent, "/carte", SearchForm.PAGE, false));
        var read = shown.read();
        if (shown.isRefused()) {
            response.setStatus(400);
        }
        model.addAttribute("list", shown.page());
        model.addAttribute(
                "map",
                new MapPage(
                        read.question().flatMap(PlaceSearch.Question::around).map(PlaceSearch.Around::centre),
                        read.question()
                                .flatMap(PlaceSearch.Question::around)
                                .map(PlaceSearch.Around::metres)
                                .orElse(0),
                        read.address("/carte/lieux.json", Map.of()),
                        shown.page().elsewhere().list(),
                        publicAddress
                                .resolve(read.address("/carte/integrer", Map.of()))
                                .toString(),
                        tiles,
                        tiles.isEmpty() ? "" : attribution));
        return template;
    }

    /** What the page may ask of another host: its tiles, when there are some. */
    private String tileHost() {
        if (tiles.isEmpty()) {
            return "";
        }
        var address = URI.create(tiles.replaceAll("\\{[^}]*\\}", "x"));
        return " " + address.getScheme() + "://" + address.getAuthority();
    }

    @GetMapping("/carte/lieux.json")
    ResponseEntity<Pins> pins(@RequestParam MultiValueMap<String, String> sent) {
        var shown = findPlaces.handle(new FindPlaces.Command(sent, "/carte", MOST, false));
        var list = shown.page();
        var found = list.answer().map(PlaceSearch.Answer::places).orElse(List.of());
        return ResponseEntity.status(shown.isRefused() ? 400 : 200)
                .header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
                .body(new Pins(
                        found.stream()
                                .flatMap(one -> one.position().map(at -> pin(one, at, list)).stream())
                                .toList(),
                        list.answer().filter(PlaceSearch.Answer::hasMore).isPresent()));
    }

    private static Pin pin(PlaceSearch.Found one, Point at, PlaceListPage list) {
        var own = list.identity(one);
        return new Pin(
                one.place().name(),
                own.name(),
                own.colour().orElse(USUAL_COLOUR),
                own.hasLogo() ? Optional.of("/lieux/logos/" + own.provider().value() + ".png") : Optional.empty(),
                at.latitude(),
                at.longitude(),
                one.address(),
                one.now().french(),
                one.freshness() == Freshness.LATE
                        ? Optional.of(Language.say("À vérifier : page ancienne", "To be checked: old page"))
                        : Optional.empty(),
                Language.say(
                        "Prix : " + one.least().charge().price().french(),
                        "Price: " + one.least().charge().price().english()),
                Language.say(
                        "Reste à payer : " + one.least().charge().remaining().french(),
                        "Left to pay: " + one.least().charge().remaining().english()),
                "/lieux/" + one.place().id());
    }

    /** Lines in GeoJSON and the names of towns, drawn once. */
    @GetMapping("/carte/contours.json")
    ResponseEntity<Outlines> outlines() {
        var known = drawn;
        if (known == null) {
            known = new Outlines(
                    new Lines(
                            "MultiLineString",
                            outlines.lines().stream()
                                    .map(line -> line.stream()
                                            .map(point -> List.of(point.longitude(), point.latitude()))
                                            .toList())
                                    .toList()),
                    outlines.towns(TOWNS).stream()
                            .map(town -> new Name(
                                    town.name(), town.at().latitude(), town.at().longitude(), town.population()))
                            .toList());
            drawn = known;
        }
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.maxAge(Duration.ofDays(1)).cachePublic())
                .body(known);
    }
}
