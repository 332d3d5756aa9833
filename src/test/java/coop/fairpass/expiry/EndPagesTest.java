package coop.fairpass.expiry;

import static coop.fairpass.World.COMPANY_BUYER;
import static coop.fairpass.World.CONTROLLER;
import static coop.fairpass.World.FIRST_PLACE;
import static coop.fairpass.World.FIRST_STAFF;
import static coop.fairpass.World.TOWN_BUYER;
import static coop.fairpass.World.TREASURER;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.money.Money;
import coop.fairpass.orders.MoneyOfOrders;
import coop.fairpass.orders.OrderId;
import coop.fairpass.orders.OrderState;
import coop.fairpass.orders.Orders;
import coop.fairpass.site.OpenSite;
import coop.fairpass.site.PageReading;
import coop.fairpass.site.Visitor.Seen;
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

@DisplayName("La fin d’une commande, sur sa page : bilan, contestation, avoir, remboursement")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EndPagesTest {

    private OpenSite site;

    @BeforeAll
    void open(Db db, @TempDir Path home) {
        site = new OpenSite(db, home, TOWN_BUYER, COMPANY_BUYER, CONTROLLER, TREASURER);
    }

    @AfterAll
    void close() {
        site.close();
    }

    private static Seen sound(Seen seen) {
        assertThat(seen.status()).as(seen.path() + " " + seen.text()).isEqualTo(200);
        assertThat(PageReading.faults(seen.html())).as(seen.path()).isEmpty();
        return seen;
    }

    private OrderState state(OrderId id) {
        return site.bean(Orders.class).get(id).state();
    }

    @Test
    @DisplayName("R-045, R-049 : contester, répondre, s’accorder, puis demander l’avoir ; R-211 tient à chaque pas")
    void an_order_ends() {
        var world = site.world;
        var id = world.order(2);
        world.spend(FIRST_STAFF, FIRST_PLACE, id, 3);
        for (var day : List.of("2026-11-30", "2027-01-31", "2027-02-01", "2027-02-07")) {
            world.day(day);
            world.dueWork();
        }
        assertThat(state(id)).isEqualTo(OrderState.IN_RECONCILIATION);
        whole(id);
        var path = "/commandes/" + id + "/bilan";
        try (var buyer = site.as(TOWN_BUYER);
                var controller = site.as(CONTROLLER);
                var treasurer = site.as(TREASURER);
                var stranger = site.as(COMPANY_BUYER)) {
            assertThat(stranger.read(path).status()).isEqualTo(404);
            assertThat(sound(controller.read("/")).text()).contains("Accepter un état contradictoire");
            var statement = sound(buyer.read(path));
            assertThat(statement.text()).contains("Utilisé", "Expiré", "Retiré", "pas encore");

            var silent = sound(buyer.send(statement, path + "/contestation", Map.of("line", "1", "reason", " ")));
            assertThat(silent.html()).contains("id=\"reason-wrong\"");
            var disputed = sound(buyer.send(
                    silent, path + "/contestation", Map.of("line", "1", "reason", "Un chèque manque au compte.")));
            assertThat(disputed.text()).contains("La ligne est contestée.", "Un chèque manque au compte.");
            var answered = sound(controller.send(
                    sound(controller.read(path)), path + "/reponse", Map.of("answer", "Il fut remplacé.")));
            assertThat(answered.text()).contains("La réponse est enregistrée.");
            assertThat(state(id)).isEqualTo(OrderState.IN_RECONCILIATION);

            sound(buyer.send(sound(buyer.read(path)), path + "/accord", Map.of()));
            var both = sound(controller.send(sound(controller.read(path)), path + "/accord", Map.of()));
            assertThat(both.text()).contains("Les deux côtés sont d’accord.");
            assertThat(state(id)).isEqualTo(OrderState.RECONCILED);
            assertThat(whole(id)).isEqualTo(Money.cents(170_00));

            var credit = sound(buyer.read(path));
            assertThat(credit.text()).contains("170,00 €");
            var more = sound(buyer.send(credit, path + "/remboursement", Map.of("amount", "170,01")));
            assertThat(more.text()).contains("Le montant dépasse l’avoir disponible.");
            assertThat(more.html()).contains("value=\"170,01\"");
            var asked = sound(buyer.send(more, path + "/remboursement", Map.of("amount", "170,00")));
            assertThat(asked.text()).contains("Il sera payé sous 30 jours.", "Demandé");
            sound(buyer.send(more, path + "/remboursement", Map.of("amount", "170,00")));
            assertThat(site.bean(Credits.class).refunds(id)).hasSize(1);

            var early = sound(treasurer.send(sound(treasurer.read(path)), path + "/cloture", Map.of()));
            assertThat(early.text()).contains("Il reste un avoir à rembourser ou à imputer.");
            for (var hostile : List.of("", "-1", "1e9", "99999999999999999999", "\u0000", "<b>")) {
                for (var act : List.of("/accord", "/contestation", "/reponse", "/remboursement", "/imputation")) {
                    var seen = buyer.force(
                            asked,
                            path + act,
                            Map.of(
                                    "version", hostile,
                                    "line", hostile,
                                    "reason", hostile,
                                    "dispute", hostile,
                                    "answer", hostile,
                                    "refund", hostile,
                                    "amount", hostile,
                                    "agreement", hostile,
                                    "call", hostile,
                                    "setOff", hostile));
                    assertThat(seen.status()).as(act + hostile).isLessThan(500);
                }
            }
        }
    }

    /** What is owed back, once the money was found whole. */
    private Money whole(OrderId id) {
        var money = site.bean(MoneyOfOrders.class)
                .of(site.bean(Orders.class).get(id))
                .orElseThrow();
        assertThat(money.whereItIs()).isEqualTo(money.received());
        return money.toRefund();
    }
}
