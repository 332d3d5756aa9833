package coop.fairpass.catalogue;

import static coop.fairpass.World.COMMITTEE;
import static coop.fairpass.World.FIRST;
import static coop.fairpass.World.FIRST_ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.World;
import coop.fairpass.site.EnglishReader;
import coop.fairpass.site.OpenSite;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Le référentiel, lu, discuté et publié en anglais ; ses services gardent leurs mots")
@ExtendWith(TestDatabase.class)
class EnglishCatalogueTest {

    private static final String PROPOSALS = "/referentiel/propositions";

    @Test
    @DisplayName("d’une proposition à une version ; la structure qu’elle touche est prévenue en français")
    void from_proposal_to_version(Db db, @TempDir Path home) {
        try (var site = new OpenSite(db, home, FIRST_ADMIN, COMMITTEE);
                var provider = EnglishReader.of(site.as(FIRST_ADMIN));
                var committee = EnglishReader.of(site.as(COMMITTEE))) {
            provider.read("/referentiel");
            var proposed = provider.send(
                    provider.read(PROPOSALS),
                    PROPOSALS,
                    Map.of("kind", "MERGE", "code", World.TEN_EUROS, "into", World.NOT_OFFERED, "why", "Doublon."));
            assertThat(proposed.text()).contains("Your proposal is open to everybody.", "Merge a service into another");
            var one = PROPOSALS + "/1";
            var said = provider.send(proposed, one + "/remarques", Map.of("remark", "OBJECTION", "words", "Non."));
            assertThat(said.text()).contains("Objection saved.");

            site.world.clock.set("2026-11-01T09:00");
            var page = committee.read(one);
            var remark = page.html().replaceFirst("(?s).*name=\"remark\" value=\"([0-9a-f-]{36})\".*", "$1");
            var answered = committee.send(page, one + "/reponses", Map.of("remark", remark, "answer", "Oui."));
            assertThat(answered.text()).contains("The answer is published.");
            var decided = committee.send(
                    answered, one + "/decision", Map.of("choice", "ACCEPT", "reason", "Clair.", "record", "CR-2"));
            assertThat(decided.text()).contains("The decision is published.", "Accepted");
            var published = committee.send(
                    committee.read(PROPOSALS),
                    "/referentiel/publication",
                    Map.of("effectiveOn", "2026-12-01", "body", "Comité", "record", "CR-2"));
            assertThat(published.text()).contains("Version 2 is adopted, in force on 1 December 2026.");
            site.world.day("2026-12-01");
            committee.read("/referentiel/versions/2");
            assertThat(committee.read("/referentiel").text()).contains("withdrawn on 1 December 2026");
            assertThat(site.world.told(FIRST))
                    .filteredOn(told -> told.contains("retiré du référentiel"))
                    .singleElement()
                    .asString()
                    .contains("Proposez à la place");
        }
    }
}
