package coop.fairpass.site;

import static coop.fairpass.World.COOPERATIVE;
import static coop.fairpass.World.FIRST_ADMIN;
import static coop.fairpass.World.FIRST_PLACE;
import static coop.fairpass.World.REVIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.privacy.Kept;
import coop.fairpass.privacy.Sensitive;
import coop.fairpass.privacy.SensitiveReads;
import coop.fairpass.web.Language;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Lire en anglais ce qui est gardé des personnes, le journal, les sauvegardes et les avis")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EnglishRecordsTest {

    private static final Actor OPERATOR = new Actor(
            "person/" + new UUID(0xa000_0000_0000_4000L, 900),
            "Opératrice Exemple",
            Optional.of(COOPERATIVE),
            Set.of(Role.OPERATOR));

    private OpenSite site;

    @BeforeAll
    void open(Db db, @TempDir Path home) {
        site = new OpenSite(db, home, OPERATOR, REVIEWER, FIRST_ADMIN);
    }

    @AfterAll
    void close() {
        site.close();
    }

    @Test
    @DisplayName("chaque sorte de donnée, sa raison et sa durée")
    void kept() {
        try (var visitor = EnglishReader.of(site.visitor())) {
            assertThat(visitor.read("/confidentialite").text())
                    .contains("Three years after the day they last came in, then made anonymous")
                    .contains(Language.ENGLISH.during(() -> Arrays.stream(Kept.values())
                            .flatMap(kind -> Stream.of(kind.who(), kind.what(), kind.why(), kind.howLong()))
                            .toList()));
        }
    }

    @Test
    @DisplayName("le journal dit les actes et les lectures en anglais ; ce qui est gardé d’une lecture est en français")
    void journal() {
        site.bean(SensitiveReads.class)
                .keep(Sensitive.BANK_LINES, OPERATOR.reference(), Optional.empty(), "/banque/lignes");
        try (var operator = EnglishReader.of(site.as(OPERATOR))) {
            assertThat(operator.read("/journal?sorte=READING").text())
                    .contains("Read: Bank lines", "To match the bank and the books");
            assertThat(operator.read("/journal?sorte=PEOPLE").text()).contains("Role given", "Due date");
            var asked = operator.read("/demandes-de-personnes");
            var found = operator.send(asked, "/demandes-de-personnes", Map.of("texte", "opératrice"));
            assertThat(found.text()).contains("Whoever works with the site: ", "They have a role:");
            assertThat(operator.read("/journal?sorte=READING").text())
                    .contains("Read: Data of a person", "To answer the person’s request");
        }
        try (var operator = site.as(OPERATOR)) {
            assertThat(operator.read("/journal?sorte=READING").text())
                    .contains("Lu : Données d’une personne", "Répondre à la demande de la personne");
        }
    }

    @Test
    @DisplayName("« Mes données » se lit en anglais ; ce qui s’emporte est en français, comme toute pièce")
    void ownData() {
        try (var operator = EnglishReader.of(site.as(OPERATOR))) {
            assertThat(operator.read("/compte/donnees").text())
                    .contains("Your roles", "Given on", "Known since", "To know who did what with the money of others");
            assertThat(operator.readFrench("/compte/donnees.json").html())
                    .contains("Vos rôles", "Donné le", "Savoir qui a fait quoi")
                    .doesNotContain("Your roles", "Given on");
        }
    }

    @Test
    @DisplayName("les sauvegardes, et ce dont vit une administratrice")
    void operator() {
        try (var operator = EnglishReader.of(site.as(OPERATOR))) {
            assertThat(operator.read("/sauvegardes").text()).contains("None has been taken yet.");
        }
        var said = EnglishReader.homeOf(site, OPERATOR, Set.of("backup", "access", "mail", "site", "places"));
        assertThat(said)
                .contains("Backups: none yet", "Doctor: never came", "First visits", "wait to leave", "Emails")
                .anyMatch(words -> words.contains("Work of the day"))
                .allSatisfy(words -> assertThat(EnglishReader.frenchIn(words)).as(words).isEmpty());
    }

    @Test
    @DisplayName("donner son avis, et ce qu’en lisent le lieu et la coopérative")
    void opinions() {
        var path = "/lieux/%s/avis".formatted(FIRST_PLACE);
        try (var visitor = EnglishReader.of(site.visitor())) {
            assertThat(visitor.read(path).text()).contains("Were you made welcome?", "So-so");
            visitor.read("/mes-cheques/avis");
            for (int i = 0; i < 5; i++) {
                var month = visitor.read(path + "?welcome=YES&help=YES&again=NO");
                assertThat(visitor.send(month, path, Map.of("month", "")).text()).contains("Thank you");
            }
        }
        for (var reader : List.of(REVIEWER, FIRST_ADMIN)) {
            try (var seen = EnglishReader.of(site.as(reader))) {
                assertThat(seen.read("/avis-recus").text()).contains("100%", "0%");
            }
        }
        try (var admin = EnglishReader.of(site.as(FIRST_ADMIN))) {
            var own = "/mes-lieux/%s/avis".formatted(FIRST_PLACE);
            var copied = admin.send(
                    admin.read(own), own, Map.of("way", "CARD", "welcome", "YES", "help", "SO_SO", "again", "YES"));
            assertThat(copied.text()).contains("The opinion is counted, as copied.", "83%");
        }
    }
}
