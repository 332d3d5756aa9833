package coop.fairpass.site;

import static coop.fairpass.World.COMMITTEE;
import static coop.fairpass.World.COMPANY_BUYER;
import static coop.fairpass.World.CONTROLLER;
import static coop.fairpass.World.COOPERATIVE;
import static coop.fairpass.World.FIRST_ADMIN;
import static coop.fairpass.World.MANAGER;
import static coop.fairpass.World.SALES;
import static coop.fairpass.World.TOWN;
import static coop.fairpass.World.TOWN_BUYER;
import static coop.fairpass.World.TREASURER;
import static coop.fairpass.World.VALID_UNTIL;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Accessibility;
import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.directory.Role;
import coop.fairpass.orders.Need.Restrictions;
import coop.fairpass.orders.OrderId;
import coop.fairpass.site.Visitor.Seen;
import coop.fairpass.winddown.DecisionKind;
import coop.fairpass.winddown.WindDown;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("R-206 : l’arrêt progressif se décide à deux sur une page, et chacun lit ce que cela change pour lui")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WindDownPagesTest {

    private static final String PATH = "/arret-progressif";

    private OpenSite site;
    private OrderId quoted;
    private OrderId paid;

    @BeforeAll
    void open(Db db, @TempDir Path home) {
        site = new OpenSite(
                db, home, COMMITTEE, TREASURER, CONTROLLER, SALES, TOWN_BUYER, COMPANY_BUYER, FIRST_ADMIN, MANAGER);
        quoted = site.world.quotedOrder(TOWN_BUYER, 1, Restrictions.none(), VALID_UNTIL);
        paid = site.world.paidOrder(TOWN_BUYER, 1, Restrictions.none());
    }

    @AfterAll
    void close() {
        site.close();
    }

    private static Seen sound(Seen page) {
        assertThat(Accessibility.faults(page.html())).as(page.path()).isEmpty();
        return page;
    }

    private Map<String, String> decision(Map<String, String> more) {
        var fields = new HashMap<String, String>();
        fields.put("effectiveOn", site.world.today().toString());
        fields.put("decidedBy", "Conseil d’administration");
        fields.put("decidedOn", site.world.today().toString());
        fields.put("minutes", "CA-2026-11");
        fields.put("text", "Plus aucun chèque n’est délivré.");
        fields.putAll(more);
        return fields;
    }

    @Test
    @Order(1)
    @DisplayName(
            "avant : tous lisent ce qu’un arrêt changerait ; seul le conseil a le formulaire, le dossier reste fermé aux autres")
    void before() {
        try (var anybody = site.visitor();
                var payer = site.as(TOWN_BUYER);
                var treasurer = site.as(TREASURER);
                var board = site.as(COMMITTEE)) {
            var read = sound(anybody.read(PATH));
            assertThat(read.text()).contains("Aucun arrêt n’est décidé", "Ils restent acceptés jusqu’à leur date");
            assertThat(read.html()).doesNotContain("name=\"minutes\"", "/arret-progressif/dossier\"");
            assertThat(payer.read("/").html()).contains("/commandes/nouvelle");
            assertThat(sound(board.read(PATH)).text()).contains("Enregistrer une décision d’arrêt");
            assertThat(treasurer.read(PATH).text()).doesNotContain("Enregistrer une décision d’arrêt");
            assertThat(treasurer
                            .force(treasurer.read(PATH), PATH, decision(Map.of()))
                            .status())
                    .isEqualTo(403);
            for (var path : List.of(PATH + "/dossier", PATH + "/dossier.zip")) {
                assertThat(payer.read(path).status()).as(path).isEqualTo(403);
                assertThat(anybody.read(path).path()).startsWith("/entrer");
                assertThat(treasurer.read(path).status()).as(path).isEqualTo(200);
            }
            assertThat(sound(treasurer.read(PATH + "/dossier")).text())
                    .contains(
                            "Le dossier et les livres disent la même chose, au centime",
                            "reçu pour des chèques pas actifs");
        }
    }

    @Test
    @Order(2)
    @DisplayName(
            "R-262 : mal saisi ou pour hier, refusé sans rien perdre ; enregistré, rien ne change ; la même personne ne confirme pas")
    void two_people() {
        try (var board = site.as(COMMITTEE);
                var treasurer = site.as(TREASURER);
                var payer = site.as(TOWN_BUYER);
                var anybody = site.visitor()) {
            var past = sound(board.send(
                    board.read(PATH),
                    PATH,
                    decision(Map.of(
                            "effectiveOn", site.world.today().minusDays(1).toString()))));
            assertThat(past.status()).isEqualTo(422);
            assertThat(past.text()).contains("ne peut pas valoir avant le jour où elle est enregistrée");
            assertThat(past.html()).contains("value=\"CA-2026-11\"", "Plus aucun chèque n’est délivré.");
            var empty = board.send(board.read(PATH), PATH, decision(Map.of("text", "")));
            assertThat(empty.status()).isEqualTo(422);

            assertThat(sound(board.send(board.read(PATH), PATH, decision(Map.of())))
                            .text())
                    .contains("Rien ne change tant qu’une autre personne", "Une autre personne du conseil");
            assertThat(anybody.read(PATH).text()).doesNotContain("CA-2026-11");
            assertThat(anybody.read("/fonds").text()).doesNotContain("ne délivre plus");
            assertThat(treasurer.read("/").text()).contains("Confirmer l’arrêt progressif");
            var id = waiting();
            assertThat(payer.force(payer.read(PATH), PATH + "/" + id + "/confirmation", Map.of("minutes", "CA-2026-11"))
                            .status())
                    .isEqualTo(403);
            var same =
                    board.force(board.read(PATH), PATH + "/" + id + "/confirmation", Map.of("minutes", "CA-2026-11"));
            assertThat(same.text()).contains("Une autre personne que celle qui l’a enregistrée");
            var wrong =
                    treasurer.send(treasurer.read(PATH), PATH + "/" + id + "/confirmation", Map.of("minutes", "CA-1"));
            assertThat(wrong.text()).contains("recopiez-la du papier");
            assertThat(wrong.html()).contains("value=\"CA-1\"");
            assertThat(sound(treasurer.send(
                                    treasurer.read(PATH),
                                    PATH + "/" + id + "/confirmation",
                                    Map.of("minutes", "CA-2026-11")))
                            .text())
                    .contains("C’est confirmé et publié", "procès-verbal CA-2026-11");
        }
    }

    private UUID waiting() {
        return site.bean(WindDown.class).decisions().stream()
                .filter(one -> one.waits() && one.kind() == DecisionKind.START)
                .findFirst()
                .orElseThrow()
                .id();
    }

    @Test
    @Order(3)
    @DisplayName(
            "pendant : chacun lit d’abord ce qui reste bon pour lui ; les boutons de ce qui s’arrête ne sont plus là")
    void during() {
        try (var anybody = site.visitor();
                var payer = site.as(TOWN_BUYER);
                var place = site.as(FIRST_ADMIN);
                var desk = site.as(MANAGER);
                var sales = site.as(SALES);
                var treasurer = site.as(TREASURER)) {
            assertThat(sound(anybody.read("/")).text())
                    .contains(
                            "la coopérative ne délivre plus de nouveaux chèques", "restent acceptés jusqu’à leur date");
            assertThat(anybody.read("/mes-cheques").text()).contains("ne délivre plus de nouveaux chèques");
            assertThat(place.read("/").text()).contains("Acceptez les chèques comme avant");
            assertThat(desk.read("/").text()).contains("Remettez les carnets actifs comme avant");
            assertThat(payer.read("/").text())
                    .contains("Ce qui n’est pas activé, ou n’aura pas servi, vous est rendu", "Annuler la commande");
            assertThat(treasurer.read("/").html()).contains("/arret-progressif/dossier");

            var home = sound(payer.read("/"));
            assertThat(home.html()).doesNotContain("/commandes/nouvelle");
            assertThat(home.text()).contains("On ne commande plus de chèques. Pourquoi");
            var list = sound(payer.read("/commandes"));
            assertThat(list.html()).doesNotContain("/commandes/nouvelle");
            assertThat(list.text()).contains("Les boutons qui le feraient ne sont plus là");
            assertThat(payer.read("/commandes/nouvelle").path()).isEqualTo("/commandes");
            var quote = sound(payer.read("/commandes/" + quoted + "/devis"));
            assertThat(quote.html()).doesNotContain("/signature");
            var signed =
                    payer.force(quote, "/commandes/" + quoted + "/signature", Map.of("version", "1", "warning", "on"));
            assertThat(signed.text()).contains("rien n’est plus demandé, signé, fabriqué ni activé");
            var order = sound(sales.read("/commandes/" + paid));
            assertThat(order.html()).doesNotContain("/activation");
            assertThat(sound(payer.read("/commandes/" + paid)).text())
                    .contains("Annuler la commande : elle ne sera pas activée");
        }
    }

    @Test
    @Order(4)
    @DisplayName("les programmes : l’état est public, ce qui s’arrête répond WIND_DOWN, le dossier a ses rôles")
    void programs() {
        var programs = site.programs();
        var sales = programs.key(COOPERATIVE, Role.COOP_SALES);
        var buyer = programs.key(TOWN, Role.PAYER_BUYER);
        var controller = programs.key(COOPERATIVE, Role.COOP_CONTROLLER);
        var lot = site.world.lot(paid).id().value();
        assertThat(programs.post(sales, "/api/v1/lots/" + lot + "/activation", "{}")
                        .refused(422))
                .isEqualTo("WIND_DOWN");
        assertThat(programs.get(buyer, "/api/v1/wind-down")
                        .done()
                        .get("standing")
                        .stringValue())
                .isEqualTo("STOPPED");
        try (var anybody = site.visitor()) {
            assertThat(anybody.read("/api/v1/wind-down").html()).contains("STOPPED", "CA-2026-11");
        }
        assertThat(programs.get(buyer, "/api/v1/debts").status()).isEqualTo(403);
        assertThat(programs.get(sales, "/api/v1/debts").status()).isEqualTo(403);
        var file = programs.get(controller, "/api/v1/debts");
        assertThat(file.status()).isEqualTo(200);
        assertThat(file.body()).startsWith('P', 'K');
        assertThat(site.world
                        .owner()
                        .sql("SELECT count(*) FROM privacy.reading WHERE address LIKE '%/api/v1/debts'")
                        .query(Integer.class)
                        .single())
                .as("R-327: who took it is known")
                .isEqualTo(1);
    }

    @Test
    @Order(5)
    @DisplayName("annulé par une autre décision : les deux restent lisibles, et l’on active de nouveau")
    void revoked() {
        try (var board = site.as(COMMITTEE);
                var treasurer = site.as(TREASURER);
                var anybody = site.visitor()) {
            board.send(board.read(PATH), PATH, decision(Map.of("minutes", "CA-2026-12", "text", "On reprend.")));
            var id = site.bean(WindDown.class).decisions().getFirst().id();
            treasurer.send(treasurer.read(PATH), PATH + "/" + id + "/confirmation", Map.of("minutes", "CA-2026-12"));
            var read = sound(anybody.read(PATH));
            assertThat(read.text())
                    .contains("Aucun arrêt n’est décidé", "CA-2026-11", "CA-2026-12", "Arrêt de tout nouveau chèque");
            assertThat(anybody.read("/").text()).doesNotContain("ne délivre plus");
            assertThat(board.read(PATH).text()).contains("Enregistrer une décision d’arrêt");
            site.world.activate(paid);
        }
    }
}
