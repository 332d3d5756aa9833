package coop.fairpass.site;

import static coop.fairpass.World.AGENT;
import static coop.fairpass.World.COMMITTEE;
import static coop.fairpass.World.CONTROLLER;
import static coop.fairpass.World.FIRST_ADMIN;
import static coop.fairpass.World.FIRST_STAFF;
import static coop.fairpass.World.MANAGER;
import static coop.fairpass.World.REVIEWER;
import static coop.fairpass.World.SALES;
import static coop.fairpass.World.TOWN_BUYER;
import static coop.fairpass.World.TREASURER;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.directory.Actor;
import coop.fairpass.ledger.SegregatedFunds;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Lire en anglais : toute la page ou rien, et seulement qui l’a choisi")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EnglishPagesTest {

    private static final Actor[] PEOPLE = {
        TOWN_BUYER, SALES, CONTROLLER, TREASURER, COMMITTEE, REVIEWER, MANAGER, AGENT, FIRST_ADMIN, FIRST_STAFF
    };

    private OpenSite site;

    @BeforeAll
    void open(Db db, @TempDir Path home) {
        site = new OpenSite(db, home, PEOPLE);
        site.world.order(3);
    }

    @AfterAll
    void close() {
        site.close();
    }

    private EnglishReader english() {
        return EnglishReader.of(site.visitor());
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "/",
                "/verifier",
                "/lieux",
                "/carte",
                "/fonds",
                "/fonds/preuves",
                "/calendrier",
                "/connexion",
                "/mot-de-passe/oublie",
                "/accessibilite",
                "/confidentialite",
                "/plan-du-site",
                "/entrer/personne"
            })
    @DisplayName("une page anglaise l’est toute : sa langue, ses mots, ses nombres")
    void whole(String path) {
        try (var visitor = english()) {
            assertThat(PageReading.faults(visitor.read(path).html())).as(path).isEmpty();
        }
    }

    @Test
    @DisplayName("l’argent, les jours et les refus sont dits en anglais aussi")
    void amountsAndRefusals() {
        var coverage = site.bean(SegregatedFunds.class).coverage();
        try (var visitor = english()) {
            assertThat(visitor.read("/fonds").html())
                    .contains(coverage.cash().english())
                    .doesNotContain(coverage.cash().french());
            var refused = visitor.send(visitor.read("/verifier"), "/verifier", Map.of("code", ""));
            assertThat(refused.text()).contains("Write the voucher’s code.");
        }
    }

    @Test
    @DisplayName("la première page de chaque rôle est dite en anglais : ce qui attend, les nombres, les actes")
    void home() {
        for (var person : PEOPLE) {
            try (var visitor = EnglishReader.of(site.as(person))) {
                visitor.read("/");
            }
        }
    }

    @Test
    @DisplayName("une page qui n’est pas écrite en anglais est montrée en français, et le dit")
    void notYet() {
        site.world
                .owner()
                .sql("INSERT INTO mail.reader (address, word) VALUES ('alex@exemple.fr', 'a-word')")
                .update();
        try (var visitor = english()) {
            var seen = visitor.readFrench("/courriels/a-word");
            assertThat(seen.html()).contains("<html lang=\"fr\">");
            assertThat(seen.text()).contains("This page is in French only, for now.", "Français", "Entrer");
        }
        try (var sales = EnglishReader.of(site.as(SALES))) {
            assertThat(sales.readFrench("/courriels/a-word").text())
                    .contains("This page is in French only, for now.", "Accueil", "Commandes")
                    .doesNotContain("Orders");
        }
        try (var visitor = site.visitor()) {
            assertThat(visitor.read("/courriels/a-word").text()).doesNotContain("in French only");
        }
    }

    @Test
    @DisplayName("le navigateur ne choisit pas : sans le lien, tout est en français ; le lien ramène à la même page")
    void chosen() {
        try (var visitor = site.visitor()) {
            var french = visitor.read("/lieux?near=Dijon&open=1");
            assertThat(french.html()).contains("<html lang=\"fr\">");
            var link = Pattern.compile("href=\"(/langue/en[^\"]*)\"").matcher(french.html());
            assertThat(link.find()).isTrue();
            var seen = visitor.read(link.group(1).replace("&amp;", "&"));
            assertThat(seen.raw().uri()).hasPath("/lieux").hasQuery("near=Dijon&open=1");
            assertThat(seen.html()).contains("<html lang=\"en\">");
            assertThat(visitor.read("/langue/fr?retour=/fonds").html()).contains("<html lang=\"fr\">");
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {"https://example.org/", "//example.org/", "/%5C%5Cexample.org", "x", "/a%0d%0aSet-Cookie:%20a=b"
            })
    @DisplayName("le lien ne mène jamais hors du site")
    void within(String back) {
        try (var visitor = site.visitor()) {
            assertThat(visitor.read("/langue/fr?retour=" + back).path()).isEqualTo("/");
        }
    }

    @Test
    @DisplayName("un programme lit les mêmes phrases quoi qu’un navigateur ait choisi")
    void programs() {
        try (var visitor = english()) {
            assertThat(visitor.readFrench("/api/v1/places/x").html())
                    .isEqualTo(site.visitor().read("/api/v1/places/x").html());
        }
    }
}
