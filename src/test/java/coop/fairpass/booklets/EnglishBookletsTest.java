package coop.fairpass.booklets;

import static coop.fairpass.World.AGENT;
import static coop.fairpass.World.MANAGER;
import static coop.fairpass.World.SALES;
import static coop.fairpass.World.TOWN_BUYER;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.orders.OrderId;
import coop.fairpass.site.EnglishReader;
import coop.fairpass.site.OpenSite;
import coop.fairpass.site.Visitor.Seen;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Les carnets, leur chemin et leur perte, lus en anglais")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EnglishBookletsTest {

    private static final String LOST = "/mes-cheques/perdus";
    private static final String REPORTS = "/carnets/signalements";

    private OpenSite site;
    private OrderId order;

    @BeforeAll
    void open(Db db, @TempDir Path home) {
        site = new OpenSite(db, home, AGENT, MANAGER, SALES, TOWN_BUYER);
        order = site.world.order(20);
    }

    @AfterAll
    void close() {
        site.close();
    }

    private String serial(int place) {
        return site.world.booklet(order, place).serial();
    }

    private static String action(Seen page, String address) {
        var found = Pattern.compile("action=\"(" + address + ")\"").matcher(page.html());
        assertThat(found.find()).as(page.html()).isTrue();
        return found.group(1);
    }

    @Test
    @DisplayName("remettre un carnet, lire son chemin, le bloquer et le remplacer")
    void a_booklet() {
        try (var agent = EnglishReader.of(site.as(AGENT))) {
            assertThat(agent.read("/").text()).contains("Hand over a booklet", "Your stock", "Your hand-overs");
            var form = agent.read("/carnets/remettre");
            assertThat(agent.send(form, "/carnets/remettre", Map.of("presented", serial(1)))
                            .text())
                    .contains(serial(1), "31 January 2027");
            var path = "/carnets/" + serial(1).replace(" ", "");
            assertThat(agent.read(path).text()).contains("31 January 2027");
            assertThat(agent.send(agent.read(path), path + "/opposition", Map.of())
                            .text())
                    .contains("Say what happened to the booklet.");
            assertThat(agent.send(agent.read(path), path + "/opposition", Map.of("loss", "LOST"))
                            .text())
                    .contains("Booklet blocked: 10 vouchers can no longer be used.");
            assertThat(agent.send(agent.read(path), path + "/remplacement", Map.of())
                            .text())
                    .contains("Here is the new booklet: 10 vouchers.");
        }
    }

    @Test
    @DisplayName("dire un carnet perdu ; l’agent qui lit le signalement ferme ou bloque")
    void a_loss() {
        var booklet = site.world.handedOver(order, 2);
        try (var person = EnglishReader.of(site.visitor());
                var agent = EnglishReader.of(site.as(AGENT))) {
            person.read("/mes-cheques");
            person.read(LOST);
            person.read(LOST + "?loss=LOST");
            person.read(LOST + "?loss=LOST&paper=no&near=Dijon");
            person.read(LOST + "?loss=LOST&paper=no&near=Brest");
            var form = person.read(LOST + "?loss=LOST&paper=yes");
            person.send(form, LOST, Map.of("presented", ""));
            var check = person.send(form, LOST, Map.of("presented", booklet.serial()));
            assertThat(check.text()).contains(booklet.serial());
            assertThat(person.send(check, LOST, Map.of()).text()).contains("Your report has been sent");

            assertThat(agent.read("/").text()).contains("1 lost or stolen booklet");
            var waiting = agent.read(REPORTS);
            assertThat(agent.send(
                                    waiting,
                                    action(waiting, REPORTS + "/[^\"]*"),
                                    Map.of("choice", "BLOCK", "presented", booklet.serial()))
                            .text())
                    .contains("Booklet blocked: 10 vouchers can no longer be used.");
        }
    }

    @Test
    @DisplayName("compter le stock, se tromper d’une ligne, dire un carnet absent, en tapant ce que la page montre")
    void an_inventory() {
        try (var manager = EnglishReader.of(site.as(MANAGER))) {
            var stock = manager.read("/carnets");
            assertThat(stock.text()).contains(" to " + serial(20));
            var page = manager.read("/carnets/inventaire");
            assertThat(manager.send(page, "/carnets/inventaire", Map.of("counted", "x"))
                            .text())
                    .contains("The inventory is not read.", "Line 1:");
            var most = serial(3) + " to " + serial(19);
            var compared = manager.send(page, "/carnets/inventaire", Map.of("counted", most));
            assertThat(compared.text()).contains("1 not counted", serial(20));
            assertThat(manager.send(compared, "/carnets/inventaire", Map.of("counted", most))
                            .text())
                    .contains("Inventory done. 1 booklet declared missing.");
        }
    }

    @Test
    @DisplayName("fabriquer un lot ; voir ce qui n’est pas encore remis d’une commande")
    void a_lot() {
        try (var production = EnglishReader.of(site.as(SALES));
                var buyer = EnglishReader.of(site.as(TOWN_BUYER))) {
            assertThat(production.read("/").text()).contains("Lots in hand");
            production.read("/carnets");
            buyer.read("/commandes/" + order + "/stock");
        }
    }
}
