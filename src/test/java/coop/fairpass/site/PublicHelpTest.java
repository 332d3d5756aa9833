package coop.fairpass.site;

import static coop.fairpass.World.AGENT;
import static coop.fairpass.World.FIRST_ADMIN;
import static coop.fairpass.World.FIRST_PLACE;
import static coop.fairpass.World.FIRST_STAFF;
import static coop.fairpass.World.LIBRARY;
import static coop.fairpass.World.REVIEWER;
import static coop.fairpass.World.SECOND_PLACE;
import static coop.fairpass.World.TOWN_BUYER;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.Readability;
import coop.fairpass.TestDatabase;
import coop.fairpass.booklets.BookletNumber;
import coop.fairpass.orders.OrderId;
import coop.fairpass.places.GiveOpinion;
import coop.fairpass.places.OpinionAnswer;
import coop.fairpass.places.OpinionQuestion;
import coop.fairpass.places.OpinionWay;
import coop.fairpass.site.Visitor.Seen;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Pour qui a reçu des chèques : signaler une perte, donner son avis, une question par écran, sans script")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PublicHelpTest {

    private static final String LOST = "/mes-cheques/perdus";

    /** What nobody made. */
    private static final BookletNumber UNKNOWN = new BookletNumber(987_654_321);

    private OpenSite site;
    private OrderId order;
    private int handedOver;

    @BeforeAll
    void open(Db db, @TempDir Path home) {
        site = new OpenSite(db, home, AGENT, FIRST_ADMIN, FIRST_STAFF, REVIEWER, TOWN_BUYER);
        order = site.world.order(8);
    }

    @AfterAll
    void close() {
        site.close();
    }

    /** Each test is another day, where nothing was told yet: what one sent does not stop the next. */
    @BeforeEach
    void anotherDay() {
        site.world.clock.advance(Duration.ofDays(1));
        site.world.owner().sql("DELETE FROM booklets.loss_report").update();
        site.world.owner().sql("DELETE FROM places.opinion").update();
        site.world.owner().sql("DELETE FROM places.complaint").update();
    }

    private static Seen sound(Seen seen) {
        assertThat(seen.status()).as(seen.path() + " " + seen.text()).isEqualTo(200);
        return told(seen);
    }

    private static Seen told(Seen seen) {
        assertThat(PageReading.faults(seen.html())).as(seen.path()).isEmpty();
        return seen;
    }

    private BookletNumber aBooklet() {
        return site.world.handedOver(order, ++handedOver);
    }

    /** Reports a booklet lost, screen after screen. */
    private static Seen report(Visitor visitor, String presented) {
        var what = sound(visitor.read(LOST));
        assertThat(what.html()).contains("href=\"" + LOST + "?loss=LOST\"");
        var paper = sound(visitor.read(LOST + "?loss=LOST"));
        assertThat(paper.html()).contains("href=\"" + LOST + "?loss=LOST&amp;paper=yes\"");
        var number = sound(visitor.read(LOST + "?loss=LOST&paper=yes"));
        var check = sound(visitor.send(number, LOST, Map.of("presented", presented)));
        return visitor.send(check, LOST, Map.of());
    }

    @Test
    @DisplayName(
            "R-093 : d’une page à l’autre jusqu’au numéro de signalement ; l’accueil le trouve et bloque d’un geste")
    void a_loss_from_the_first_screen_to_the_block() {
        var booklet = aBooklet();
        try (var visitor = site.visitor();
                var agent = site.as(AGENT);
                var buyer = site.as(TOWN_BUYER)) {
            assertThat(sound(visitor.read("/mes-cheques")).html())
                    .contains("href=\"/verifier\"", "href=\"/lieux\"", "href=\"/mes-cheques/perdus\"")
                    .contains("href=\"/mes-cheques/avis\"");
            var sent = sound(report(visitor, booklet.serial()));
            assertThat(sent.text()).contains("Votre signalement est parti", "Ils ne sont pas encore bloqués");
            var number = sent.text().replaceAll("(?s).*signalement : (\\d{4} \\d{4}).*", "$1");
            assertThat(number).matches("\\d{4} \\d{4}");

            assertThat(sound(agent.read("/")).text()).contains("1 carnet perdu ou volé");
            assertThat(buyer.read("/carnets/signalements").status()).isEqualTo(403);
            var queue = sound(agent.read("/carnets/signalements"));
            assertThat(queue.text()).contains(number, booklet.serial(), "perdu");
            var action = queue.html().replaceAll("(?s).*?action=\"(/carnets/signalements/[^\"]+)\".*", "$1");
            var done = sound(agent.send(queue, action, Map.of("choice", "BLOCK")));
            assertThat(done.text()).contains("Carnet " + booklet.serial(), "10 chèques ne peuvent plus servir");
            assertThat(agent.read("/carnets/signalements").text()).contains("Rien n’attend de réponse");
        }
    }

    @Test
    @DisplayName("le signalement seul ne bloque rien ; R-087 : pas un cookie ne suit la personne")
    void a_report_blocks_nothing() {
        var booklet = aBooklet();
        try (var visitor = site.visitor()) {
            var sent = sound(report(visitor, booklet.serial()));
            assertThat(sent.raw().headers().allValues("Set-Cookie")).noneMatch(cookie -> cookie.contains("SESSION"));
            var check =
                    visitor.send(visitor.read("/verifier"), "/verifier", Map.of("code", site.world.code(booklet, 1)));
            assertThat(check.text()).contains("Bon à utiliser");
        }
    }

    @Test
    @DisplayName("un carnet qui existe ou non, remis ou non : chaque écran est le même, au numéro près")
    void nothing_is_learnt_of_booklets() {
        var known = aBooklet();
        var inStock = site.world.booklet(order, 8);
        var screens = List.of(known, inStock, UNKNOWN).stream()
                .map(booklet -> {
                    try (var visitor = site.visitor()) {
                        var number = visitor.read(LOST + "?loss=LOST&paper=yes");
                        var check = sound(visitor.send(number, LOST, Map.of("presented", booklet.serial())));
                        var sent = sound(visitor.send(check, LOST, Map.of()));
                        return check.text().replace(booklet.serial(), "N")
                                + sent.text().replaceAll("\\d{4} \\d{4}", "S");
                    }
                })
                .toList();
        assertThat(screens).hasSize(3).containsOnly(screens.getFirst());
    }

    @ParameterizedTest(name = "« {0} » : {1}")
    @CsvSource({
        "'', Écrivez le numéro du carnet.",
        "12, 10 chiffres pour un carnet",
        "0000 000 011, Un chiffre est faux",
        "bonjour, ne contient que des chiffres"
    })
    @DisplayName("un numéro mal écrit est dit à côté du champ, qui reste rempli")
    void misread(String presented, String words) {
        try (var visitor = site.visitor()) {
            var form = visitor.read(LOST + "?loss=STOLEN&paper=yes");
            var seen = told(visitor.send(form, LOST, Map.of("presented", presented)));
            assertThat(seen.status()).isEqualTo(422);
            assertThat(seen.text()).contains(words);
            assertThat(seen.html()).contains("aria-invalid=\"true\"", "value=\"" + presented + "\"");
        }
    }

    @Test
    @DisplayName("R-088 : le code secret d’un chèque n’est ni demandé, ni montré une seconde fois")
    void a_code_is_not_asked() {
        var code = site.world.code(aBooklet(), 3);
        try (var visitor = site.visitor()) {
            var seen = told(visitor.send(visitor.read(LOST + "?loss=LOST&paper=yes"), LOST, Map.of("presented", code)));
            assertThat(seen.status()).isEqualTo(422);
            assertThat(seen.text()).contains("code secret");
            assertThat(seen.html()).doesNotContain(code);
        }
    }

    @Test
    @DisplayName("R-093 : sans le numéro, la commune, puis l’accueil ; sans accueil, à qui parler")
    void without_a_number() {
        aBooklet();
        try (var visitor = site.visitor();
                var agent = site.as(AGENT)) {
            var where = sound(visitor.read(LOST + "?loss=LOST&paper=no"));
            assertThat(where.text()).contains("Où vous a-t-on donné les chèques ?");
            var unknown = told(visitor.read(LOST + "?loss=LOST&paper=no&near=Villequinexistepas"));
            assertThat(unknown.status()).isEqualTo(400);
            assertThat(unknown.text()).contains("Nous ne trouvons pas cette commune");
            assertThat(sound(visitor.read(LOST + "?loss=LOST&paper=no&near=Brest"))
                            .text())
                    .contains("Allez voir qui vous a donné les chèques", "09 70 00 00 00");
            var desks = sound(visitor.read(LOST + "?loss=LOST&paper=no&near=Dijon"));
            // Of the organisations of that town, those that gave booklets.
            assertThat(desks.text()).contains("Médiathèque Exemple").doesNotContain("Premier prestataire");
            var nothing = told(visitor.send(desks, LOST, Map.of()));
            assertThat(nothing.status()).isEqualTo(422);
            assertThat(nothing.text()).contains("Choisissez une réponse.", "Médiathèque Exemple");
            assertThat(sound(visitor.send(desks, LOST, Map.of("desk", "none"))).text())
                    .contains("Allez voir qui vous a donné les chèques");
            var check = sound(visitor.send(desks, LOST, Map.of("desk", LIBRARY.toString())));
            assertThat(check.text()).contains("Donnés par : Médiathèque Exemple");
            assertThat(sound(visitor.send(check, LOST, Map.of())).text()).contains("Votre signalement est parti");

            var queue = sound(agent.read("/carnets/signalements"));
            assertThat(queue.text()).contains("Carnet sans numéro connu");
        }
    }

    @Test
    @DisplayName("cinq signalements par heure d’une même adresse, pas un de plus")
    void reports_are_limited() {
        try (var visitor = site.visitor()) {
            for (int i = 0; i < 5; i++) {
                assertThat(report(visitor, new BookletNumber(900_000_000 + i).serial())
                                .status())
                        .isEqualTo(200);
            }
            var refused = told(report(visitor, new BookletNumber(900_000_009).serial()));
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.text()).contains("attendez une heure");
            site.world.clock.advance(Duration.ofHours(1));
            assertThat(report(visitor, new BookletNumber(900_000_009).serial()).status())
                    .isEqualTo(200);
        }
    }

    // ── Opinions ─────────────────────────────────────────────────────────────────────────────────────────────────

    private static String opinion() {
        return "/lieux/" + FIRST_PLACE + "/avis";
    }

    @Test
    @DisplayName(
            "R-095 : on cherche le lieu, on répond à trois questions par un visage et un mot, puis le mois, et merci")
    void an_opinion() {
        try (var visitor = site.visitor();
                var admin = site.as(FIRST_ADMIN);
                var buyer = site.as(TOWN_BUYER)) {
            assertThat(sound(visitor.read("/mes-cheques/avis")).text()).contains("Où êtes-vous allé");
            assertThat(sound(visitor.read("/mes-cheques/avis?near=Dijon")).html())
                    .contains("href=\"" + opinion() + "\"");
            assertThat(sound(visitor.read("/lieux/" + FIRST_PLACE)).html()).contains("href=\"" + opinion() + "\"");
            var first = sound(visitor.read(opinion()));
            assertThat(first.text()).contains("Question 1 sur 3", "Avez-vous été bien accueilli ?", "Oui Moyen Non");
            assertThat(first.html()).contains("href=\"" + opinion() + "?welcome=SO_SO\"");
            var second = sound(visitor.read(opinion() + "?welcome=SO_SO"));
            assertThat(second.text()).contains("Question 2 sur 3");
            assertThat(second.html()).contains("href=\"" + opinion() + "?welcome=SO_SO&amp;help=YES\"");
            assertThat(sound(visitor.read(opinion() + "?welcome=SO_SO&help=YES"))
                            .text())
                    .contains("Question 3 sur 3");
            var month = sound(visitor.read(opinion() + "?welcome=SO_SO&help=YES&again=YES"));
            assertThat(month.text()).contains("Quand y êtes-vous allé ?", "En octobre 2026", "En septembre 2026");
            var thanks = sound(visitor.send(month, opinion(), Map.of("month", "2026-10")));
            assertThat(thanks.text()).contains("Merci pour votre avis", "ni votre nom, ni l’heure");
            assertThat(sound(admin.read("/")).text()).contains("Ce que l’on dit de vos lieux");
            assertThat(sound(admin.read("/avis-recus")).text()).contains("Premier lieu", "trop peu");
            assertThat(buyer.read("/avis-recus").status()).isEqualTo(403);
            assertThat(buyer.read("/mes-lieux/" + FIRST_PLACE + "/avis").status())
                    .isEqualTo(403);
            assertThat(admin.read("/mes-lieux/" + SECOND_PLACE + "/avis").status())
                    .isEqualTo(404);
        }
    }

    @Test
    @DisplayName("R-095 : l’accueil du lieu recopie une carte, la coopérative un appel ; c’est marqué")
    void copied() {
        var path = "/mes-lieux/" + FIRST_PLACE + "/avis";
        try (var staff = site.as(FIRST_STAFF);
                var reviewer = site.as(REVIEWER)) {
            var form = sound(staff.read(path));
            var missing = told(staff.send(form, path, Map.of("way", "CARD", "welcome", "YES")));
            assertThat(missing.text()).contains("L’avis n’est pas enregistré.");
            var card = Map.of("way", "CARD", "welcome", "YES", "help", "NO", "again", "NO", "month", "2026-09");
            assertThat(sound(staff.send(form, path, card)).text()).contains("L’avis est compté", "recopié");
            var call = Map.of("way", "TELEPHONE", "welcome", "YES", "help", "YES", "again", "YES", "month", "");
            assertThat(sound(reviewer.send(sound(reviewer.read(path)), path, call))
                            .text())
                    .contains("2 recopiés d’une carte ou d’un appel");
            assertThat(sound(reviewer.read("/avis-recus")).text()).contains("Premier lieu");
        }
    }

    @Test
    @DisplayName("R-301 : la page d’un lieu ne dit rien de vingt-neuf avis, et une moyenne arrondie de trente")
    void a_public_average_from_thirty_on() {
        try (var visitor = site.visitor()) {
            for (int i = 1; i <= 30; i++) {
                var answer = i % 3 == 0 ? OpinionAnswer.NO : OpinionAnswer.YES;
                site.bean(GiveOpinion.class)
                        .handle(new GiveOpinion.Command(
                                new UUID(95, i),
                                SECOND_PLACE,
                                Map.of(
                                        OpinionQuestion.WELCOME, OpinionAnswer.YES,
                                        OpinionQuestion.HELP, answer,
                                        OpinionQuestion.AGAIN, OpinionAnswer.SO_SO),
                                Optional.empty(),
                                OpinionWay.WEB,
                                Optional.empty()));
                if (i == 29) {
                    assertThat(sound(visitor.read("/lieux/" + SECOND_PLACE)).text())
                            .doesNotContain("personnes sur 10");
                }
            }
            assertThat(sound(visitor.read("/lieux/" + SECOND_PLACE)).text())
                    .contains(
                            "Bien accueillies : 10 personnes sur 10",
                            "Aidées comme elles voulaient : 7 personnes sur 10",
                            "Y retourneraient : 0 personne sur 10",
                            "Au moins 30 avis");
        }
    }

    @Test
    @DisplayName("cinq avis par jour sur un lieu d’une même adresse, pas un de plus")
    void opinions_are_limited() {
        try (var visitor = site.visitor()) {
            var path = opinion() + "?welcome=YES&help=YES&again=YES";
            for (int i = 0; i < 5; i++) {
                assertThat(visitor.send(visitor.read(path), opinion(), Map.of()).status())
                        .isEqualTo(200);
            }
            assertThat(told(visitor.send(visitor.read(path), opinion(), Map.of()))
                            .status())
                    .isEqualTo(429);
            var elsewhere = "/lieux/" + SECOND_PLACE + "/avis";
            assertThat(visitor.send(visitor.read(elsewhere + "?welcome=YES&help=YES&again=YES"), elsewhere, Map.of())
                            .status())
                    .isEqualTo(200);
        }
    }

    // ── Words ────────────────────────────────────────────────────────────────────────────────────────────────────

    @Test
    @DisplayName(
            "R-094 : phrases courtes et mots courants : la lisibilité de ces pages est mesurée à chaque construction")
    void plain_french() {
        var near = "&paper=no&near=";
        try (var visitor = site.visitor()) {
            var pages = List.of(
                    "/mes-cheques",
                    "/verifier",
                    LOST,
                    LOST + "?loss=LOST",
                    LOST + "?loss=LOST&paper=yes",
                    LOST + "?loss=LOST&paper=no",
                    LOST + "?loss=LOST" + near + "Brest",
                    LOST + "/envoye?number=12345678",
                    "/mes-cheques/avis",
                    opinion(),
                    opinion() + "?welcome=YES",
                    opinion() + "?welcome=YES&help=YES",
                    opinion() + "?welcome=YES&help=YES&again=YES",
                    opinion() + "/merci");
            var all = new ArrayList<String>();
            for (var path : pages) {
                var sentences = Readability.sentences(sound(visitor.read(path)).html());
                all.addAll(sentences);
                // A screen of ten words may hold three long ones, such as « numéro ».
                assertThat(Readability.index(sentences)).as(path + sentences).isGreaterThan(65);
                assertThat(Readability.words(Readability.longest(sentences)))
                        .as(path + " : " + Readability.longest(sentences))
                        .isLessThanOrEqualTo(20);
            }
            assertThat(Readability.index(all)).isGreaterThan(80);
        }
    }

    @Test
    @DisplayName(
            "R-097 : se plaindre, une question par écran ; un numéro ; la réponse se lit avec lui, et avec lui seul")
    void a_complaint_from_the_first_screen_to_the_answer() {
        try (var visitor = site.visitor();
                var reviewer = site.as(REVIEWER);
                var provider = site.as(FIRST_ADMIN)) {
            assertThat(sound(visitor.read("/mes-cheques")).html()).contains("href=\"/mes-cheques/reclamation\"");
            assertThat(sound(visitor.read("/mes-cheques/reclamation")).html())
                    .contains("href=\"/mes-cheques/reclamation/lieu\"", "href=\"/mes-cheques/reclamation/suivi\"");
            var here = "/lieux/" + FIRST_PLACE.value() + "/reclamation";
            assertThat(sound(visitor.read("/mes-cheques/reclamation/lieu?near=21000"))
                            .html())
                    .contains("href=\"" + here + "\"");
            var what = sound(visitor.read(here));
            assertThat(what.text()).contains("Que s’est-il passé", "On a refusé mon chèque");
            var words = sound(visitor.read(here + "?kind=OTHER"));
            var empty = told(visitor.send(words, here, Map.of()));
            assertThat(empty.status()).isEqualTo(422);
            assertThat(empty.text()).contains("Dites en quelques mots");
            var sent = sound(visitor.send(words, here, Map.of("words", "La porte était fermée.")));
            assertThat(sent.text()).contains("Votre réclamation est reçue", "Notez ce numéro");
            var number = sent.text().replaceAll("(?s).*Votre numéro : (\\d{3} \\d{3} \\d{4}).*", "$1");
            assertThat(number).matches("\\d{3} \\d{3} \\d{4}");

            assertThat(sound(reviewer.read("/")).text()).contains("Répondre aux réclamations");
            assertThat(provider.read("/reclamations").status()).isEqualTo(403);
            var queue = sound(reviewer.read("/reclamations"));
            assertThat(queue.text()).contains(number, "La porte était fermée.");
            var action = queue.html().replaceAll("(?s).*?action=\"(/reclamations/[^\"]+)\".*", "$1");
            assertThat(told(reviewer.send(queue, action, Map.of("answer", ""))).text())
                    .contains("Écrivez votre réponse");
            sound(reviewer.send(queue, action, Map.of("answer", "Le lieu avait déménagé : nous l’avons corrigé.")));
            var follow = visitor.read("/mes-cheques/reclamation/suivi");
            assertThat(sound(visitor.read("/mes-cheques/reclamation/suivi?number=" + number.replace(" ", "%20")))
                            .text())
                    .contains("La réponse de la coopérative", "Le lieu avait déménagé")
                    .doesNotContain("La porte était fermée");
            assertThat(sound(follow).text()).contains("Quel est le numéro");
            var unknown = told(visitor.read("/mes-cheques/reclamation/suivi?number=1234"));
            assertThat(unknown.status()).isEqualTo(404);
            assertThat(unknown.text()).contains("Aucune réclamation n’a ce numéro");
            int tries = 0;
            while (visitor.read("/mes-cheques/reclamation/suivi?number=1" + tries)
                            .status()
                    == 404) {
                tries++;
            }
            assertThat(tries).isLessThan(20);
        }
    }
}
