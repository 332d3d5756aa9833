package coop.fairpass.qualification;

import static coop.fairpass.World.FIRST_ADMIN;
import static coop.fairpass.World.REVIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.World;
import coop.fairpass.site.EnglishReader;
import coop.fairpass.site.OpenSite;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@DisplayName(
        "La qualification, lue et demandée en anglais ; ce que des personnes ont écrit reste comme elles l’ont écrit")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EnglishQualificationTest {

    private OpenSite site;
    private Candidates candidates;

    @BeforeAll
    void open(Db db, @TempDir Path home) {
        site = new OpenSite(db, home, REVIEWER, FIRST_ADMIN, World.COMMITTEE);
        candidates = new Candidates(site.world);
    }

    @AfterAll
    void close() {
        site.close();
    }

    @Test
    @DisplayName("ce que chacun peut lire sans compte : la charte, le questionnaire, les zones limitées")
    void open_pages() {
        try (var visitor = EnglishReader.of(site.visitor())) {
            visitor.read("/charte");
            visitor.read("/questionnaire");
            visitor.read("/zones-limitees");
        }
    }

    @Test
    @DisplayName("un dossier commencé : ce qui y manque, étape par étape, et chaque étape")
    void a_draft() {
        try (var candidate = EnglishReader.of(site.visitor())) {
            var begun = candidate.send(candidate.read("/devenir"), "/devenir", Map.of());
            assertThat(begun.text())
                    .contains("Say who is filling in this file.", "questions left.", "To attach: certificate of civil");
            for (var step : Step.values()) {
                candidate.read(begun.path() + "/" + step.path());
            }
            var path = begun.path() + "/vous";
            var refused = candidate.send(candidate.read(path), path, Map.of("name", ""));
            assertThat(refused.text()).contains("Choose an answer.");
            var saved = candidate.send(
                    refused,
                    path,
                    Map.of(
                            "name", "Personne Candidate",
                            "email", "contact@exemple.fr",
                            "telephone", "03 80 00 00 00",
                            "represents", "yes"));
            assertThat(saved.text()).contains("Saved.");
        }
    }

    @Test
    @DisplayName(
            "un dossier examiné : la note, les pièces, une question, la réponse ; l’avis à la structure est en français")
    void a_review() {
        var application = candidates.reviewed(Candidates.SIRET);
        var path = "/candidatures/" + application.id();
        try (var reviewer = EnglishReader.of(site.as(REVIEWER))) {
            assertThat(reviewer.read("/candidatures").text()).contains("File " + application.number());
            var file = reviewer.read(path);
            assertThat(file.text()).contains("100 points, for the 60 asked.");
            var asked = reviewer.send(file, path + "/questions", Map.of("about", "Q02", "text", "Combien ?"));
            assertThat(asked.text()).contains("The question is asked.");
        }
        assertThat(site.world.told(application.organisation().orElseThrow()))
                .anyMatch(told -> told.contains("Une question sur votre dossier"));
    }

    @Test
    @DisplayName("la qualification d’une structure")
    void own() {
        try (var provider = EnglishReader.of(site.as(FIRST_ADMIN))) {
            assertThat(provider.read("/qualification").text()).contains("Qualified", "Qualification from ");
        }
    }
}
