package coop.fairpass.places;

import coop.fairpass.calendar.Paris;
import coop.fairpass.calendar.PublicHolidays;
import coop.fairpass.catalogue.Service;
import coop.fairpass.catalogue.ServiceCode;
import coop.fairpass.territory.Commune;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.util.MultiValueMap;

/** Reads a search, answers it and gathers all that a page shows of it, in one look at the database. */
@Component
class FindPlaces {

    /**
     * @param path where the page is, for the addresses of the same search
     * @param most how many places it shows
     * @param startsSomewhere when a commune must be told; then so many are found, further than asked if need be
     */
    record Command(MultiValueMap<String, String> sent, String path, int most, boolean startsSomewhere) {}

    /** What was read, and what is shown. */
    record Shown(SearchForm.Read read, PlaceListPage page) {

        boolean isRefused() {
            return read.question().isEmpty();
        }
    }

    private final JdbcClient jdbc;
    private final SearchForm form;
    private final PlaceSearch search;
    private final ProviderIdentities identities;
    private final ServicesNow services;
    private final Clock clock;

    FindPlaces(
            JdbcClient jdbc,
            SearchForm form,
            PlaceSearch search,
            ProviderIdentities identities,
            ServicesNow services,
            Clock clock) {
        this.jdbc = jdbc;
        this.form = form;
        this.search = search;
        this.identities = identities;
        this.services = services;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public Shown handle(Command command) {
        keepPlans();
        var today = Paris.today(clock);
        var known = services.on(today);
        var read = form.read(command.sent(), command.most(), command.startsSomewhere(), known);
        var answer = read.question()
                .map(question -> command.startsSomewhere() ? search.findEnough(question) : search.find(question));
        var found = answer.map(PlaceSearch.Answer::places).orElse(List.of());
        var path = command.path();
        var page = new PlaceListPage(
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
                        .map(one -> one.least().service())
                        .distinct()
                        .collect(Collectors.toMap(Function.identity(), code -> label(code, known))),
                ServicesNow.byCategory(known),
                new PlaceListPage.Pages(
                        read.page(),
                        address(read, path, 1),
                        read.page() > 1 ? Optional.of(address(read, path, read.page() - 1)) : Optional.empty(),
                        answer.filter(PlaceSearch.Answer::hasMore)
                                .filter(_ -> read.page() < SearchForm.LAST_PAGE)
                                .map(_ -> address(read, path, read.page() + 1))),
                new PlaceListPage.Elsewhere(
                        read.address("/lieux", Map.of()),
                        read.address("/carte", Map.of()),
                        read.address("/lieux/lettre", Map.of())),
                read.question()
                        .flatMap(PlaceSearch.Question::around)
                        .map(PlaceSearch.Around::metres)
                        .orElse(0),
                PublicHolidays.isOn(
                        today, read.commune().map(Commune::department).orElse("")));
        return new Shown(read, page);
    }

    /** Here PostgreSQL takes longer to plan a query than to answer it: until the end, a plan is made once and kept. */
    private void keepPlans() {
        jdbc.sql("SELECT set_config('plan_cache_mode', 'force_generic_plan', true)")
                .query(String.class)
                .single();
    }

    private static String label(ServiceCode code, Map<ServiceCode, Service> known) {
        return Optional.ofNullable(known.get(code)).map(Service::label).orElseGet(code::value);
    }

    private static String address(SearchForm.Read read, String path, int page) {
        return read.address(path, page == 1 ? Map.of() : Map.of("page", Integer.toString(page)));
    }

    private static PlaceListPage.Other other(SearchForm.Read read, Commune commune, String path) {
        var changed = new LinkedHashMap<String, String>();
        changed.put("near", commune.name());
        changed.put("commune", commune.code().value());
        return new PlaceListPage.Other(
                "%s (%s)".formatted(commune.name(), commune.department()), read.address(path, changed));
    }
}
