package coop.fairpass.expiry;

import static coop.fairpass.World.CONTROLLER;
import static coop.fairpass.World.FIRST_PLACE;
import static coop.fairpass.World.FIRST_STAFF;
import static coop.fairpass.World.TOWN_BUYER;
import static coop.fairpass.World.TREASURER;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.site.EnglishReader;
import coop.fairpass.site.OpenSite;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("La fin d’une commande, lue en anglais")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EnglishEndTest {

    private OpenSite site;

    @BeforeAll
    void open(Db db, @TempDir Path home) {
        site = new OpenSite(db, home, TOWN_BUYER, CONTROLLER, TREASURER);
    }

    @AfterAll
    void close() {
        site.close();
    }

    @Test
    @DisplayName("contester, répondre, s’accorder, demander l’avoir")
    void an_order_ends() {
        var world = site.world;
        var id = world.order(2);
        world.spend(FIRST_STAFF, FIRST_PLACE, id, 3);
        var path = "/commandes/" + id + "/bilan";
        try (var buyer = EnglishReader.of(site.as(TOWN_BUYER));
                var controller = EnglishReader.of(site.as(CONTROLLER));
                var treasurer = EnglishReader.of(site.as(TREASURER))) {
            assertThat(buyer.read(path).text()).contains("Nothing is to be given back for now.");
            for (var day : List.of("2026-11-30", "2027-01-31", "2027-02-01", "2027-02-07")) {
                world.day(day);
                world.dueWork();
            }
            var statement = buyer.read(path);
            assertThat(statement.text()).contains("Joint statement", "Used", "Expired", "not yet");
            assertThat(buyer.send(
                                    statement,
                                    path + "/contestation",
                                    Map.of("line", "1", "reason", "A voucher is missing."))
                            .text())
                    .contains("The line is disputed.");
            assertThat(controller
                            .send(controller.read(path), path + "/reponse", Map.of("answer", "It was replaced."))
                            .text())
                    .contains("The answer is recorded.");
            assertThat(buyer.send(buyer.read(path), path + "/accord", Map.of()).text())
                    .contains("Your agreement is recorded.");
            assertThat(controller
                            .send(controller.read(path), path + "/accord", Map.of())
                            .text())
                    .contains("Both sides agree.");
            var credit = buyer.read(path);
            assertThat(credit.text()).contains("€170.00");
            assertThat(buyer.send(credit, path + "/remboursement", Map.of("amount", "170.01"))
                            .text())
                    .contains("The amount exceeds the credit note available.");
            assertThat(buyer.send(credit, path + "/remboursement", Map.of("amount", "170.00"))
                            .text())
                    .contains("It will be paid within 30 days.", "Requested");
            assertThat(treasurer
                            .send(treasurer.read(path), path + "/cloture", Map.of())
                            .text())
                    .contains("A credit note is still to be refunded or set off.");
        }
    }
}
