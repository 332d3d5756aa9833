package coop.fairpass.site;

import static coop.fairpass.World.TOWN_BUYER;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.booklets.BookletNumber;
import coop.fairpass.booklets.VoucherKeys;
import coop.fairpass.booklets.VoucherNumber;
import coop.fairpass.booklets.VoucherQr;
import coop.fairpass.booklets.VoucherTerms;
import coop.fairpass.ledger.SegregatedFunds;
import coop.fairpass.money.Money;
import coop.fairpass.orders.Need.Restrictions;
import coop.fairpass.orders.OrderId;
import coop.fairpass.site.Visitor.Seen;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

@DisplayName("Les pages ouvertes à tous : où est l’argent, quand on est payé, ce que vaut un chèque")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PublicPagesTest {

    private OpenSite site;
    private OrderId order;

    @BeforeAll
    void open(Db db, @TempDir Path home) {
        site = new OpenSite(db, home, TOWN_BUYER);
        order = site.world.order(3);
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

    @Test
    @DisplayName("l’accueil dit ce qu’est un chèque, et combien d’argent est là, sans rien poser chez le visiteur")
    void the_welcome_page_says_what_this_is() {
        try (var visitor = site.visitor()) {
            var seen = sound(visitor.read("/"));
            assertThat(seen.text()).contains("Vérifier un chèque", "Offrir des chèques", "Le compte à part contient");
            assertThat(seen.raw().headers().allValues("Set-Cookie")).isEmpty();
        }
    }

    @Test
    @DisplayName("R-216 : les fonds tenus, ce qui est dû par nature, le taux, le jour du relevé, et l’histoire")
    void funds_are_shown_with_their_history() {
        var funds = site.bean(SegregatedFunds.class);
        var coverage = funds.coverage();
        try (var visitor = site.visitor()) {
            var seen = sound(visitor.read("/fonds"));
            assertThat(seen.html())
                    .contains(coverage.cash().french())
                    .contains(coverage.circulating().french())
                    .contains(coverage.protectedAmount().french())
                    .contains(coverage.ratioSaid());
            assertThat(seen.text()).contains("Tout est couvert.", "Dernier relevé de la banque");

            funds.prove(site.world.today(), true);
            assertThat(sound(visitor.read("/fonds/preuves")).text()).contains("La chaîne est entière.");
            var file = visitor.read("/fonds/preuves.csv");
            assertThat(file.status()).isEqualTo(200);
            assertThat(file.html())
                    .contains(String.valueOf(coverage.cash().cents()))
                    .contains(funds.lastProofs(1).getFirst().digest());
        }
    }

    @Test
    @DisplayName("R-213 : un incident de couverture est dit à tous tant qu’il est ouvert")
    void an_incident_is_told() {
        var world = site.world;
        world.owner().sql("""
                        INSERT INTO ledger.coverage_incident (id, gap_cents, opened_at)
                        VALUES (gen_random_uuid(), -1, '2026-10-02T08:00Z')
                        """).update();
        try (var visitor = site.visitor()) {
            assertThat(sound(visitor.read("/fonds")).text()).contains("Un incident de couverture est ouvert", "0,01 €");
        } finally {
            assertThat(site.bean(SegregatedFunds.class).resolve("person/test", "Un centime fut rendu."))
                    .isEqualTo(SegregatedFunds.Closing.RESOLVED);
        }
    }

    @Test
    @DisplayName("R-148 : les dates des douze prochains mois ; janvier 2027 est payé le lundi 1er février")
    void payment_dates_are_public() {
        try (var visitor = site.visitor()) {
            var seen = sound(visitor.read("/calendrier"));
            assertThat(Pattern.compile("<tr>\\s*<th scope=\"row\">")
                            .matcher(seen.html())
                            .results()
                            .count())
                    .isEqualTo(12);
            assertThat(seen.text())
                    .contains("octobre 2026 31 octobre 2026 2 novembre 2026")
                    .contains("janvier 2027 31 janvier 2027 1er février 2027")
                    .contains("septembre 2027");
        }
    }

    @Test
    @DisplayName("R-088 : inconnu, pas activé, utilisable jusqu’à un jour, utilisé ; rien n’est consommé")
    void a_voucher_is_checked() {
        var world = site.world;
        var waiting = world.paidOrder(TOWN_BUYER, 1, Restrictions.none());
        var booklet = world.handedOver(order, 1);
        var usable = world.code(booklet, 1);
        var used = world.code(booklet, 2);
        world.redeem(world.given(booklet, 2));
        try (var visitor = site.visitor()) {
            for (int twice = 0; twice < 2; twice++) {
                var seen = look(visitor, usable);
                assertThat(seen.text()).contains("Ce chèque peut être utilisé.", "31 janvier 2027");
                assertThat(seen.html()).doesNotContain(usable).doesNotContain(usable.replace(" ", ""));
            }
            assertThat(look(visitor, usable.toLowerCase(java.util.Locale.ROOT).replace(" ", "-"))
                            .text())
                    .contains("Ce chèque peut être utilisé.");
            assertThat(look(visitor, used).text()).contains("Ce chèque a été utilisé.");
            assertThat(look(visitor, world.code(world.booklet(waiting, 1), 1)).text())
                    .contains("Ce chèque ne peut pas encore être utilisé.");
            var unknown = look(visitor, "0000 0000 0000 0");
            assertThat(unknown.text()).contains("Ce numéro n’est pas connu.");
            assertThat(unknown.html()).contains("value=\"0000 0000 0000 0\"");
            assertThat(look(visitor, " ").html()).contains("id=\"code-wrong\"");
            for (var hostile : List.of("<b>", "\u0000", "é".repeat(5_000), "/Q/", "/".repeat(900), "%00", "🎟")) {
                var seen = look(visitor, hostile);
                assertThat(seen.html()).doesNotContain("<b>");
            }
        }
        assertThat(world.redeem(world.given(booklet, 1)).reason()).isEmpty();
    }

    private static Seen look(Visitor visitor, String code) {
        return sound(visitor.send(visitor.read("/verifier"), "/verifier", Map.of("code", code)));
    }

    @Test
    @DisplayName("l’adresse du QR répond comme le code, à un téléphone qui ne dit rien ; un QR forgé est inconnu")
    void the_address_of_a_qr_answers() {
        var booklet = site.world.handedOver(order, 2);
        var path = pathOf(booklet, 3);
        try (var visitor = site.visitor()) {
            var seen = sound(visitor.read(path));
            assertThat(seen.text()).contains("Ce chèque peut être utilisé.", "31 janvier 2027");
            assertThat(seen.raw().headers().firstValue("Referrer-Policy")).contains("no-referrer");
            assertThat(seen.raw().headers().firstValue("Cache-Control").orElse(""))
                    .contains("no-store");
            var forged = path.substring(0, path.length() - 1) + (path.endsWith("2") ? "3" : "2");
            assertThat(sound(visitor.read(forged)).text()).contains("Ce numéro n’est pas connu.");
            assertThat(visitor.read("/Q/x").status()).isEqualTo(200);
            assertThat(visitor.read("/Q/").status()).isEqualTo(404);
            assertThat(visitor.read("/Q/a/b").status()).isEqualTo(404);
        }
    }

    private String pathOf(BookletNumber booklet, int rank) {
        var keys = site.world.bean(VoucherKeys.class);
        var text = new VoucherQr("https://cheques.exemple.coop", keys)
                .voucher(
                        keys.generations().getLast(),
                        VoucherNumber.of(booklet, rank),
                        new VoucherTerms(Money.cents(10_00), LocalDate.of(2026, 10, 1), LocalDate.of(2027, 1, 31)))
                .qr();
        return text.substring(text.indexOf("/Q/"));
    }

    @Test
    @DisplayName("R-326 : ni le code ni l’adresse d’un chèque vérifié n’entrent dans un journal, même le plus bavard")
    void a_code_is_never_logged() {
        var booklet = site.world.handedOver(order, 3);
        var code = site.world.code(booklet, 1);
        var path = pathOf(booklet, 2);
        var heard = new ListAppender<ILoggingEvent>();
        heard.start();
        var root = (Logger) LoggerFactory.getLogger("coop.fairpass");
        var before = root.getLevel();
        root.setLevel(Level.TRACE);
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).addAppender(heard);
        try (var visitor = site.visitor()) {
            look(visitor, code);
            look(visitor, code + "9");
            visitor.read(path);
            visitor.read(path + "/x");
        } finally {
            root.setLevel(before);
            ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).detachAppender(heard);
        }
        assertThat(heard.list)
                .noneMatch(event -> event.getFormattedMessage().contains(code)
                        || event.getFormattedMessage().contains(code.replace(" ", ""))
                        || event.getFormattedMessage().contains(path.substring(3)));
    }
}
