package coop.fairpass.redemption;

import static coop.fairpass.World.COMMITTEE;
import static coop.fairpass.World.CONTROLLER;
import static coop.fairpass.World.FIRST_STAFF;
import static coop.fairpass.World.SECOND_STAFF;
import static coop.fairpass.World.TREASURER;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Accessibility;
import coop.fairpass.Db;
import coop.fairpass.TestApplication;
import coop.fairpass.TestDatabase;
import coop.fairpass.Visitor;
import coop.fairpass.World;
import coop.fairpass.orders.OrderId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Répondre avec un document et contester un rejet, sur une page")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AppealPagesTest {

    private static final String PAGE = "/cheques/accepter";
    private static final String DECISIONS = "/cheques/attente";
    private static final byte[] PDF = "%PDF-1.7 feuille d’émargement".getBytes(StandardCharsets.UTF_8);

    private World world;
    private TestApplication site;
    private Visitor desk;
    private OrderId order;

    @BeforeAll
    void open(Db db, @TempDir Path home) {
        world = new World(db, home);
        order = world.order(2);
        site = TestApplication.start(db, world.clock, Visitor.settings(home));
        desk = Visitor.of(site, FIRST_STAFF);
    }

    @AfterAll
    void close() {
        desk.close();
        site.close();
        assertThat(world.ailments()).isEmpty();
        world.close();
    }

    private static Visitor.Page sound(Visitor.Page page) {
        assertThat(Accessibility.faults(page.text())).as(page.at().toString()).isEmpty();
        return page;
    }

    @Test
    @DisplayName(
            "R-190 : la structure lit pourquoi, répond avec un document, lit le rejet, le conteste, et lit la décision d’une autre personne")
    void a_desk_answers_and_contests() {
        var booklet = world.handedOver(order, 1);
        var codes = IntStream.rangeClosed(1, 5)
                .mapToObj(rank -> world.code(booklet, rank))
                .collect(Collectors.joining("\n"));
        var page = desk.get(PAGE)
                .form(PAGE)
                .with("service", World.TEN_EUROS)
                .with("codes", codes)
                .with("act", "accept")
                .send();
        assertThat(page.read()).contains("Pourquoi : Plusieurs chèques d’un même carnet le même jour");

        var answer = page.form("/cheques/reponse").with("words", "Un atelier d’une journée.");
        var wrong = sound(answer.sendWith("document", "a.pdf", "<html>".getBytes(StandardCharsets.UTF_8)));
        assertThat(wrong.read()).contains("Ce document n’est ni un PDF, ni une image PNG ou JPEG");
        assertThat(wrong.text()).as("nothing typed is lost").contains("Un atelier d’une journée.");
        var answered = sound(answer.sendWith("document", "a.pdf", PDF));
        assertThat(answered.read()).contains("est transmise").contains("Document joint");
        var id = answer.value("redemption");
        var document = "/cheques/documents/" + id + "/answer";
        assertThat(desk.get(document).bytes()).isEqualTo(PDF);

        try (var controller = Visitor.of(site, CONTROLLER);
                var committee = Visitor.of(site, COMMITTEE);
                var other = Visitor.of(site, SECOND_STAFF);
                var treasurer = Visitor.of(site, TREASURER)) {
            var waiting = sound(controller.get(DECISIONS));
            assertThat(waiting.text()).contains("Un atelier d’une journée.", document);
            var read = controller.get(document);
            assertThat(read.bytes()).isEqualTo(PDF);
            assertThat(read.type()).isEqualTo("application/pdf");
            assertThat(read.disposition()).startsWith("attachment");
            assertThat(other.get(document).status()).isEqualTo(404);
            assertThat(treasurer.get(document).status()).isEqualTo(404);
            assertThat(desk.get("/cheques/documents/" + id + "/autre").status()).isEqualTo(404);
            assertThat(waiting.form(DECISIONS + "/" + id)
                            .with("decision", "REJECTED")
                            .with("reason", "Aucun atelier ce jour-là.")
                            .send()
                            .read())
                    .contains("rejeté");

            var rejected = sound(desk.get(PAGE));
            assertThat(rejected.read()).contains("Motif du rejet : Aucun atelier ce jour-là.");
            assertThat(rejected.form("/cheques/recours")
                            .with("words", " ")
                            .send()
                            .read())
                    .contains("Votre recours n’est pas enregistré.");
            var appealed = sound(desk.get(PAGE)
                    .form("/cheques/recours")
                    .with("words", "Voici l’émargement.")
                    .sendWith("document", "b.pdf", PDF));
            assertThat(appealed.read()).contains("Votre recours attend sa décision.", "Document joint à votre recours");
            assertThat(appealed.actions()).doesNotContain("/cheques/recours");

            var own = sound(controller.get(DECISIONS));
            assertThat(own.read()).contains("une autre personne décide");
            assertThat(own.actions()).doesNotContain(DECISIONS + "/" + id + "/recours");
            var decide = sound(committee.get(DECISIONS)).form(DECISIONS + "/" + id + "/recours");
            assertThat(committee.get("/cheques/documents/" + id + "/appeal").bytes())
                    .isEqualTo(PDF);
            assertThat(sound(decide.send()).read()).contains("Choisissez une décision.");
            assertThat(sound(decide.with("decision", "ACCEPTED")
                                    .with("reason", "L’émargement le montre.")
                                    .send())
                            .read())
                    .contains("recours accepté, à payer");
            assertThat(treasurer.get(DECISIONS).status()).isEqualTo(403);
        }
        assertThat(sound(desk.get(PAGE)).read()).contains("Recours accepté, à payer : L’émargement le montre.");
    }
}
