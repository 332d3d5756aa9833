package coop.fairpass.redemption;

import static coop.fairpass.World.COMMITTEE;
import static coop.fairpass.World.CONTROLLER;
import static coop.fairpass.World.FIRST_ADMIN;
import static coop.fairpass.World.FIRST_STAFF;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.World;
import coop.fairpass.orders.OrderId;
import coop.fairpass.site.EnglishReader;
import coop.fairpass.site.OpenSite;
import coop.fairpass.site.Visitor.Seen;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Le guichet, ce qui attend une décision et l’équipe, lus en anglais")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EnglishDeskTest {

    private static final String PAGE = "/cheques/accepter";
    private static final String DECISIONS = "/cheques/attente";

    private OpenSite site;
    private OrderId order;

    @BeforeAll
    void open(Db db, @TempDir Path home) {
        site = new OpenSite(db, home, FIRST_STAFF, FIRST_ADMIN, CONTROLLER, COMMITTEE);
        order = site.world.order(3);
    }

    @AfterAll
    void close() {
        site.close();
    }

    private Seen present(EnglishReader desk, String act, Map<String, String> codes) {
        var fields = new HashMap<>(codes);
        fields.put("service", World.FIFTEEN_EUROS);
        fields.put("day", site.world.today().toString());
        fields.put("act", act);
        return desk.send(desk.read(PAGE), PAGE, fields);
    }

    @Test
    @DisplayName("présenter, vérifier, être refusé, annuler")
    void a_voucher() {
        var code = Map.of("code", site.world.code(site.world.handedOver(order, 1), 1));
        try (var desk = EnglishReader.of(site.as(FIRST_STAFF))) {
            assertThat(desk.read(PAGE).html()).contains("/guichet-en.webmanifest");
            assertThat(present(desk, "test", code).text())
                    .contains("This voucher is good", "€10.00", "Left for the person to pay: €5.00");
            assertThat(present(desk, "accept", code).text()).contains("Accepted", "€10.00");
            assertThat(present(desk, "accept", code).text())
                    .contains("Refused", "It was on 2 October 2026, at your organisation.");
            assertThat(desk.send(desk.read(PAGE), "/cheques/annuler", Map.of("because", "WRONG_SERVICE"))
                            .text())
                    .contains("Cancelled. Voucher", "can be used again.");
        }
    }

    @Test
    @DisplayName("attendre, répondre, être rejeté, contester, lire la décision")
    void a_hold() {
        var booklet = site.world.handedOver(order, 2);
        var codes = IntStream.rangeClosed(1, 5)
                .mapToObj(rank -> site.world.code(booklet, rank))
                .collect(Collectors.joining("\n"));
        try (var desk = EnglishReader.of(site.as(FIRST_STAFF));
                var controller = EnglishReader.of(site.as(CONTROLLER));
                var committee = EnglishReader.of(site.as(COMMITTEE))) {
            assertThat(present(desk, "accept", Map.of("codes", codes)).text())
                    .contains("Why: Several vouchers of one booklet on the same day");
            assertThat(desk.send(desk.read(PAGE), "/cheques/reponse", Map.of("words", " "))
                            .text())
                    .contains("Your answer is not recorded.");
            assertThat(desk.send(desk.read(PAGE), "/cheques/reponse", Map.of("words", "A day workshop."))
                            .text())
                    .contains("Your answer about voucher", "has been passed on.");

            var waiting = controller.read(DECISIONS);
            var action =
                    Pattern.compile("action=\"(" + DECISIONS + "/[^\"]*)\"").matcher(waiting.html());
            assertThat(action.find()).isTrue();
            assertThat(controller
                            .send(
                                    waiting,
                                    action.group(1),
                                    Map.of("decision", "REJECTED", "reason", "No workshop that day."))
                            .text())
                    .contains("rejected, the voucher can be used again. The provider has been told.");

            assertThat(desk.read(PAGE).text()).contains("Reason for the rejection: No workshop that day.");
            assertThat(desk.send(desk.read(PAGE), "/cheques/recours", Map.of("words", "It was in the other room."))
                            .text())
                    .contains("Your appeal about voucher", "Your appeal is waiting for a decision.");
            assertThat(committee
                            .send(
                                    committee.read(DECISIONS),
                                    action.group(1) + "/recours",
                                    Map.of("decision", "UPHELD", "reason", "Nobody saw it."))
                            .text())
                    .contains("rejection upheld. The provider has been told.");
            assertThat(desk.read(PAGE).text()).contains("Rejection upheld: Nobody saw it.");
        }
    }

    @Test
    @DisplayName("inviter une personne de son équipe")
    void a_team() {
        var path = "/equipe/" + World.FIRST;
        try (var admin = EnglishReader.of(site.as(FIRST_ADMIN))) {
            var wrong = admin.send(admin.read("/equipe"), path + "/inviter", Map.of("name", "", "email", ""));
            assertThat(wrong.text()).contains("Write the person’s name.");
            var invited = admin.send(
                    wrong,
                    path + "/inviter",
                    Map.of("name", "Alex Exemple", "email", "alex@exemple.fr", "roles", "PROVIDER_STAFF"));
            assertThat(invited.text()).contains("We have written to alex@exemple.fr: the link is good for seven days.");
        }
    }
}
