package coop.fairpass.places;

import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.MovableClock;
import coop.fairpass.TestApplication;
import coop.fairpass.TestDatabase;
import coop.fairpass.site.Visitor;
import coop.fairpass.site.Visitor.Seen;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Le fond de la carte : rien n’est demandé à personne, sauf si l’exploitant nomme un serveur de tuiles")
@ExtendWith(TestDatabase.class)
class MapTilesTest {

    private static final String TILES = "https://tuiles.exemple.org/{z}/{x}/{y}.png";

    private final Db db;

    MapTilesTest(Db db) {
        this.db = db;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/carte", "/carte/integrer"})
    @DisplayName("sans adresse, la page ne permet à un navigateur de demander quoi que ce soit qu’au site")
    void nothing_is_asked_of_others(String path) {
        var page = page(path, Map.of());
        assertThat(page.html()).contains("data-tiles=\"\"");
        assertThat(policy(page)).doesNotContain("https:", "http:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/carte", "/carte/integrer"})
    @DisplayName(
            "avec une adresse, le seul hôte de plus est celui des tuiles, pour des images, et sa mention est affichée")
    void the_host_of_tiles_alone(String path) {
        var page =
                page(path, Map.of("fairpass.map.tiles", TILES, "fairpass.map.attribution", "Contributeurs d’Exemple"));
        assertThat(page.html())
                .contains("data-tiles=\"" + TILES + "\"")
                .contains("data-attribution=\"Contributeurs d’Exemple\"");
        assertThat(policy(page).split(";"))
                .filteredOn(part -> part.contains("https:"))
                .singleElement()
                .asString()
                .startsWith(" img-src ")
                .endsWith(" https://tuiles.exemple.org");
    }

    private Seen page(String path, Map<String, Object> settings) {
        try (var site = TestApplication.start(db, MovableClock.at("2026-11-20T10:00"), settings);
                var visitor = new Visitor(site)) {
            var page = visitor.read(path);
            assertThat(page.status()).isEqualTo(200);
            return page;
        }
    }

    private static String policy(Seen page) {
        return page.raw().headers().firstValue("Content-Security-Policy").orElseThrow();
    }
}
