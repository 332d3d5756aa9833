package coop.fairpass.booklets;

import static coop.fairpass.World.LIBRARY;
import static coop.fairpass.World.SALES;
import static coop.fairpass.World.TOWN_BUYER;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Accessibility;
import coop.fairpass.Db;
import coop.fairpass.TestApplication;
import coop.fairpass.TestDatabase;
import coop.fairpass.Visitor;
import coop.fairpass.World;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.orders.FrameOrder;
import coop.fairpass.orders.FrameOrder.FramingItem;
import coop.fairpass.orders.Need.Restrictions;
import coop.fairpass.orders.OrderId;
import coop.fairpass.orders.Proofs;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(TestDatabase.class)
@DisplayName("Répartir un lot sur une page : vu d’abord, envoyé ensuite")
class AllocationPagesTest {

    /** Another structure that hands over. */
    private static final Actor NEIGHBOUR = new Actor(
            "person/" + World.id("neighbour"),
            "Agent voisin",
            Optional.of(World.SECOND),
            Set.of(Role.DISTRIBUTOR_MANAGER));

    private static Visitor.Page sound(Visitor.Page page) {
        assertThat(page.status()).as(page.read()).isLessThan(500);
        assertThat(Accessibility.faults(page.text())).as(page.at().toString()).isEmpty();
        return page;
    }

    @Test
    @DisplayName(
            "R-029, R-030, R-281 : part fixe et poids, un fichier de scores les change, une part trop grande est refusée"
                    + " avec les deux nombres ; rien ne part avant d’être envoyé, et rien deux fois")
    void shared_on_a_page(Db db, @TempDir Path home) {
        try (var world = new World(db, home);
                var site = TestApplication.start(db, world.clock, Visitor.settings(home));
                var production = Visitor.of(site, SALES);
                var library = Visitor.of(site, World.MANAGER);
                var neighbour = Visitor.of(site, NEIGHBOUR)) {
            var order = printed(world, 10);
            var path = "/carnets/lots/%s/repartition"
                    .formatted(world.lot(order).id().value());
            assertThat(sound(production.get("/carnets")).text()).contains("href=\"" + path + "\"");
            assertThat(library.get(path).status()).isEqualTo(404);

            var page = sound(production.get(path));
            assertThat(page.read()).contains("10 carnets à répartir");
            var first = "weight-" + LIBRARY;
            var second = "weight-" + World.SECOND;
            var form = page.form(path).with("fixedEach", "6").with(first, "3").with(second, "1");
            var tooMuch = sound(form.with("do", "preview").send());
            assertThat(tooMuch.status()).isEqualTo(422);
            assertThat(tooMuch.read()).contains("la part fixe demande 12 carnets, il y en a 10");
            var wrong = sound(form.with("fixedEach", "un").send());
            assertThat(wrong.status()).isEqualTo(422);
            assertThat(wrong.read()).contains("Un nombre entier, sans virgule.");

            var seen = sound(form.with("fixedEach", "1").send());
            assertThat(seen.read()).contains("Ce qui partira", "Total 10");
            assertThat(shares(seen)).isEqualTo("7 3");
            assertThat(world.bean(Stock.class).travelling(LIBRARY, World.MANAGER))
                    .isEmpty();

            var scored = sound(page.form(path)
                    .with("do", "weigh")
                    .with("fixedEach", "1")
                    .sendWith("scores", "scores.csv", "code;score\n21231;0\nx;y\n".getBytes(StandardCharsets.UTF_8)));
            assertThat(scored.read()).contains("Poids proposés. 1 commune a un score", "Ligne 3, pas comprise : x;y");
            var unread = sound(page.form(path)
                    .with("do", "weigh")
                    .sendWith("scores", "scores.csv", "rien".getBytes(StandardCharsets.UTF_8)));
            assertThat(unread.status()).isEqualTo(422);

            var send = seen.form(path).with("do", "send");
            assertThat(sound(send.send()).read()).contains("10 carnets sont partis pour 2 distributeurs.");
            assertThat(sound(send.send()).read()).contains("10 carnets sont partis pour 2 distributeurs.");
            assertThat(world.bean(Stock.class).travelling(LIBRARY, World.MANAGER))
                    .singleElement()
                    .satisfies(one -> assertThat(one.open().count()).isEqualTo(7));
            assertThat(sound(neighbour.get("/")).read()).contains("3 carnets à compter");
        }
    }

    /** How many booklets the library gets, then the other, as the table says. */
    private static String shares(Visitor.Page page) {
        var found = java.util.regex.Pattern.compile("<td class=\"count\" data-label=\"Carnets\">(\\d+)</td>")
                .matcher(page.text())
                .results()
                .map(match -> match.group(1))
                .toList();
        return String.join(" ", found.subList(0, found.size() - 1));
    }

    private static OrderId printed(World world, long booklets) {
        var order = world.signedOrder(TOWN_BUYER, booklets, Restrictions.none());
        World.done(
                FrameOrder.Outcome.Marked.class,
                world.bean(FrameOrder.class)
                        .handle(new FrameOrder.Command(order, EnumSet.allOf(FramingItem.class), SALES)));
        World.done(
                SendProof.Outcome.Sent.class, world.bean(SendProof.class).handle(new SendProof.Command(order, SALES)));
        world.bean(Proofs.class).approve(order, 1, TOWN_BUYER);
        World.done(
                MakeBooklets.Outcome.Made.class,
                world.bean(MakeBooklets.class).handle(new MakeBooklets.Command(order, SALES)));
        World.done(
                PrintSheets.Outcome.Ready.class,
                world.bean(PrintSheets.class)
                        .handle(new PrintSheets.Command(world.lot(order).id(), Optional.empty(), SALES)));
        return order;
    }
}
