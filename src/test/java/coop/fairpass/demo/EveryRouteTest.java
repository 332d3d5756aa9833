package coop.fairpass.demo;

import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Programs;
import coop.fairpass.Route;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;

/**
 * Every address of the program, with the ids of one organisation, called by nobody, by another organisation of the same
 * kind, and by each role that does not hold it. Who may is in {@code routes.txt}, which is reviewed: an address that is
 * not there fails, and what was observed is written into {@code target/routes.txt}.
 */
@DisplayName("R-321 : ce qui est à une organisation ne s’ouvre ni à une autre, ni au rôle qui ne le tient pas")
@ExtendWith(LivedDemo.Given.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryRouteTest {

    private static final Path REVIEWED = Path.of("src/test/resources/routes.txt");
    private static final Path OBSERVED = Path.of("target/routes.txt");

    /** Open to whoever knows no secret and has not come in. */
    private static final String EVERYBODY = "tous";

    /** Open to whoever has come in; each sees only what is theirs. */
    private static final String EACH_ONE = "chacun";

    private static final Pattern OF_THE_SESSION =
            Pattern.compile("^/(entrer|connexion|compte|nouveau-mot|nouvelle-adresse|invitation)");

    private final LivedDemo demo;
    private final RouteValues values;
    private final Map<String, Visit> visits = new LinkedHashMap<>();
    private final Map<String, String> keys = new LinkedHashMap<>();
    private final List<String> holes = new ArrayList<>();
    private Programs programs;

    EveryRouteTest(LivedDemo demo) {
        this.demo = demo;
        this.values = new RouteValues(demo);
        this.programs = new Programs(demo.site());
    }

    /** Somebody who calls: in which organisation, with which roles. */
    private record Caller(String label, Optional<OrganisationId> organisation, Set<Role> roles) {

        String key() {
            return organisation.map(OrganisationId::toString).orElse("") + roles;
        }
    }

    private static final Caller NOBODY = new Caller("personne", Optional.empty(), Set.of());
    private static final String OTHER = "autre";

    /** Addresses after which all tables are looked at: reading them takes longer than asking. */
    private static final int TOGETHER = 25;

    /** Those who call an address of an owner: roles of the owner, of its neighbours, of the cooperative. */
    private List<Caller> callers(RouteValues.Owner owner) {
        var callers = new ArrayList<Caller>();
        callers.add(NOBODY);
        var outside = EnumSet.allOf(Role.class);
        outside.removeIf(Role::isOfTheCooperative);
        callers.add(new Caller(OTHER, Optional.of(owner.other()), outside));
        for (var role : outside) {
            callers.add(new Caller(role.name(), Optional.of(owner.id()), Set.of(role)));
        }
        for (var near : values.neighbours()) {
            if (!near.organisation().equals(owner.id())) {
                callers.add(new Caller(
                        near.role() + "@" + near.kind(), Optional.of(near.organisation()), Set.of(near.role())));
            }
        }
        for (var role : Role.values()) {
            if (role.isOfTheCooperative()) {
                callers.add(new Caller(role.name(), Optional.of(Cast.COOPERATIVE.id()), Set.of(role)));
            }
        }
        return callers;
    }

    /** What an address answers to a caller. */
    private record Answered(int status, String location, String text) {

        boolean isShut() {
            return status == 403 || status == 404;
        }

        /** What a program sent was judged by itself, before anything was looked for: it tells nothing of anybody. */
        boolean isUnread() {
            return status == 400 && (text.contains("\"FIELDS_INVALID\"") || text.contains("\"MALFORMED_REQUEST\""));
        }

        boolean isDoor() {
            return status == 401
                    || (status / 100 == 3 && (location.contains("/entrer") || location.contains("/connexion")));
        }
    }

    private Answered ask(Route route, Caller caller) {
        return route.path().startsWith("/api/") ? asProgram(route, caller) : asPerson(route, caller);
    }

    private Answered asPerson(Route route, Caller caller) {
        // What changes the session is asked in one that nothing else is asked in.
        var visit = OF_THE_SESSION.matcher(route.path()).find()
                ? new Visit(demo, actor(caller))
                : visits.computeIfAbsent(caller.key(), _ -> new Visit(demo, actor(caller)));
        var path = values.address(route);
        if (route.method().equals(HttpMethod.GET)) {
            return answered(visit.get(path + values.query(route)));
        }
        var sent = visit.post(path, values.fields(route), values.files(route));
        // What a script of a page sends is no form.
        return answered(sent.status() == 415 ? visit.postJson(path, "{}") : sent);
    }

    private static Answered answered(Visit.Seen seen) {
        return new Answered(seen.status(), seen.location(), seen.text());
    }

    private Answered asProgram(Route route, Caller caller) {
        var key = caller.organisation()
                .map(organisation -> keys.computeIfAbsent(
                        caller.key(),
                        _ -> programs.key(organisation, caller.roles().toArray(Role[]::new))));
        var answer = programs.call(
                key,
                route.method(),
                values.address(route) + values.query(route),
                Optional.of(route.consumes().orElse(MediaType.APPLICATION_JSON)),
                values.body(route),
                Optional.empty());
        return new Answered(answer.status(), "", answer.text());
    }

    private Optional<Actor> actor(Caller caller) {
        return caller.organisation()
                .map(organisation -> demo.newcomer(organisation, "Passante Exemple", caller.roles()));
    }

    private Map<String, Rule> rules = Map.of();

    /** Who may, as reviewed. */
    private record Rule(String owner, Set<String> may) {}

    @BeforeAll
    void read() throws IOException {
        rules = Files.readAllLines(REVIEWED).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split(" \\| ", -1))
                .collect(Collectors.toMap(
                        parts -> parts[0].strip(),
                        parts -> new Rule(
                                parts[1].strip(),
                                Stream.of(parts[2].strip().split(" +"))
                                        .filter(word -> !word.isEmpty())
                                        .collect(Collectors.toCollection(LinkedHashSet::new))),
                        (_, second) -> {
                            throw new IllegalStateException("twice: " + second);
                        },
                        TreeMap::new));
    }

    @Test
    @DisplayName("chaque adresse du programme est dans la table relue, et la table n’en a pas d’autre")
    void every_address_is_reviewed() {
        assertThat(routes().stream().map(Route::toString).distinct())
                .containsExactlyInAnyOrderElementsOf(rules.keySet());
    }

    @Test
    @DisplayName(
            "lire : 404 ou 403 à qui n’y a pas droit, la porte à qui n’est pas entré, rien d’autrui dans une liste")
    void reading() {
        walk(route -> route.method().equals(HttpMethod.GET));
    }

    @Test
    @DisplayName("agir : 404 ou 403, et rien ne change dans aucune table")
    void acting() {
        walk(EveryRouteTest::acts);
    }

    /** All but Spring’s own, which nobody asks for. */
    private List<Route> routes() {
        return Route.of(demo.site()).stream()
                .filter(route -> !route.path().equals("/error"))
                .toList();
    }

    private void walk(Predicate<Route> chosen) {
        holes.clear();
        var observed = new TreeMap<String, String>();
        var walked = routes().stream().filter(chosen).toList();
        for (int from = 0; from < walked.size(); from += TOGETHER) {
            var some = walked.subList(from, Math.min(from + TOGETHER, walked.size()));
            boolean acts = some.stream().anyMatch(EveryRouteTest::acts);
            var before = acts ? values.state() : "";
            some.forEach(route -> walk(route, observed));
            if (acts) {
                var changed = values.difference(before);
                if (!changed.isEmpty()) {
                    holes.add("one of %s changed %s".formatted(some, changed));
                }
            }
        }
        write(observed);
        assertThat(holes).isEmpty();
    }

    private void walk(Route route, Map<String, String> observed) {
        var owner = values.owner(route);
        var rule = Optional.ofNullable(rules.get(route.toString()));
        var in = new LinkedHashMap<String, Integer>();
        for (var caller : callersOf(owner, rule)) {
            if (acts(route) && rule.filter(one -> mayCall(one, caller)).isPresent()) {
                continue;
            }
            var answer = ask(route, caller);
            judge(route, owner, caller, answer, rule);
            if (!answer.isShut() && !answer.isDoor()) {
                in.put(caller.label(), answer.status());
            }
        }
        observed.put(route.toString(), owner.kind() + " | " + in);
    }

    private static boolean acts(Route route) {
        return !route.method().equals(HttpMethod.GET);
    }

    /** What is open to all is asked by nobody; what each has of their own, by nobody and somebody. */
    private List<Caller> callersOf(RouteValues.Owner owner, Optional<Rule> rule) {
        var callers = callers(owner);
        return rule.filter(one -> one.may().contains(EVERYBODY)).isPresent()
                ? callers.subList(0, 1)
                : rule.filter(one -> one.may().contains(EACH_ONE)).isPresent() ? callers.subList(0, 2) : callers;
    }

    private static boolean mayCall(Rule rule, Caller caller) {
        return rule.may().contains(EVERYBODY)
                || (rule.may().contains(EACH_ONE) && !caller.equals(NOBODY))
                || rule.may().contains(caller.label());
    }

    private void judge(Route route, RouteValues.Owner owner, Caller caller, Answered answer, Optional<Rule> rule) {
        var what = "%s by %s: %d %s".formatted(route, caller.label(), answer.status(), answer.location());
        if (answer.status() >= 500) {
            holes.add(what);
            return;
        }
        if (rule.isEmpty()) {
            return;
        }
        boolean acts = acts(route);
        boolean isRefused = answer.isShut() || (acts && answer.isUnread());
        if (mayCall(rule.get(), caller)) {
            if (answer.isDoor() || answer.isShut()) {
                holes.add(what + ", reviewed as open");
            }
        } else if (caller.equals(NOBODY)) {
            if (!answer.isDoor() && !isRefused) {
                holes.add(what + ", neither refused nor the door");
            }
        } else if (caller.label().equals(OTHER)) {
            // Where an address names nothing, they act on what is theirs, and the forms they send name what is not.
            boolean isTheirOwn = !route.path().contains("{") && answer.status() != 201;
            if (!isRefused && (owner.isNamedIn(answer.text()) || !(isTheirOwn || answer.status() == 200))) {
                holes.add(what + ", not refused" + owner.wordsIn(answer.text()));
            }
        } else if (!isRefused) {
            holes.add(what + ", not refused");
        }
    }

    private static void write(Map<String, String> observed) {
        try {
            var all = new TreeMap<String, String>(observed);
            if (Files.exists(OBSERVED)) {
                Files.readAllLines(OBSERVED).stream()
                        .map(line -> line.split(" \\| ", 2))
                        .forEach(parts -> all.putIfAbsent(parts[0], parts[1]));
            }
            Files.write(
                    OBSERVED,
                    all.entrySet().stream()
                            .map(one -> one.getKey() + " | " + one.getValue())
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
