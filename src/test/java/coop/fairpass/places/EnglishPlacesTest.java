package coop.fairpass.places;

import static coop.fairpass.World.FIRST_ADMIN;
import static coop.fairpass.World.FIRST_PLACE;
import static coop.fairpass.World.REVIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.site.EnglishReader;
import coop.fairpass.site.OpenSite;
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

@DisplayName("Ce qu’une structure dit de ses lieux, et ce qu’on lui en signale, lus en anglais")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EnglishPlacesTest {

    private static final String PLACE = "/mes-lieux/" + FIRST_PLACE;

    private OpenSite site;

    @BeforeAll
    void open(Db db, @TempDir Path home) {
        site = new OpenSite(db, home, FIRST_ADMIN, REVIEWER);
    }

    @AfterAll
    void close() {
        site.close();
    }

    @Test
    @DisplayName("confirmer un lieu, changer sa page avec les mots du standard dits en anglais")
    void my_places() {
        try (var admin = EnglishReader.of(site.as(FIRST_ADMIN))) {
            assertThat(admin.send(admin.read("/mes-lieux"), PLACE + "/confirmer", Map.of())
                            .text())
                    .contains("is confirmed for six months.");
            var page = admin.read(PLACE);
            assertThat(page.text()).contains("You can welcome", "Older people", "French Sign Language");
            assertThat(admin.send(page, PLACE, Map.of("stops", "nowhere")).text())
                    .contains("The page is not saved.");
            assertThat(admin.send(page, PLACE, Map.of("publics", "Seniors", "languages", "ara"))
                            .text())
                    .contains("The page is saved, and confirmed for six months.");
            assertThat(admin.read("/lieux/" + FIRST_PLACE).text()).contains("Mostly: Older people.", "Arabic");
        }
        try (var visitor = site.visitor()) {
            assertThat(visitor.read("/lieux/" + FIRST_PLACE).text()).contains("Surtout : Seniors.", "arabe");
        }
    }

    @Test
    @DisplayName("répondre d’un changement signalé")
    void a_signal() {
        try (var visitor = EnglishReader.of(site.visitor());
                var admin = EnglishReader.of(site.as(FIRST_ADMIN))) {
            var path = "/lieux/" + FIRST_PLACE + "/signaler";
            visitor.send(visitor.read(path), path, Map.of("kind", "HOURS", "words", ""));
            assertThat(admin.read("/").text()).contains("1 change reported");
            var waiting = admin.read("/signalements");
            var action = Pattern.compile("action=\"(/signalements/[^\"]*)\"").matcher(waiting.html());
            assertThat(action.find()).isTrue();
            assertThat(admin.send(waiting, action.group(1), Map.of("state", "NOT_SO"))
                            .text())
                    .contains("Answered: “");
        }
    }

    @Test
    @DisplayName("R-097 : se plaindre, recevoir un numéro, être répondu")
    void a_complaint() {
        try (var visitor = EnglishReader.of(site.visitor());
                var reviewer = EnglishReader.of(site.as(REVIEWER))) {
            var path = "/lieux/" + FIRST_PLACE + "/reclamation";
            visitor.read("/mes-cheques/reclamation");
            visitor.read("/mes-cheques/reclamation/lieu");
            visitor.read("/mes-cheques/reclamation/suivi");
            assertThat(visitor.read(path).text()).contains("My voucher was refused");
            var sent = visitor.send(visitor.read(path + "?kind=REFUSED"), path, Map.of());
            assertThat(sent.text()).contains("Your complaint is received", "Write this number down.");
            var queue = reviewer.read("/reclamations");
            var action = Pattern.compile("action=\"(/reclamations/[^\"]*)\"").matcher(queue.html());
            assertThat(action.find()).isTrue();
            assertThat(reviewer.send(queue, action.group(1), Map.of("answer", "Entendu."))
                            .text())
                    .contains("can be read with its number.");
            assertThat(visitor.read(sent.raw().uri().getPath() + "?"
                                    + sent.raw().uri().getQuery())
                            .text())
                    .contains("The answer of the cooperative");
        }
    }

    @Test
    @DisplayName("les listes de lieux, les doublons, les données ouvertes, la carte seule")
    void lists() {
        try (var reviewer = EnglishReader.of(site.as(REVIEWER))) {
            reviewer.read("/listes-de-lieux");
            reviewer.read("/listes-de-lieux/doublons");
            // The names of its files have French words.
            assertThat(reviewer.readFrench("/donnees").text())
                    .contains("The places, as open data", "The same, in JSON.");
            reviewer.read("/carte/integrer");
        }
    }
}
