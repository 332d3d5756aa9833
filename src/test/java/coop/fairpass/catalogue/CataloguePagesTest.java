package coop.fairpass.catalogue;

import static coop.fairpass.World.COMMITTEE;
import static coop.fairpass.World.FIRST;
import static coop.fairpass.World.FIRST_ADMIN;
import static coop.fairpass.World.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.World;
import coop.fairpass.site.OpenSite;
import coop.fairpass.site.PageReading;
import coop.fairpass.site.Visitor;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** On 1 October a provider proposes by the pages; on 1 November the committee decides; on 1 December it is in force. */
@DisplayName("Le référentiel par ses pages et ses données ouvertes : proposer, décider, publier, relire")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CataloguePagesTest {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final String PROPOSALS = "/referentiel/propositions";

    private OpenSite site;
    private String firstCsv = "";

    @BeforeAll
    void live(Db db, @TempDir Path home) {
        site = new OpenSite(db, home, FIRST_ADMIN, COMMITTEE);
        try (var provider = site.as(FIRST_ADMIN);
                var committee = site.as(COMMITTEE);
                var visitor = site.visitor()) {
            firstCsv = visitor.read("/api/v1/catalogue/services.csv").html();
            var page = provider.read(PROPOSALS);
            var proposed = provider.send(
                    page,
                    PROPOSALS,
                    Map.of(
                            "kind",
                            "MERGE",
                            "code",
                            World.TEN_EUROS,
                            "into",
                            World.NOT_OFFERED,
                            "why",
                            "Deux fois la même chose."));
            assertThat(proposed.path()).as(proposed.text()).isEqualTo(PROPOSALS + "/1");
            var filled = provider.read(PROPOSALS + "?code=" + World.FIFTEEN_EUROS);
            assertThat(filled.html()).contains("value=\"" + World.FIFTEEN_EUROS + "\"", "value=\"10,00\"");
            assertThat(provider.send(filled, PROPOSALS, change()).path()).isEqualTo(PROPOSALS + "/2");

            assertThat(provider.send(
                                    provider.read(PROPOSALS),
                                    PROPOSALS,
                                    Map.of("kind", "WITHDRAW", "code", World.FIFTEEN_EUROS, "why", "Peu demandé."))
                            .path())
                    .isEqualTo(PROPOSALS + "/3");

            site.world.clock.set("2026-11-01T09:00");
            for (int number = 1; number <= 3; number++) {
                var one = committee.read(PROPOSALS + "/" + number);
                assertThat(committee
                                .send(
                                        one,
                                        PROPOSALS + "/" + number + "/decision",
                                        Map.of("choice", "ACCEPT", "reason", "Plus clair.", "record", "CR-2"))
                                .text())
                        .contains("La décision est publiée.");
            }
            var version = Map.of("effectiveOn", "2026-12-01", "body", "Comité", "record", "CR-2");
            assertThat(committee
                            .send(committee.read(PROPOSALS), "/referentiel/publication", version)
                            .text())
                    .contains("parlent du même service : écartez l’une d’elles sur sa page");
            var third = committee.read(PROPOSALS + "/3");
            var aside = PROPOSALS + "/3/decision";
            assertThat(committee
                            .send(third, aside, Map.of("choice", "REJECT", "reason", "", "record", "CR-3"))
                            .html())
                    .contains("aria-invalid=\"true\"", "value=\"CR-3\"");
            assertThat(committee
                            .send(third, aside, Map.of("choice", "REJECT", "reason", "Mieux dit.", "record", "CR-3"))
                            .text())
                    .contains("La décision est publiée.");
            assertThat(committee
                            .send(committee.read(PROPOSALS), "/referentiel/publication", version)
                            .text())
                    .contains("La version 2 est adoptée");
            site.world.day("2026-12-01");
        }
    }

    private Map<String, String> change() {
        var service = site.world
                .bean(Catalogue.class)
                .find(ServiceCode.of(World.FIFTEEN_EUROS), site.world.today())
                .orElseThrow();
        return Map.ofEntries(
                Map.entry("kind", "CHANGE"),
                Map.entry("code", World.FIFTEEN_EUROS),
                Map.entry("into", ""),
                Map.entry("why", "Plus simple."),
                Map.entry("category", service.category()),
                Map.entry("subcategory", service.subcategory()),
                Map.entry("label", "Un libellé plus simple"),
                Map.entry("level", String.valueOf(service.level())),
                Map.entry("minutes", String.valueOf(service.minutes())),
                Map.entry("format", service.format().name()),
                Map.entry("maxPeople", String.valueOf(service.maxPeople())),
                Map.entry("nationalService", service.nationalService().label()),
                Map.entry("price", "15,00"));
    }

    @AfterAll
    void close() {
        assertThat(site.world.ailments()).isEmpty();
        site.close();
    }

    private Visitor.Seen sound(String path) {
        try (var visitor = site.visitor()) {
            var seen = visitor.read(path);
            assertThat(seen.status()).as(path).isEqualTo(200);
            assertThat(PageReading.faults(seen.html())).as(path).isEmpty();
            return seen;
        }
    }

    private String open(String path) {
        try (var visitor = site.visitor()) {
            var seen = visitor.read(path);
            assertThat(seen.status()).as(path).isEqualTo(200);
            return seen.html();
        }
    }

    private static List<String> codes(JsonNode list) {
        var codes = new ArrayList<String>();
        list.forEach(one -> codes.add(one.required("code").stringValue()));
        return codes;
    }

    @Test
    @DisplayName("R-240 : sans compte, chaque version se lit en CSV et en JSON à une adresse qui ne change plus")
    void open_data() {
        assertThat(open("/api/v1/catalogue/versions/1/services.csv"))
                .as("as it was before the second version")
                .isEqualTo(firstCsv)
                .contains(World.TEN_EUROS);
        assertThat(open("/api/v1/catalogue/services.csv"))
                .isEqualTo(open("/api/v1/catalogue/versions/2/services.csv"))
                .doesNotContain(World.TEN_EUROS)
                .contains("Un libellé plus simple");
        var services = MAPPER.readTree(open("/api/v1/catalogue")).required("services");
        assertThat(services).hasSize(87);
        assertThat(codes(services)).doesNotContain(World.TEN_EUROS);
        assertThat(MAPPER.readTree(open("/api/v1/catalogue?on=2026-11-30")).required("services"))
                .hasSize(88);
    }

    @Test
    @DisplayName("R-312 : une page de n’importe quel site peut lire le référentiel, et un cache le garder dix minutes")
    void read_by_other_sites() {
        try (var visitor = site.visitor()) {
            for (var path : List.of(
                    "/api/v1/catalogue",
                    "/api/v1/catalogue/services.csv",
                    "/api/v1/catalogue/versions/1",
                    "/api/v1/catalogue/versions/1/services.csv")) {
                var headers = visitor.read(path).raw().headers();
                assertThat(headers.firstValue("Access-Control-Allow-Origin"))
                        .as(path)
                        .contains("*");
                assertThat(headers.firstValue("Cache-Control")).as(path).contains("max-age=600, public");
            }
            assertThat(visitor.read("/donnees").html())
                    .contains("href=\"/api/v1/catalogue/services.csv\"", "href=\"/api/v1/catalogue\"");
        }
    }

    @Test
    @DisplayName("acceptée puis écartée avant toute version, une proposition dit ses deux décisions")
    void set_aside() {
        assertThat(sound(PROPOSALS + "/3").text())
                .contains("Rejetée", "CR-3. Motif : Mieux dit.", "D’abord acceptée, CR-2 : Plus clair.");
        assertThat(open("/api/v1/catalogue/services.csv")).contains(World.FIFTEEN_EUROS);
    }

    @Test
    @DisplayName("R-236 : ce qui change se lit service par service, par une page et par un programme")
    void changes() {
        var changes = MAPPER.readTree(open("/api/v1/catalogue/versions/2/changes"));
        assertThat(codes(changes.required("removed"))).containsExactly(World.TEN_EUROS);
        assertThat(changes.required("added")).isEmpty();
        assertThat(codes(changes.required("changed"))).containsExactly(World.FIFTEEN_EUROS);
        assertThat(changes.required("changed").get(0).required("changes").toString())
                .contains("Un libellé plus simple");

        var page = sound("/referentiel/versions/2");
        assertThat(page.text())
                .contains(World.TEN_EUROS, "Libellé : ", "devient « Un libellé plus simple »", "Premier prestataire");
        assertThat(sound(PROPOSALS + "/1").text()).contains("Deux fois la même chose.", "Plus clair.", "CR-2");
        sound(PROPOSALS);
    }

    @Test
    @DisplayName(
            "R-239 : un service retiré dit jusqu’à quand il sert et ce qui le remplace ; qui le propose est prévenu")
    void withdrawn() {
        var gone = MAPPER.readTree(open("/api/v1/catalogue/withdrawn"));
        assertThat(codes(gone)).containsExactly(World.TEN_EUROS);
        assertThat(gone.toString()).contains("\"" + World.NOT_OFFERED + "\"", "\"2027-02-28\"");
        assertThat(sound("/referentiel").text())
                .contains("sert encore dans les offres existantes jusqu’au 28 février 2027", World.NOT_OFFERED);

        try (var provider = site.as(FIRST_ADMIN)) {
            var own = provider.read("/qualification");
            assertThat(PageReading.faults(own.html())).isEmpty();
            assertThat(own.text()).contains("Offres à déplacer", "Premier lieu", World.NOT_OFFERED, "28 février 2027");
        }
        for (var one : List.of(FIRST, SECOND)) {
            assertThat(site.world.told(one))
                    .filteredOn(told -> told.contains("retiré du référentiel"))
                    .as("once, however many days pass")
                    .hasSize(1);
        }
        site.world.day("2026-12-02");
        assertThat(site.world.told(FIRST))
                .filteredOn(told -> told.contains("retiré du référentiel"))
                .hasSize(1);
    }

    @Test
    @DisplayName("passé les 90 jours, ou l’offre retirée, rien n’est plus à déplacer")
    void nothing_left_to_move() {
        var offers = site.world.bean(coop.fairpass.qualification.OffersToMove.class);
        assertThat(offers.of(FIRST, LocalDate.parse("2027-02-28"))).hasSize(1);
        assertThat(offers.of(FIRST, LocalDate.parse("2027-03-01"))).isEmpty();
    }
}
