package coop.fairpass.site;

import static coop.fairpass.World.AGENT;
import static coop.fairpass.World.FIRST_PLACE;
import static coop.fairpass.World.FIRST_STAFF;
import static coop.fairpass.World.MANAGER;
import static coop.fairpass.World.SECOND_STAFF;
import static coop.fairpass.World.TOWN;
import static coop.fairpass.World.TOWN_BUYER;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.Programs;
import coop.fairpass.TestApplication;
import coop.fairpass.TestDatabase;
import coop.fairpass.Visitor;
import coop.fairpass.World;
import coop.fairpass.booklets.BookletNumber;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.invoicing.PdfText;
import coop.fairpass.orders.OrderId;
import coop.fairpass.redemption.RedemptionId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Every address that answers, page or program, asked by a payer whose order has lived: which open, and what is in them.
 * Four vouchers were used, less than the least count that is shown.
 */
@DisplayName("R-037 : ce qu’un commanditaire peut lire ne relie aucun chèque utilisé à une personne")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WhatAPayerReadsTest {

    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)(:(?:[^{}]|\\{[^}]*})*)?}");
    private static final String NOTHING = "6f1c9b1e-52a3-4d5c-9a59-6f0a3f3f0d11";

    private World world;
    private TestApplication site;
    private OrderId order;
    private List<RedemptionId> used = List.of();
    /** What anybody may read of places, on this site or as files. */
    private static final List<String> OPEN_DIRECTORY = List.of("/api/v1/places", "/carte", "/donnees", "/lieux");

    private BookletNumber booklet;
    private final List<String> numbers = new ArrayList<>();

    /** What was read, by address as it is written in the program. */
    private final Map<String, List<String>> read = new TreeMap<>();

    @BeforeAll
    void walk(Db db, @TempDir Path home) {
        world = new World(db, home);
        order = world.order(3);
        used = world.spend(FIRST_STAFF, FIRST_PLACE, order, 4);
        booklet = world.booklet(order, 1);
        world.day("2026-11-02");
        world.settle("2026-10");
        world.day("2027-02-07");
        site = TestApplication.start(db, world.clock, Visitor.settings(home));
        numbers.addAll(world.owner()
                .sql("SELECT number FROM invoicing.document ORDER BY number")
                .query(String.class)
                .list());
        var programs = new Programs(site);
        var key = programs.key(TOWN, Role.PAYER_BUYER, Role.PAYER_ACCOUNTANT);
        try (var buyer = Visitor.of(site, TOWN_BUYER)) {
            for (var pattern : patterns()) {
                for (var address : addresses(pattern)) {
                    if (pattern.startsWith("/api/")) {
                        var answer = programs.get(key, address);
                        assertThat(answer.status()).as(address).isLessThan(500);
                        keep(pattern, answer.status(), answer.body());
                    } else {
                        var page = buyer.get(address);
                        assertThat(page.status()).as(address).isLessThan(500);
                        keep(pattern, page.status(), page.bytes());
                    }
                }
            }
        }
    }

    @AfterAll
    void close() {
        site.close();
        world.close();
    }

    private Set<String> patterns() {
        var patterns = new TreeSet<String>();
        site.context()
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()
                .forEach(mapping -> {
                    var methods = mapping.getMethodsCondition().getMethods();
                    if (methods.isEmpty() || methods.contains(RequestMethod.GET)) {
                        patterns.addAll(mapping.getPatternValues());
                    }
                });
        patterns.remove("/error"); // Spring's own, asked for by itself, says that it has nothing to say
        patterns.remove("/entrer/{person}"); // it would make us somebody else
        assertThat(patterns).hasSizeGreaterThan(100);
        return patterns;
    }

    /** The addresses of a pattern: each variable is each thing of that name that exists. */
    private List<String> addresses(String pattern) {
        var addresses = List.of(pattern);
        for (var variable = VARIABLE.matcher(pattern); variable.find(); ) {
            var values = values(pattern, variable.group(1));
            addresses = addresses.stream()
                    .flatMap(address -> values.stream().map(value -> address.replace(variable.group(), value)))
                    .toList();
        }
        return addresses;
    }

    private List<String> values(String pattern, String variable) {
        return switch (variable) {
            case "order" -> List.of(order.toString());
            case "id" ->
                pattern.contains("/places") || pattern.startsWith("/lieux/")
                        ? List.of(FIRST_PLACE.toString())
                        : Stream.concat(
                                        Stream.of(order.toString()),
                                        used.stream().map(RedemptionId::toString))
                                .toList();
            case "redemption" -> used.stream().map(RedemptionId::toString).toList();
            case "serial" ->
                List.of(booklet.serial().replace(" ", ""), booklet.serial().replace(" ", "-"));
            case "number" -> isOfRules(pattern) ? List.of("1") : numbers;
            case "funder" -> List.of(TOWN.toString());
            case "lot" -> List.of(world.lot(order).id().toString());
            case "month" -> List.of("2026-10");
            case "version" -> List.of("1");
            case "rule" -> List.of(pattern.startsWith("/api/") ? "charter" : "charte");
            default -> List.of(NOTHING);
        };
    }

    /** The catalogue, the charter and the questionnaire have versions, numbered from one. */
    private static boolean isOfRules(String pattern) {
        return Stream.of(
                        "/catalogue/",
                        "/charters/",
                        "/questionnaires/",
                        "/rules/",
                        "/referentiel/",
                        "/charte/",
                        "/questionnaire/")
                .anyMatch(pattern::contains);
    }

    private void keep(String pattern, int status, byte[] body) {
        if (status == 200) {
            boolean isPdf = new String(body, 0, Math.min(4, body.length), StandardCharsets.US_ASCII).equals("%PDF");
            read.computeIfAbsent(pattern, _ -> new ArrayList<>())
                    .add(isPdf ? PdfText.of(body) : new String(body, StandardCharsets.UTF_8));
        }
    }

    private boolean tells(String pattern, String what) {
        return texts(pattern).stream().anyMatch(text -> text.contains(what));
    }

    private List<String> texts(String pattern) {
        return read.getOrDefault(pattern, List.of());
    }

    private List<String> telling(String what) {
        return read.keySet().stream().filter(pattern -> tells(pattern, what)).toList();
    }

    @Test
    @DisplayName("rien ne dit un numéro de validation, un code, un agent qui a remis ni un agent qui a accepté")
    void nothing_of_a_person() {
        assertThat(read).hasSizeGreaterThan(20);
        for (var redemption : used) {
            assertThat(telling(redemption.toString())).as("redemption id").isEmpty();
        }
        for (int rank = 1; rank <= World.SIZE; rank++) {
            assertThat(telling(world.code(booklet, rank))).as("code").isEmpty();
        }
        for (var person : List.of(AGENT, MANAGER, FIRST_STAFF, SECOND_STAFF)) {
            assertThat(telling(person.reference().substring("person/".length())))
                    .isEmpty();
            assertThat(read.keySet())
                    .as(person.label())
                    .noneMatch(pattern -> texts(pattern).stream().anyMatch(text -> names(text, person)));
        }
        for (var handOver : world.owner()
                .sql("SELECT id::text FROM booklets.hand_over")
                .query(String.class)
                .list()) {
            assertThat(telling(handOver)).as("hand-over").isEmpty();
        }
    }

    private static boolean names(String text, Actor person) {
        return Pattern.compile("\\b" + Pattern.quote(person.label()) + "\\b")
                .matcher(text)
                .find();
    }

    @Test
    @DisplayName("un chèque utilisé n’est nommé que par l’état contradictoire, sans lieu ni jour")
    void a_used_voucher_has_no_place_nor_day() {
        var serials = used.stream().map(RedemptionId::serial).toList();
        var naming = read.keySet().stream()
                .filter(pattern -> serials.stream().anyMatch(serial -> tells(pattern, serial)))
                .toList();
        assertThat(naming)
                .isSubsetOf(
                        "/api/v1/orders/{id}/joint-statement",
                        "/api/v1/orders/{id}/joint-statement/pdf",
                        "/api/v1/documents/{number}/pdf",
                        "/commandes/{id}/bilan",
                        "/commandes/{id}/pieces/{number}.pdf");
        for (var pattern : naming) {
            for (var text : texts(pattern)) {
                if (serials.stream().anyMatch(text::contains)) {
                    assertThat(text)
                            .as(pattern)
                            .doesNotContain("Premier lieu", FIRST_PLACE.toString())
                            .doesNotContain("2026-10-02", "02/10/2026", "2 octobre 2026");
                }
            }
        }
    }

    @Test
    @DisplayName("un lieu n’est nommé que par l’annuaire ouvert à tous, qui ne sait rien des chèques")
    void a_place_is_named_by_the_public_directory() {
        assertThat(telling("Premier lieu"))
                .allMatch(pattern -> OPEN_DIRECTORY.stream().anyMatch(pattern::startsWith));
    }

    @Test
    @DisplayName("la liste de ce qui s’ouvre à un commanditaire est écrite ici : une adresse de plus se relit")
    void the_list_is_reviewed() {
        assertThat(read.keySet()).containsExactly("""
                /
                /.well-known/fairpass-keys.json
                /Q/{text}
                /accessibilite
                /api/v1/applications
                /api/v1/booklets/{serial}
                /api/v1/catalogue
                /api/v1/catalogue/paths
                /api/v1/catalogue/proposals
                /api/v1/catalogue/services.csv
                /api/v1/catalogue/versions
                /api/v1/catalogue/versions/{number}
                /api/v1/catalogue/versions/{number}/changes
                /api/v1/catalogue/versions/{number}/services.csv
                /api/v1/catalogue/withdrawn
                /api/v1/charter-acceptances
                /api/v1/charters
                /api/v1/charters/{number}
                /api/v1/coverage
                /api/v1/documents
                /api/v1/documents/{number}
                /api/v1/documents/{number}/pdf
                /api/v1/documents/{number}/xml
                /api/v1/me
                /api/v1/moves
                /api/v1/notices
                /api/v1/offline-allowances
                /api/v1/orders
                /api/v1/orders/{id}
                /api/v1/orders/{id}/credit
                /api/v1/orders/{id}/documents
                /api/v1/orders/{id}/dormant-stock
                /api/v1/orders/{id}/end-confirmations
                /api/v1/orders/{id}/funding-shares
                /api/v1/orders/{id}/joint-statement
                /api/v1/orders/{id}/joint-statement/pdf
                /api/v1/orders/{id}/lot-splits
                /api/v1/orders/{id}/lots
                /api/v1/orders/{id}/money
                /api/v1/orders/{id}/quotes
                /api/v1/orders/{order}/funders
                /api/v1/orders/{order}/funnel
                /api/v1/organisations
                /api/v1/places
                /api/v1/places/coverage
                /api/v1/places/{id}
                /api/v1/questionnaires
                /api/v1/questionnaires/{number}
                /api/v1/rates
                /api/v1/reference-rates
                /api/v1/rules/{rule}/passages
                /api/v1/rules/{rule}/proposals
                /api/v1/rules/{rule}/versions/{number}
                /api/v1/settlement-dates
                /api/v1/stock
                /api/v1/wind-down
                /api/v1/zone-limits
                /arret-progressif
                /avis
                /bareme
                /calendrier
                /carnets
                /carnets/chercher
                /carnets/inventaire
                /carnets/lots/{lot}/repartition
                /carnets/remettre
                /carnets/{serial:\\d{10}}
                /carte
                /carte/contours.json
                /carte/integrer
                /carte/lieux.json
                /charte
                /charte/{number}
                /commandes
                /commandes/nouvelle
                /commandes/{id}
                /commandes/{id}/bilan
                /commandes/{id}/bon-a-tirer
                /commandes/{id}/bon-a-tirer/{version}.pdf
                /commandes/{id}/cadrage
                /commandes/{id}/devis
                /commandes/{id}/pieces/{number}.pdf
                /commandes/{id}/pieces/{number}.xml
                /commandes/{id}/stock
                /commandes/{id}/usage
                /compte
                /compte/application
                /compte/donnees
                /compte/donnees.json
                /compte/fermer
                /confidentialite
                /connexion
                /connexion/code
                /connexion/organisation
                /connexion/oubli
                /connexion/suite
                /devenir
                /devis
                /donnees
                /donnees/data-inclusion/services.json
                /donnees/data-inclusion/structures.json
                /donnees/lieux.csv
                /donnees/lieux.json
                /entrer
                /equipe
                /fonds
                /fonds/preuves
                /fonds/preuves.csv
                /journal
                /lieux
                /lieux/couleurs/{provider}.css
                /lieux/recenses
                /lieux/{id}
                /lieux/{id}/avis
                /lieux/{id}/avis/merci
                /lieux/{id}/reclamation
                /lieux/{id}/signaler
                /mes-cheques
                /mes-cheques/avis
                /mes-cheques/perdus
                /mes-cheques/perdus/envoye
                /mes-cheques/reclamation
                /mes-cheques/reclamation/lieu
                /mes-cheques/reclamation/suivi
                /openapi/v1.json
                /openapi/v1.json.yaml
                /plan-du-site
                /propositions/{rule}
                /questionnaire
                /questionnaire/{number}
                /referentiel
                /referentiel/marques
                /referentiel/propositions
                /referentiel/versions/{number}
                /regles
                /sans-reseau
                /verifier
                /zones-limitees\
                """.split("\n"));
    }
}
