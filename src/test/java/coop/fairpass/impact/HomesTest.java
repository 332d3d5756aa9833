package coop.fairpass.impact;

import static coop.fairpass.World.AGENT;
import static coop.fairpass.World.FIRST;
import static coop.fairpass.World.FIRST_ADMIN;
import static coop.fairpass.World.FIRST_STAFF;
import static coop.fairpass.World.MANAGER;
import static coop.fairpass.World.SALES;
import static coop.fairpass.World.TOWN_BUYER;
import static coop.fairpass.World.TREASURER;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Accessibility;
import coop.fairpass.Db;
import coop.fairpass.TestApplication;
import coop.fairpass.TestDatabase;
import coop.fairpass.Visitor;
import coop.fairpass.World;
import coop.fairpass.calendar.Paris;
import coop.fairpass.notices.Notices;
import coop.fairpass.orders.Need.Restrictions;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.transaction.support.TransactionTemplate;

@ExtendWith(TestDatabase.class)
@DisplayName("La page d’accueil de chaque rôle : ce qui attend, et les nombres dont il vit")
class HomesTest {

    private World world;
    private TestApplication site;

    @BeforeEach
    void open(Db db, @TempDir Path home) {
        world = new World(db, home);
        site = TestApplication.start(db, world.clock, Visitor.settings(home));
    }

    @AfterEach
    void close() {
        site.close();
        world.close();
    }

    private static Visitor.Page sound(Visitor.Page page) {
        assertThat(page.status()).as(page.read()).isEqualTo(200);
        assertThat(Accessibility.faults(page.text())).as(page.at().toString()).isEmpty();
        return page;
    }

    @Test
    @DisplayName("R-321 : tous les avis d’une organisation se lisent, page à page, par qui chacun concerne")
    void all_notices() {
        world.bean(TransactionTemplate.class).executeWithoutResult(_ -> {
            var notices = world.bean(Notices.class);
            for (int rank = 10; rank < 35; rank++) {
                notices.tell(FIRST, "rank/" + rank, "Avis " + rank, "Pour tous.");
            }
            notices.tell(FIRST, "statement/1", "Votre relevé", "100,00 €");
        });
        try (var admin = Visitor.of(site, FIRST_ADMIN);
                var staff = Visitor.of(site, FIRST_STAFF)) {
            assertThat(sound(admin.get("/")).text()).contains("href=\"/avis\"");
            var first = sound(admin.get("/avis"));
            assertThat(first.read()).contains("Votre relevé", "Avis 34").doesNotContain("Avis 10");
            var next = Pattern.compile("href=\"(/avis\\?after=[^\"]+)\"").matcher(first.text());
            assertThat(next.find()).isTrue();
            assertThat(sound(admin.get(next.group(1))).read())
                    .contains("Avis 10")
                    .doesNotContain("Avis 34", "Plus ancien");
            assertThat(sound(staff.get("/avis")).read()).contains("Avis 34").doesNotContain("Votre relevé");
        }
    }

    @Test
    @DisplayName(
            "R-141 : une structure lit les chèques actifs qui peuvent servir chez elle et leur dernier jour ; ni ceux"
                    + " d’ailleurs, ni ceux que l’on a utilisés")
    void vouchers_around() {
        var here = world.order(3);
        world.handedOver(here, 1);
        world.handedOver(here, 2);
        world.redeem(world.given(world.booklet(here, 1), 1));
        var elsewhere = world.order(TOWN_BUYER, 2, in("D:75"));
        world.handedOver(elsewhere, 1);
        assertThat(site.bean(VouchersAround.class).of(FIRST))
                .containsExactly(new VouchersAround.Until(LocalDate.of(2027, 1, 31), 19));
        try (var staff = Visitor.of(site, FIRST_STAFF)) {
            assertThat(sound(staff.get("/")).read())
                    .contains("19 chèques actifs sont entre les mains de personnes")
                    .contains("Jusqu’au 31 janvier 2027 19")
                    .contains("1 chèque accepté");
        }
    }

    @Test
    @DisplayName("R-037 : moins de cinq chèques autour d’une structure ne se disent pas : ce serait quelqu’un")
    void few_vouchers_are_not_told() {
        var order = world.order(1);
        var booklet = world.handedOver(order, 1);
        for (int rank = 1; rank <= 4; rank++) {
            world.redeem(world.given(booklet, rank));
        }
        world.day("2026-10-02");
        for (int rank = 5; rank <= 6; rank++) {
            world.redeem(world.given(booklet, rank));
        }
        assertThat(site.bean(VouchersAround.class).of(FIRST))
                .extracting(VouchersAround.Until::vouchers)
                .containsExactly(4L);
        try (var staff = Visitor.of(site, FIRST_STAFF)) {
            assertThat(sound(staff.get("/")).read())
                    .contains("Un nombre sous cinq n’est pas montré.")
                    .doesNotContain("Jusqu’au 31 janvier 2027");
        }
    }

    private static Restrictions in(String perimeter) {
        return new Restrictions(List.of(perimeter), "Ailleurs", List.of(), List.of(), "", false, 1, false);
    }

    @Test
    @DisplayName("un carnet remis depuis trente jours et jamais commencé dort ; un chèque utilisé le réveille")
    void dormant_booklets() {
        var order = world.order(4);
        var asleep = world.handedOver(order, 1);
        var begun = world.handedOver(order, 2);
        var handed = world.today();
        world.day(handed.plusDays(29).toString());
        try (var agent = Visitor.of(site, AGENT)) {
            assertThat(sound(agent.get("/carnets/dormants")).read()).contains("Aucun carnet ne dort.");
            world.day(handed.plusDays(30).toString());
            world.redeem(world.given(begun, 1));
            var page = sound(agent.get("/carnets/dormants"));
            assertThat(page.read())
                    .contains("50,0 % (1 sur 2)", asleep.serial(), Paris.frenchLong(handed), "31 janvier 2027")
                    .doesNotContain(begun.serial());
            assertThat(sound(agent.get("/")).read())
                    .contains("1 carnet dort depuis 30 jours ou plus", "2 carnets prêts à remettre", "2 carnets remis");
        }
        try (var buyer = Visitor.of(site, TOWN_BUYER)) {
            assertThat(buyer.get("/carnets/dormants").status()).isEqualTo(403);
        }
    }

    @Test
    @DisplayName(
            "R-031 : un commanditaire lit de sa commande chaque nombre, et chaque taux avec les deux nombres dont il est"
                    + " fait et son jour ; personne d’ailleurs")
    void usage_of_an_order() {
        var order = world.order(4);
        var begun = world.handedOver(order, 1);
        world.handedOver(order, 2);
        world.redeem(world.given(begun, 1));
        try (var buyer = Visitor.of(site, TOWN_BUYER)) {
            assertThat(sound(buyer.get("/commandes/" + order)).text()).contains("/commandes/" + order + "/usage");
            assertThat(sound(buyer.get("/commandes/" + order + "/usage")).read())
                    .contains("Compté le " + Paris.frenchLong(world.today()))
                    .contains("Chèques activés Leur lot est reçu, et toute sa valeur est sur le compte cantonné. 40")
                    .contains("Carnets en stock Chez un distributeur, ou en chemin. 2")
                    .contains("Taux d’utilisation Chèques utilisés, sur chèques activés. 2,5 % (1 sur 40)")
                    .contains("Taux de remise Carnets remis, sur carnets activés. 50,0 % (2 sur 4)")
                    .contains("Taux de démarrage Carnets commencés, sur carnets remis. 50,0 % (1 sur 2)")
                    .contains("Profondeur Chèques utilisés, sur chèques des carnets commencés. 10,0 % (1 sur 10)")
                    .contains("Utilisation des chèques commandés Chèques utilisés, sur chèques commandés. 2,5 %");
        }
        try (var stranger = Visitor.of(site, AGENT)) {
            assertThat(stranger.get("/commandes/" + order + "/usage").status()).isIn(403, 404);
        }
    }

    @Test
    @DisplayName("chaque nombre d’une page d’accueil mène à une page que ce rôle peut lire ; chaque dessin a son texte")
    void numbers_are_links() {
        var order = world.order(4);
        world.handedOver(order, 1);
        world.redeem(world.given(world.booklet(order, 1), 1));
        for (var person : List.of(
                TOWN_BUYER,
                AGENT,
                MANAGER,
                FIRST_ADMIN,
                FIRST_STAFF,
                SALES,
                TREASURER,
                World.REVIEWER,
                World.CONTROLLER,
                World.COMMITTEE)) {
            try (var visitor = Visitor.of(site, person)) {
                var home = sound(visitor.get("/"));
                var links = java.util.regex.Pattern.compile("<li><a href=\"(/[^\"#]*)[^\"]*\"><strong")
                        .matcher(home.text())
                        .results()
                        .map(match -> match.group(1))
                        .distinct()
                        .toList();
                if (!person.equals(SALES)) {
                    assertThat(links).as(person.label()).isNotEmpty();
                }
                links.forEach(link -> assertThat(visitor.get(link).status())
                        .as(person.label() + " " + link)
                        .isEqualTo(200));
                var drawings = home.text().split("role=\"img\"", -1).length - 1;
                assertThat(home.text().split("<desc ", -1)).hasSize(drawings + 1);
                assertThat(home.text().split("<figure class=\"chart\"", -1)).hasSize(drawings + 1);
                assertThat(home.text().split("<summary>Les nombres", -1)).hasSize(drawings + 1);
            }
        }
    }
}
