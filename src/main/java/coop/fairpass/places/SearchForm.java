package coop.fairpass.places;

import coop.fairpass.catalogue.NationalCategory;
import coop.fairpass.catalogue.Service;
import coop.fairpass.catalogue.ServiceCode;
import coop.fairpass.catalogue.ServiceFormat;
import coop.fairpass.directory.InseeCode;
import coop.fairpass.money.Money;
import coop.fairpass.territory.Commune;
import coop.fairpass.territory.Territories;
import coop.fairpass.web.Checks;
import coop.fairpass.web.Told;
import coop.fairpass.web.WebReason;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;

/**
 * Reads the address of a search, so that it can be kept, sent and corrected: where, how far, which service, at which
 * price, in which format, for whom, open now. Everything is optional, and what cannot be read is said beside its field.
 */
@Component
class SearchForm {

    /**
     * What was read.
     *
     * @param told what is wrong, and all that was typed
     * @param commune around which the search goes
     * @param others communes of the same name
     */
    record Read(
            Optional<PlaceSearch.Question> question,
            Told told,
            Optional<Commune> commune,
            List<Commune> others,
            int page,
            Map<String, String> typed) {

        /** The same search, with some fields changed. */
        String address(String path, Map<String, String> changed) {
            var all = new LinkedHashMap<>(typed);
            changed.forEach((name, value) -> {
                all.remove(name);
                if (!value.isEmpty()) {
                    all.put(name, value);
                }
            });
            return all.isEmpty()
                    ? path
                    : path + "?"
                            + all.entrySet().stream()
                                    .map(field -> field.getKey() + "="
                                            + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                                    .collect(Collectors.joining("&"));
        }
    }

    static final int PAGE = 20;
    static final List<Integer> KILOMETRES = List.of(5, 10, 20, 50);
    static final int USUAL_KILOMETRES = 20;
    /** Ten thousand places: nobody turns so many pages, and whoever wants them all takes the open data. */
    static final int LAST_PAGE = 500;

    private static final int MOST_OTHERS = 6;
    private static final Set<String> FIELDS =
            Set.of("near", "commune", "within", "service", "charge", "format", "care", "open");

    private final Territories territories;

    SearchForm(Territories territories) {
        this.territories = territories;
    }

    /**
     * Reads a search.
     *
     * @param most how many places a page shows
     * @param startsSomewhere when places are counted from a commune, which must then be told
     * @param services of the catalogue of the day
     */
    Read read(
            MultiValueMap<String, String> sent, int most, boolean startsSomewhere, Map<ServiceCode, Service> services) {
        var checks = new Checks();
        var typed = typed(sent);
        var near = checks.optionalText("near", typed.get("near"), 200);
        var code = checks.optionalIdentifier("commune", typed.get("commune"), InseeCode::check);
        var found = code.map(one -> territories.commune(one).stream().toList())
                .orElseGet(() -> near.map(written -> territories.written(written, MOST_OTHERS))
                        .orElse(List.of()));
        if (found.isEmpty()
                && (near.isPresent() || code.isPresent())
                && checks.errors().isEmpty()) {
            checks.refuse("near", SearchReason.PLACE_NOT_FOUND);
        }
        var centre = found.stream().findFirst().flatMap(Commune::centre);
        if (!found.isEmpty() && centre.isEmpty()) {
            checks.refuse("near", SearchReason.CENTRE_UNKNOWN);
        }
        int kilometres = number(checks, "within", typed, 1, 100).orElse(USUAL_KILOMETRES);
        boolean isOpenNow = typed.containsKey("open");
        if (isOpenNow && near.isEmpty() && code.isEmpty()) {
            checks.refuse("near", SearchReason.WHERE_TO_FIND_OPEN);
        }
        if (startsSomewhere
                && near.isEmpty()
                && code.isEmpty()
                && checks.errors().isEmpty()) {
            checks.refuse("near", SearchReason.WHERE_TO_START_FROM);
        }
        var path = path(checks, typed.getOrDefault("service", ""), services);
        var charge = number(checks, "charge", typed, 0, 1_000).map(euros -> Money.cents(euros * 100L));
        var format = checks.optionalChoice("format", typed.get("format"), ServiceFormat.class);
        var care = care(checks, sent);
        int page = number(checks, "page", sent.getFirst("page"), 1, LAST_PAGE).orElse(1);
        var question = new PlaceSearch.Question(
                centre.map(point -> new PlaceSearch.Around(point, kilometres * 1_000)),
                path,
                charge,
                format.filter(one -> one != ServiceFormat.BOTH),
                care,
                isOpenNow,
                (page - 1) * most,
                most);
        boolean isSound = checks.errors().isEmpty();
        return new Read(
                isSound ? Optional.of(question) : Optional.empty(),
                new Told(
                                isSound ? Told.Kind.NOTHING : Told.Kind.REFUSED,
                                isSound ? "" : checks.errors().getFirst().title(),
                                List.of(),
                                Map.of(),
                                typed)
                        .andWrong(checks.errors()),
                found.stream().findFirst(),
                found.stream().skip(1).toList(),
                page,
                typed);
    }

    /** The fields of the form, several values of one joined; no other is kept. */
    private static Map<String, String> typed(MultiValueMap<String, String> sent) {
        var typed = new LinkedHashMap<String, String>();
        sent.forEach((name, values) -> {
            var value = values.stream()
                    .filter(one -> one != null && !one.isBlank())
                    .map(String::strip)
                    .collect(Collectors.joining("|"));
            if (FIELDS.contains(name) && !value.isEmpty()) {
                typed.put(name, value.length() > 400 ? value.substring(0, 400) : value);
            }
        });
        return typed;
    }

    private static Set<ServiceCode> path(Checks checks, String written, Map<ServiceCode, Service> services) {
        if (written.isEmpty()) {
            return Set.of();
        }
        var category = Arrays.stream(NationalCategory.values())
                .filter(one -> one.name().equals(written))
                .findFirst();
        if (category.isPresent()) {
            var codes = ServicesNow.of(category.get(), services);
            if (codes.isEmpty()) {
                checks.refuse("service", SearchReason.SERVICE_UNKNOWN);
            }
            return codes;
        }
        var code = ServiceCode.check(written).filter(one -> services.containsKey(one));
        if (code.isEmpty()) {
            checks.refuse("service", SearchReason.SERVICE_UNKNOWN);
        }
        return code.map(Set::of).orElse(Set.of());
    }

    private static Set<String> care(Checks checks, MultiValueMap<String, String> sent) {
        var care = new ArrayList<String>();
        for (var value : sent.getOrDefault("care", List.of())) {
            for (var one : value.split("\\|", -1)) {
                if (one.isBlank()) {
                    continue;
                }
                checks.optionalChoice("care", one, Care.class)
                        .map(Care::standard)
                        .ifPresent(care::add);
            }
        }
        return Set.copyOf(care);
    }

    private static Optional<Integer> number(
            Checks checks, String field, Map<String, String> typed, int least, int most) {
        return number(checks, field, typed.get(field), least, most);
    }

    private static Optional<Integer> number(
            Checks checks, String field, @Nullable String written, int least, int most) {
        if (written == null || written.isBlank()) {
            return Optional.empty();
        }
        if (!written.strip().matches("\\d{1,6}")) {
            checks.refuse(field, WebReason.FIELD_INVALID);
            return Optional.empty();
        }
        int number = Integer.parseInt(written.strip());
        if (number < least || number > most) {
            checks.refuse(field, SearchReason.NUMBER_RANGE);
            return Optional.empty();
        }
        return Optional.of(number);
    }
}
