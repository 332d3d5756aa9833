package coop.fairpass.redemption;

import static coop.fairpass.World.COMMITTEE;
import static coop.fairpass.World.CONTROLLER;
import static coop.fairpass.World.FIRST_STAFF;
import static coop.fairpass.World.SECOND_STAFF;
import static coop.fairpass.World.TREASURER;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Accessibility;
import coop.fairpass.Db;
import coop.fairpass.Programs;
import coop.fairpass.TestApplication;
import coop.fairpass.TestDatabase;
import coop.fairpass.Visitor;
import coop.fairpass.World;
import coop.fairpass.directory.Role;
import coop.fairpass.orders.OrderId;
import coop.fairpass.upload.Papers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
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
    private static final byte[] PDF = Papers.page("Feuille d'émargement");

    private World world;
    private TestApplication site;
    private Visitor desk;
    private OrderId order;

    @BeforeAll
    void open(Db db, @TempDir Path home) {
        world = new World(db, home);
        order = world.order(2);
        world.clock.set("2026-10-07T10:00");
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

    @Test
    @DisplayName("un programme de la structure répond et conteste avec un document ; une personne seule décide")
    void programs_answer_and_contest() {
        var booklet = world.handedOver(order, 2);
        var given = IntStream.rangeClosed(1, 5)
                .mapToObj(rank -> world.given(booklet, rank))
                .toArray(ServiceGiven[]::new);
        var id = world.redeemAll(FIRST_STAFF, World.FIRST_PLACE, given)
                .getFirst()
                .redemptions()
                .getFirst();
        var programs = new Programs(site);
        var provider = programs.key(World.FIRST, Role.PROVIDER_STAFF);
        var other = programs.key(World.SECOND, Role.PROVIDER_STAFF);
        var controller = programs.key(World.COOPERATIVE, Role.COOP_CONTROLLER);
        var hold = "/api/v1/holds/" + id;

        assertThat(upload(provider, hold + "/answer", "Un atelier.", "<html>".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(422);
        assertThat(upload(provider, hold + "/answer", "Un atelier.", PDF)).isEqualTo(200);
        assertThat(programs.get(provider, hold + "/documents/answer").body()).isEqualTo(PDF);
        assertThat(programs.get(controller, hold + "/documents/answer").body()).isEqualTo(PDF);
        assertThat(programs.get(other, hold + "/documents/answer").refused(404)).isEqualTo("NOT_FOUND");
        var rejection = "{\"decision\": \"REJECTED\", \"reason\": \"Non.\"}";
        assertThat(programs.post(controller, hold + "/decision", rejection).refused(422))
                .isEqualTo("NOT_A_PERSON");
        World.done(
                DecideHold.Outcome.Decided.class,
                world.bean(DecideHold.class)
                        .handle(new DecideHold.Command(
                                RedemptionId.read(id).orElseThrow(),
                                DecideHold.HoldDecision.REJECTED,
                                "Non.",
                                CONTROLLER)));

        assertThat(upload(other, hold + "/appeal", "Si.", PDF)).isEqualTo(404);
        assertThat(upload(provider, hold + "/appeal", "Si.", PDF)).isEqualTo(200);
        assertThat(programs.post(provider, hold + "/appeal", "{\"text\": \"Encore.\"}")
                        .refused(422))
                .isEqualTo("ALREADY_APPEALED");
        assertThat(programs.get(controller, hold + "/documents/appeal").body()).isEqualTo(PDF);
        assertThat(programs.get(controller, "/api/v1/rejections")
                        .done()
                        .at("/items/0/appeal")
                        .stringValue())
                .isEqualTo("Si.");
        assertThat(programs.get(other, "/api/v1/rejections").done().required("items"))
                .isEmpty();
        assertThat(programs.post(
                                controller,
                                hold + "/appeal/decision",
                                "{\"decision\": \"ACCEPTED\", \"reason\": \"Oui.\"}")
                        .refused(422))
                .isEqualTo("NOT_A_PERSON");
    }

    /** A form with a file, over the network: what reads its parts is the server. */
    private int upload(String key, String path, String text, byte[] document) {
        var body = new ByteArrayOutputStream();
        body.writeBytes("""
                --limite\r
                Content-Disposition: form-data; name="text"\r
                \r
                %s\r
                --limite\r
                Content-Disposition: form-data; name="document"; filename="a.pdf"\r
                Content-Type: application/octet-stream\r
                \r
                """.formatted(text).getBytes(StandardCharsets.UTF_8));
        body.writeBytes(document);
        body.writeBytes("\r\n--limite--\r\n".getBytes(StandardCharsets.UTF_8));
        var request = HttpRequest.newBuilder(site.url(path))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "multipart/form-data; boundary=limite")
                .POST(BodyPublishers.ofByteArray(body.toByteArray()))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
