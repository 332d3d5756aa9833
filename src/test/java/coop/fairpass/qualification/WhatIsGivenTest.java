package coop.fairpass.qualification;

import static coop.fairpass.World.REVIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.qualification.Dossier.IdentityKind;
import coop.fairpass.site.OpenSite;
import coop.fairpass.site.Visitor;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Ce qu’une structure donne par les pages : son numéro, quel qu’il soit, et des pièces")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WhatIsGivenTest {

    private OpenSite site;
    private Candidates candidates;

    @BeforeAll
    void open(Db db, @TempDir Path home) {
        site = new OpenSite(db, home, REVIEWER);
        candidates = new Candidates(site.world);
    }

    @AfterAll
    void close() {
        site.close();
    }

    private static Visitor.Seen number(Visitor candidate, IdentityKind kind, String written) {
        var begun = candidate.send(candidate.read("/devenir"), "/devenir", Map.of());
        var page = candidate.read(begun.path() + "/structure");
        return candidate.send(page, begun.path() + "/structure/numero", Map.of("kind", kind.name(), "number", written));
    }

    @ParameterizedTest(name = "{0} « {1} » est gardé : {2}")
    @CsvSource({
        "SIRET, 434 933 123 00029, 43493312300029",
        "SIRET, 356 000 000 00001, 35600000000001", // La Poste: its digits add up to a multiple of five
        "RNA, w 751 234 567, W751234567",
        "RIDET, 0 123 456.001, 0123456001",
    })
    void kept(IdentityKind kind, String written, String kept) {
        try (var candidate = site.visitor()) {
            var page = number(candidate, kind, written);
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.html())
                    .contains("value=\"" + kept + "\"", "value=\"" + kind + "\" checked")
                    .contains("name=\"legalName\"");
        }
    }

    @ParameterizedTest(name = "{0} « {1} » est refusé, et ce qui a été tapé reste")
    @CsvSource({
        "SIRET, 434 933 123 00028",
        "SIRET, 356 000 000 00057",
        "RNA, W75123456",
        "RIDET, 12345",
        "RIDET, 12345678901",
        "RIDET, pas un numéro",
    })
    void refused(IdentityKind kind, String written) {
        try (var candidate = site.visitor()) {
            var page = number(candidate, kind, written);
            assertThat(page.html())
                    .contains("id=\"number-wrong\"", "value=\"" + written + "\"", "value=\"" + kind + "\" checked")
                    .doesNotContain("name=\"legalName\"");
        }
    }

    @Test
    @DisplayName("R-107 : une pièce est rendue en téléchargement, sous un nom d’ici, et jamais ouverte dans la page")
    void a_document_is_taken_away() {
        var application = candidates.signed(candidates.asked(candidates.complete(Candidates.SIRET)));
        UUID piece = site.world
                .bean(ApplicationDocuments.class)
                .required(application, site.world.today())
                .getFirst()
                .last()
                .orElseThrow()
                .id();
        var address = "/candidatures/" + application.id() + "/pieces/" + piece;
        try (var reviewer = site.as(REVIEWER);
                var stranger = site.visitor()) {
            var taken = reviewer.read(address);
            assertThat(taken.status()).isEqualTo(200);
            assertThat(taken.raw().body()).isEqualTo(Candidates.PDF);
            var headers = taken.raw().headers();
            assertThat(headers.firstValue("Content-Disposition").orElse(""))
                    .startsWith("attachment;")
                    .contains("dossier-" + application.number() + "-");
            assertThat(headers.firstValue("Content-Type")).contains("application/pdf");
            assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(headers.firstValue("Cache-Control").orElse("")).contains("no-store");
            assertThat(stranger.read(address).path()).startsWith("/entrer");
        }
    }
}
