package coop.fairpass.catalogue;

import static coop.fairpass.World.COMMITTEE;
import static coop.fairpass.World.FIRST_ADMIN;
import static coop.fairpass.World.FIRST_STAFF;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.TestApplication;
import coop.fairpass.TestDatabase;
import coop.fairpass.Visitor;
import coop.fairpass.World;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** It is 1 October 2026; the site adds services under XBF. */
@DisplayName("Le comité tient la liste des marques, importe un fichier de services, le lit et l’adopte")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class ListBrandsTest {

    private World world;
    private TestApplication site;

    @BeforeAll
    void open(Db db, @TempDir Path home) {
        world = new World(db, home);
        var settings = new HashMap<>(Visitor.settings(home));
        settings.put("fairpass.catalogue.local-prefix", "XBF");
        site = TestApplication.start(db, world.clock, settings);
    }

    @AfterAll
    void close() {
        site.close();
        assertThat(world.ailments()).isEmpty();
        world.close();
    }

    private ListBrands.Outcome list(List<String> names, int before) {
        return site.bean(ListBrands.class).handle(new ListBrands.Command(names, "CR-9", before, COMMITTEE));
    }

    @Test
    @Order(1)
    @DisplayName(
            "R-245 : chaque liste est datée et décidée, celles d’avant restent lisibles, et deux changements ne s’écrasent pas")
    void versions() {
        var lists = site.bean(BrandLists.class);
        assertThat(lists.current().number()).isZero();
        assertThat(lists.current().brands()).isEqualTo(Brands.shipped());
        var first = (ListBrands.Outcome.Listed) list(List.of("  Étoilia ", "etoilia", "Grand  Nuage"), 0);
        assertThat(first.list().brands().names()).containsExactly("Grand Nuage", "Étoilia");
        assertThat(list(List.of("Grand Nuage", "Étoilia"), 0))
                .as("twice is once")
                .isEqualTo(first);
        assertThat(list(List.of("Autre"), 0)).isEqualTo(new ListBrands.Outcome.Refused(BrandReason.LIST_CHANGED));
        assertThat(list(List.of("…"), 1)).isEqualTo(new ListBrands.Outcome.Refused(BrandReason.NAME_INVALID));
        assertThat(list(List.of("x".repeat(61)), 1))
                .isEqualTo(new ListBrands.Outcome.Refused(BrandReason.NAME_INVALID));
        assertThat(site.bean(ListBrands.class).handle(new ListBrands.Command(List.of("Étoilia"), " ", 1, COMMITTEE)))
                .isEqualTo(new ListBrands.Outcome.Refused(BrandReason.MINUTES_MISSING));
        assertThat(site.bean(ListBrands.class)
                        .handle(new ListBrands.Command(List.of("Étoilia"), "CR-9", 1, FIRST_STAFF)))
                .isEqualTo(new ListBrands.Outcome.Refused(BrandReason.NOT_ALLOWED));
        assertThat(lists.all())
                .hasSize(2)
                .element(1)
                .satisfies(one -> assertThat(one.brands()).isEqualTo(Brands.shipped()));
        assertThat(world.owner()
                        .sql("SELECT what || ' ' || why FROM catalogue.act WHERE what = 'BRANDS_LISTED'")
                        .query(String.class)
                        .list())
                .containsExactly("BRANDS_LISTED CR-9");
    }

    @Test
    @Order(2)
    @DisplayName("R-245 : la liste se change par sa page, lue par tous ; rien de ce qui est tapé n’est perdu")
    void the_page() {
        try (var committee = Visitor.of(site, COMMITTEE);
                var stranger = Visitor.stranger(site)) {
            assertThat(stranger.get("/referentiel/marques").read())
                    .contains("Étoilia", "Liste de départ")
                    .doesNotContain("Mettre en vigueur");
            var page = committee.get("/referentiel/marques");
            var wrong = page.form("/referentiel/marques")
                    .with("names", "Étoilia\nNuagette")
                    .with("record", "")
                    .send();
            assertThat(wrong.read()).contains("Dites où la décision est écrite");
            assertThat(wrong.text()).contains("Nuagette");
            var done = wrong.form("/referentiel/marques")
                    .with("names", "Étoilia\nNuagette")
                    .with("record", "CR-10")
                    .send();
            assertThat(done.read()).contains("La liste est en vigueur.", "Nuagette", "CR-10");
        }
    }

    @Test
    @Order(3)
    @DisplayName(
            "R-245 : qui propose un libellé avec une marque en est averti, sa proposition est ouverte et le dit à tous")
    void the_form_of_proposals() {
        try (var provider = Visitor.of(site, FIRST_ADMIN);
                var stranger = Visitor.stranger(site)) {
            var form = provider.get("/referentiel/propositions").form("/referentiel/propositions");
            var proposed = form.with("kind", "ADD")
                    .with("code", "XBF-COM-050")
                    .with("why", "Utile ici.")
                    .with("label", "Ranger ses photos dans nuagette")
                    .with("category", "Communiquer")
                    .with("subcategory", "Photos")
                    .with("level", "1")
                    .with("minutes", "60")
                    .with("format", "COLLECTIVE")
                    .with("maxPeople", "6")
                    .with("nationalService", NationalCategory.EVERYDAY_TOOLS.label())
                    .with("price", "10,00")
                    .send();
            assertThat(proposed.read())
                    .contains("Votre proposition est ouverte à tous.", "le libellé nomme une marque : Nuagette");
            assertThat(stranger.get(proposed.at().getPath()).read())
                    .contains("Un libellé proposé ici nomme une marque : Nuagette");
        }
    }

    private static final String HEADER = "code,category,subcategory,label,level,duration_minutes,format,max_people,"
            + "standard_service,default_price_cents\n";

    private static String row(String code, String label) {
        return code + ",Communiquer,Écrire," + label
                + ",1,60,collectif,8,Maîtrise des outils numériques du quotidien,1000\n";
    }

    @Test
    @Order(4)
    @DisplayName(
            "R-243, R-245 : un fichier local se lit ligne à ligne, avec refus et marques, puis s’adopte ; la page et les exports disent ce qui est local")
    void a_local_file_is_read_and_adopted() {
        var file = HEADER
                + row("XBF-COM-001", "Parler avec ses voisins")
                + row("XBF-COM-002", "Écrire sur Étoilia")
                + row(World.TEN_EUROS, "Autre chose");
        try (var committee = Visitor.of(site, COMMITTEE);
                var provider = Visitor.of(site, FIRST_ADMIN);
                var stranger = Visitor.stranger(site)) {
            assertThat(provider.get("/referentiel/import").status()).isEqualTo(403);
            var page = committee.get("/referentiel/import");
            assertThat(page.read()).contains("Des services locaux, de préfixe XBF");
            var brought = page.form("/referentiel/import")
                    .with("scope", "local")
                    .sendWith("file", "local.csv", file.getBytes(StandardCharsets.UTF_8));
            assertThat(brought.read())
                    .contains(
                            "2 services gardés, 1 ligne refusée.",
                            "Ce code est celui d’un service commun",
                            "Le libellé nomme une marque : Étoilia.",
                            "Ajoutés, 2",
                            "XBF-COM-001 Parler avec ses voisins");
            var action = brought.actions().stream()
                    .filter(one -> one.startsWith("/referentiel/editions/"))
                    .findFirst()
                    .orElseThrow();
            var wrong = brought.form(action).with("record", "").send();
            assertThat(wrong.read()).contains("La version n’est pas adoptée.", "Ajoutés, 2");
            var adopted = wrong.form(action)
                    .with("effectiveOn", "2026-11-01")
                    .with("record", "CR-11")
                    .send();
            assertThat(adopted.read()).contains("La version 2 est adoptée");
            world.clock.set("2026-11-02T09:00");
            assertThat(stranger.get("/referentiel").read()).contains("Parler avec ses voisins local");
            assertThat(stranger.get("/api/v1/catalogue/services.csv").text())
                    .containsPattern("XBF-COM-001,.*,local")
                    .containsPattern(World.TEN_EUROS + ",.*,shared");
            assertThat(stranger.get("/api/v1/catalogue").text()).contains("\"scope\":\"local\"");
        }
    }
}
