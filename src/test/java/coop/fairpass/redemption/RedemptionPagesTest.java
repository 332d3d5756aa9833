package coop.fairpass.redemption;

import static coop.fairpass.World.AGENT;
import static coop.fairpass.World.FIRST_ADMIN;
import static coop.fairpass.World.FIRST_COLLEAGUE;
import static coop.fairpass.World.FIRST_STAFF;
import static coop.fairpass.World.MANAGER;
import static coop.fairpass.World.SECOND_PLACE;
import static coop.fairpass.World.SECOND_STAFF;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Accessibility;
import coop.fairpass.Db;
import coop.fairpass.TestApplication;
import coop.fairpass.TestDatabase;
import coop.fairpass.Visitor;
import coop.fairpass.World;
import coop.fairpass.booklets.BlockBooklet;
import coop.fairpass.booklets.BookletNumber;
import coop.fairpass.booklets.Loss;
import coop.fairpass.invoicing.PdfText;
import coop.fairpass.orders.Need.Restrictions;
import coop.fairpass.orders.OrderId;
import coop.fairpass.web.Sentences;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Accepter un chèque, sur une page")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedemptionPagesTest {

    private static final String PAGE = "/cheques/accepter";

    private World world;
    private TestApplication site;
    private Visitor desk;
    private OrderId order;
    private OrderId restricted;
    private int booklets = 0;

    @BeforeAll
    void open(Db db, @TempDir Path home) {
        world = new World(db, home);
        order = world.order(30);
        restricted = world.order(
                World.TOWN_BUYER,
                2,
                new Restrictions(
                        List.of("D:21"),
                        "Côte-d’Or",
                        List.of(),
                        List.of(World.TEN_EUROS),
                        "Premiers pas",
                        true,
                        1,
                        false));
        site = TestApplication.start(db, world.clock, Visitor.settings(home));
        desk = Visitor.of(site, FIRST_STAFF);
    }

    @AfterAll
    void close() {
        desk.close();
        site.close();
        world.close();
    }

    private BookletNumber booklet() {
        return world.handedOver(order, ++booklets);
    }

    private Visitor.Form form(String service) {
        return desk.get(PAGE).form(PAGE).with("service", service);
    }

    private static Visitor.Page sound(Visitor.Page page) {
        assertThat(Accessibility.faults(page.text())).as(page.at().toString()).isEmpty();
        return page;
    }

    private long spent(BookletNumber booklet) {
        return world.db
                .jdbc()
                .sql("SELECT count(*) FROM redemption.spent WHERE booklet = :booklet AND state IN ('ACCEPTED', 'HELD')")
                .param("booklet", booklet.value())
                .query(Long.class)
                .single();
    }

    @Test
    @DisplayName("R-127 : vérifier répond comme accepter, et ne consomme rien")
    void testing_answers_and_spends_nothing() {
        var booklet = booklet();
        var code = world.code(booklet, 1);
        var tested = sound(
                form(World.FIFTEEN_EUROS).with("code", code).with("act", "test").send());
        assertThat(tested.read())
                .contains("Ce chèque est bon 10,00 €")
                .contains("Reste à payer par la personne : 5,00 €")
                .contains("rien n’est enregistré");
        assertThat(spent(booklet)).isZero();
        assertThat(tested.field("code")).contains(code);
        var accepted = sound(tested.form(PAGE).with("act", "accept").send());
        assertThat(accepted.read())
                .contains("Accepté 10,00 €")
                .contains("Reste à payer par la personne : 5,00 €")
                .contains("Chèque " + booklet.voucher(1).serial());
        assertThat(accepted.field("code")).contains("");
        assertThat(spent(booklet)).isEqualTo(1);
    }

    @Test
    @DisplayName("R-089 : prix et reste à payer de chaque service se lisent avant de valider")
    void the_remaining_charge_is_read_before() {
        assertThat(sound(desk.get(PAGE)).read())
                .contains("10,00 €. Rien à payer avec un chèque.")
                .contains("15,00 €. Avec un chèque de 10,00 €, reste à payer : 5,00 €");
    }

    @Test
    @DisplayName("R-134 : hors du périmètre, la page dit le nom du périmètre")
    void outside_the_perimeter() {
        var code = world.code(world.handedOver(restricted, 1), 1);
        try (var second = Visitor.of(site, SECOND_STAFF)) {
            var page = sound(second.get(PAGE)
                    .form(PAGE)
                    .with("service", World.TEN_EUROS)
                    .with("code", code)
                    .with("act", "accept")
                    .send());
            assertThat(page.status()).isEqualTo(422);
            assertThat(page.read()).contains("Refusé").contains("Périmètre : Côte-d’Or.");
        }
    }

    @Test
    @DisplayName("R-135 : hors du parcours, la page dit les services permis, par leur nom")
    void outside_the_path() {
        var booklet = world.handedOver(restricted, 2);
        var page = sound(form(World.FIFTEEN_EUROS)
                .with("code", world.code(booklet, 1))
                .with("act", "accept")
                .send());
        assertThat(page.status()).isEqualTo(422);
        var label = world.db
                .jdbc()
                .sql("SELECT label FROM catalogue.service_period WHERE code = :code LIMIT 1")
                .param("code", World.TEN_EUROS)
                .query(String.class)
                .single();
        assertThat(page.read()).contains("Refusé").contains("Services admis : " + label + ".");
        assertThat(spent(booklet)).isZero();
    }

    @Test
    @DisplayName("R-083 : l’accueil bloque un carnet volé d’un geste ; la validation qui suit est refusée aussitôt")
    void a_blocked_booklet_is_refused_at_once() {
        var booklet = booklet();
        form(World.TEN_EUROS)
                .with("code", world.code(booklet, 1))
                .with("act", "accept")
                .send();
        assertThat(spent(booklet)).isEqualTo(1);
        // Filled in before the block and sent after it: nothing that the page knew keeps the voucher alive.
        var second = form(World.TEN_EUROS).with("code", world.code(booklet, 2)).with("act", "accept");
        try (var agent = Visitor.of(site, AGENT)) {
            var own = "/carnets/" + booklet.serial().replace(" ", "");
            var blocked = agent.get(own)
                    .form(own + "/opposition")
                    .with("loss", "STOLEN")
                    .send();
            assertThat(blocked.status()).isEqualTo(200);
        }
        var page = sound(second.send());
        assertThat(page.status()).isEqualTo(422);
        assertThat(page.read()).contains(Sentences.of(RedeemReason.BLOCKED).substring(0, 20));
        assertThat(spent(booklet)).isEqualTo(1);
    }

    @Test
    @DisplayName("un carnet bloqué par un autre serveur est refusé de même : rien n’est gardé en mémoire")
    void a_block_by_another_server() {
        var booklet = booklet();
        // The world and the site are two programs on one database, as two servers would be.
        assertThat(world.bean(BlockBooklet.class)
                        .handle(new BlockBooklet.Command(booklet.serial(), Loss.STOLEN, AGENT)))
                .isEqualTo(new BlockBooklet.Outcome.Blocked(booklet, 10));
        var page = sound(form(World.TEN_EUROS)
                .with("code", world.code(booklet, 1))
                .with("act", "accept")
                .send());
        assertThat(page.status()).isEqualTo(422);
        assertThat(spent(booklet)).isZero();
    }

    @Test
    @DisplayName("R-091 : nulle part au guichet un montant à rendre ; plus que le prix est refusé ; la lettre le dit")
    void no_change_is_given() {
        var booklet = booklet();
        var fields = Pattern.compile("<(?:input|textarea|select)[^>]* name=\"([^\"]+)\"")
                .matcher(desk.get(PAGE).text())
                .results()
                .map(field -> field.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(fields)
                .as("what the desk can say: no amount is among it")
                .isSubsetOf(
                        "_csrf",
                        "vers",
                        "request",
                        "place",
                        "service",
                        "day",
                        "mediator",
                        "code",
                        "codes",
                        "together",
                        "words",
                        "because",
                        "document",
                        "redemption",
                        "cancellation",
                        "langue");
        var two = sound(form(World.FIFTEEN_EUROS)
                .with("codes", world.code(booklet, 1) + "\n" + world.code(booklet, 2))
                .with("together", "yes")
                .with("act", "accept")
                .send());
        assertThat(two.status()).isEqualTo(422);
        assertThat(two.read()).contains("on ne rend pas la monnaie");
        assertThat(spent(booklet)).isZero();
        try (var agent = Visitor.of(site, AGENT)) {
            var letter = agent.get(
                            "/carnets/%s/lettre".formatted(booklet.serial().replace(" ", "")))
                    .bytes();
            assertThat(PdfText.of(letter)).contains("On ne rend pas la monnaie.");
        }
    }

    @Test
    @DisplayName("le numéro d’un carnet ou d’un chèque, tapé pour son code : la page dit où est le code, et rend ce qui"
            + " fut tapé")
    void the_number_instead_of_the_code() {
        var booklet = booklet();
        for (var number : List.of(booklet.serial(), booklet.voucher(2).serial())) {
            var page = sound(form(World.TEN_EUROS)
                    .with("code", number)
                    .with("act", "accept")
                    .send());
            assertThat(page.status()).isEqualTo(422);
            assertThat(page.read()).contains("C’est le numéro du carnet", "sous le dessin carré du chèque");
            assertThat(page.field("code")).contains(number);
        }
        assertThat(spent(booklet)).isZero();
    }

    @Test
    @DisplayName("R-132 : envoyé deux fois, le même formulaire accepte une fois et dit la même chose")
    void a_double_click_accepts_once() {
        var booklet = booklet();
        var form = form(World.TEN_EUROS).with("code", world.code(booklet, 1)).with("act", "accept");
        var first = form.send();
        var second = form.send();
        assertThat(first.read()).contains("Accepté 10,00 € La personne n’a rien à payer");
        assertThat(second.at()).isEqualTo(first.at());
        assertThat(second.read()).contains("Accepté 10,00 €").doesNotContain("Refusé");
        assertThat(spent(booklet)).isEqualTo(1);
    }

    @Test
    @DisplayName("R-130 : un refus dit quoi faire ensuite ; ce qui est refusé reste dans le champ")
    void a_refusal_says_what_to_do_and_keeps_what_was_typed() {
        var booklet = booklet();
        var code = world.code(booklet, 1);
        form(World.TEN_EUROS).with("code", code).with("act", "accept").send();
        var again = sound(
                form(World.TEN_EUROS).with("code", code).with("act", "accept").send());
        assertThat(again.status()).isEqualTo(422);
        assertThat(again.read())
                .contains("Refusé Ce chèque a déjà été utilisé : demandez-en un autre du carnet.")
                .contains("dans votre structure");
        assertThat(again.field("code")).contains(code);
    }

    @Test
    @DisplayName("plusieurs codes : ce qui passe est accepté, le reste attend dans la liste")
    void of_several_those_refused_stay() {
        var booklet = booklet();
        var wrong = "0000-0000-00000";
        var page = sound(form(World.TEN_EUROS)
                .with("codes", world.code(booklet, 1) + "\n\n" + wrong + "\n" + world.code(booklet, 2) + "\nAAAA")
                .with("act", "accept")
                .send());
        assertThat(page.read())
                .contains("Refusé : chèque 2")
                .contains("Refusé : chèque 4")
                .contains("Numéro inconnu");
        assertThat(page.field("codes")).contains(wrong + "\nAAAA");
        assertThat(spent(booklet)).isEqualTo(2);
    }

    @Test
    @DisplayName("R-133 : ensemble pour un seul service, tout passe ou rien")
    void together_all_pass_or_none() {
        var booklet = booklet();
        var page = form(World.TEN_EUROS)
                .with("codes", world.code(booklet, 1) + "\n" + world.code(booklet, 2))
                .with("together", "yes")
                .with("act", "accept")
                .send();
        assertThat(page.read()).contains("Trop de chèques pour ce service");
        assertThat(spent(booklet)).isZero();
        assertThat(page.field("codes")).contains(world.code(booklet, 1) + "\n" + world.code(booklet, 2));
    }

    @Test
    @DisplayName(
            "R-136 : une erreur s’annule en un clic, une seule fois ; un autre agent ne le peut pas, l’administrateur si")
    void a_mistake_is_cancelled() {
        var booklet = booklet();
        form(World.TEN_EUROS)
                .with("codes", world.code(booklet, 1) + "\n" + world.code(booklet, 2))
                .with("act", "accept")
                .send();
        var id = new RedemptionId(booklet.voucher(1).value(), 0).toString();
        var page = desk.get(PAGE);
        var rank = (int) page.text()
                .substring(0, page.text().indexOf("value=\"" + id + "\""))
                .lines()
                .filter(line -> line.contains("action=\"/cheques/annuler\""))
                .count();
        var cancel = page.form("/cheques/annuler", rank);
        assertThat(cancel.value("redemption")).isEqualTo(id);
        try (var colleague = Visitor.of(site, FIRST_COLLEAGUE)) {
            assertThat(colleague.get(PAGE).actions()).doesNotContain("/cheques/annuler");
            var csrf = colleague.get(PAGE).form(PAGE).value("_csrf");
            var refused = colleague.post(
                    "/cheques/annuler",
                    java.util.List.of(
                            new String[] {"_csrf", csrf},
                            new String[] {"redemption", id},
                            new String[] {"cancellation", UUID.randomUUID().toString()},
                            new String[] {"because", "NOT_GIVEN"}));
            assertThat(refused.read()).contains("Seule la personne qui a validé");
        }
        var silent = sound(cancel.send());
        assertThat(silent.read()).contains("Dites pourquoi : choisissez une raison");
        assertThat(spent(booklet)).isEqualTo(2);
        var wordless = sound(cancel.with("because", "OTHER").send());
        assertThat(wordless.read()).contains("Écrivez cette autre raison en quelques mots");
        assertThat(wordless.text()).contains("value=\"OTHER\" selected");
        assertThat(sound(cancel.with("words", "Une autre personne attendait.").send())
                        .read())
                .contains("Annulé. Le chèque " + booklet.voucher(1).serial() + " peut servir de nouveau.");
        assertThat(cancel.send().status()).isEqualTo(200);
        assertThat(spent(booklet)).isEqualTo(1);
        try (var admin = Visitor.of(site, FIRST_ADMIN)) {
            assertThat(admin.get("/cheques/accepter").status()).isEqualTo(200);
            assertThat(admin.get(PAGE).actions()).contains("/cheques/annuler");
            assertThat(admin.get("/journal").read())
                    .contains("Validation annulée", "Autre raison : Une autre personne attendait.");
        }
    }

    @Test
    @DisplayName("ce qui attend dit pourquoi, et la structure répond")
    void what_is_held_says_why_and_is_answered() {
        var booklet = booklet();
        var codes = java.util.stream.IntStream.rangeClosed(1, 5)
                .mapToObj(rank -> world.code(booklet, rank))
                .collect(java.util.stream.Collectors.joining("\n"));
        var page = sound(
                form(World.TEN_EUROS).with("codes", codes).with("act", "accept").send());
        assertThat(page.read())
                .contains("En attente")
                .contains("Plusieurs chèques d’un même carnet le même jour")
                .contains("Réponse au plus tard le 16 octobre 2026");
        var answer = page.form("/cheques/reponse").with("words", "Un atelier de cinq personnes d’une même famille.");
        var answered = sound(answer.send());
        assertThat(answered.read()).contains("est transmise");
        assertThat(answered.text()).contains("Un atelier de cinq personnes d’une même famille.");
        var empty = sound(answered.form("/cheques/reponse").with("words", " ").send());
        assertThat(empty.read())
                .contains("Votre réponse n’est pas enregistrée.")
                .contains("Ce champ est obligatoire.");
    }

    @Test
    @DisplayName("un champ oublié ou faux se dit à côté, et rien de tapé n’est perdu")
    void what_is_missing_is_told_beside() {
        var code = world.code(booklet(), 1);
        var page = sound(desk.get(PAGE)
                .form(PAGE)
                .without("service")
                .with("code", code)
                .with("day", "2026-02-31")
                .with("act", "accept")
                .send());
        assertThat(page.status()).isEqualTo(422);
        assertThat(page.read()).contains("Choisissez le service rendu.").contains("Cette valeur n’est pas acceptée.");
        assertThat(page.field("code")).contains(code);
        assertThat(page.field("day")).contains("2026-02-31");
        assertThat(sound(form(World.TEN_EUROS).with("act", "accept").send()).read())
                .contains("Aucun chèque n’est présenté :");
    }

    @ParameterizedTest
    @DisplayName("un code hostile est un code inconnu, jamais une erreur")
    @ValueSource(
            strings = {
                "' OR 1=1 --",
                "<script>alert(1)</script>",
                "-1",
                "99999999999999999999999",
                "https://ailleurs.exemple/Q/AAAA/BBBB",
                "/",
                "\u0000\u0001",
                "ＡＢＣＤ",
                "=cmd|' /C calc'!A0"
            })
    void a_hostile_code_is_unknown(String code) {
        try (var other = Visitor.of(site, SECOND_STAFF)) {
            var page = other.get(PAGE)
                    .form(PAGE)
                    .with("service", World.TEN_EUROS)
                    .with("code", code)
                    .with("act", "test")
                    .send();
            assertThat(page.status()).isLessThan(500);
            assertThat(page.text()).doesNotContain("<script>");
            sound(page);
        }
    }

    @Test
    @DisplayName("le lieu d’un autre, un jour futur, un identifiant faux : un refus clair, jamais une erreur")
    void foreign_and_wrong_values_are_refused() {
        var code = world.code(booklet(), 1);
        var elsewhere = form(World.TEN_EUROS)
                .with("place", SECOND_PLACE.toString())
                .with("code", code)
                .with("act", "accept")
                .send();
        assertThat(elsewhere.read()).contains("Ce lieu n’est pas ouvert, ou n’est pas à votre structure");
        var tomorrow = form(World.TEN_EUROS)
                .with("day", world.today().plusDays(1).toString())
                .with("code", code)
                .with("act", "accept")
                .send();
        assertThat(tomorrow.read()).contains("La date du service n’est pas possible");
        assertThat(form(World.TEN_EUROS)
                        .with("request", "x")
                        .with("code", code)
                        .send()
                        .status())
                .isEqualTo(422);
        assertThat(form("x".repeat(5_000)).with("code", code).send().status()).isEqualTo(422);
        assertThat(form(World.TEN_EUROS)
                        .with("codes", "A\n".repeat(1_500))
                        .send()
                        .read())
                .contains("1 000 chèques au plus");
        assertThat(desk.get(PAGE + "?place=x&answer=y").status()).isEqualTo(200);
        assertThat(form(World.TEN_EUROS).without("_csrf").send().status()).isEqualTo(403);
    }

    @Test
    @DisplayName("qui n’a pas le rôle lit pourquoi ; qui n’est pas entré est invité à entrer")
    void others_read_why_not() {
        try (var manager = Visitor.of(site, MANAGER);
                var stranger = Visitor.stranger(site)) {
            var refused = manager.get(PAGE);
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.read()).contains("Votre rôle ne permet pas cette action.");
            assertThat(Accessibility.faults(refused.text())).isEmpty();
            assertThat(stranger.get(PAGE).at().getPath()).isEqualTo("/entrer");
        }
    }

    @Test
    @DisplayName("la réponse d’une autre structure ne se lit pas")
    void the_answer_of_another_is_not_read() {
        var booklet = booklet();
        var accepted = form(World.TEN_EUROS)
                .with("code", world.code(booklet, 1))
                .with("act", "accept")
                .send();
        try (var other = Visitor.of(site, SECOND_STAFF)) {
            var query = accepted.at().getQuery();
            assertThat(other.get(PAGE + "?" + query).read()).doesNotContain("Accepté");
        }
    }
}
