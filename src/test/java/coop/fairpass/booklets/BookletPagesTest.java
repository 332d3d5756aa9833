package coop.fairpass.booklets;

import static coop.fairpass.World.AGENT;
import static coop.fairpass.World.FIRST_STAFF;
import static coop.fairpass.World.LIBRARY;
import static coop.fairpass.World.MANAGER;
import static coop.fairpass.World.SALES;
import static coop.fairpass.World.TOWN_BUYER;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Accessibility;
import coop.fairpass.Db;
import coop.fairpass.Programs;
import coop.fairpass.TestApplication;
import coop.fairpass.TestDatabase;
import coop.fairpass.Visitor;
import coop.fairpass.World;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.money.Money;
import coop.fairpass.orders.Need.Restrictions;
import coop.fairpass.orders.OrderId;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Les carnets, sur des pages : recevoir, remettre, transférer, remplacer, fabriquer")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BookletPagesTest {

    /** Another structure that hands over, to which booklets are sent on. */
    private static final Actor NEIGHBOUR = new Actor(
            "person/" + World.id("neighbour"),
            "Agent voisin",
            Optional.of(World.SECOND),
            Set.of(Role.DISTRIBUTOR_MANAGER, Role.DISTRIBUTOR_AGENT));

    private World world;
    private TestApplication site;
    private Visitor agent;
    private Visitor manager;
    private Visitor neighbour;
    private Visitor production;
    private OrderId order;

    @BeforeAll
    void open(Db db, @TempDir Path home) {
        world = new World(db, home);
        order = world.order(40);
        site = TestApplication.start(db, world.clock, Visitor.settings(home));
        agent = Visitor.of(site, AGENT);
        manager = Visitor.of(site, MANAGER);
        neighbour = Visitor.of(site, NEIGHBOUR);
        production = Visitor.of(site, SALES);
    }

    @AfterAll
    void close() {
        List.of(agent, manager, neighbour, production).forEach(Visitor::close);
        site.close();
        world.close();
    }

    /** The first form of a page that sends to such an address. */
    private static String action(Visitor.Page page, String address) {
        return page.actions().stream()
                .filter(one -> one.matches(address))
                .findFirst()
                .orElseThrow();
    }

    private static Visitor.Page sound(Visitor.Page page) {
        assertThat(page.status()).as(page.read()).isLessThan(500);
        assertThat(Accessibility.faults(page.text())).as(page.at().toString()).isEmpty();
        return page;
    }

    private String serial(int place) {
        return world.booklet(order, place).serial();
    }

    private BookletState state(int place) {
        return world.bean(Booklets.class)
                .find(world.booklet(order, place))
                .orElseThrow()
                .state();
    }

    @Test
    @DisplayName("R-070 : un champ, un bouton, et le carnet est remis ; la page dit jusqu’à quand et donne la lettre")
    void one_field_hands_over() {
        var form = agent.get("/carnets/remettre").form("/carnets/remettre").with("presented", serial(1));
        var page = sound(form.send());
        assertThat(page.read()).contains("Remis 10 chèques, à utiliser jusqu’au 31 janvier 2027");
        assertThat(state(1)).isEqualTo(BookletState.HANDED_OVER);
        assertThat(form.send().read()).contains("Remis 10 chèques");
        var letter = agent.get("/carnets/%s/lettre".formatted(serial(1).replace(" ", "")));
        assertThat(letter.type()).startsWith("application/pdf");
        assertThat(letter.bytes()).startsWith("%PDF".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }

    @Test
    @DisplayName("R-074 : la page ne demande ni nom, ni adresse, ni date de naissance")
    void nothing_asks_who_it_is() {
        var page = sound(agent.get("/carnets/remettre"));
        assertThat(page.text()).doesNotContainPattern("name=\"(name|nom|address|email|phone|birth)");
        assertThat(page.read()).contains("On ne demande ni nom, ni adresse, ni papier");
    }

    @Test
    @DisplayName(
            "R-074 : aucun champ d’une remise n’accepte un nom, et aucune coordonnée, même facultative, n’existe : rien à consentir, rien à effacer")
    void no_field_takes_a_name_nor_an_address() {
        var page = sound(agent.get("/carnets/remettre"));
        var body = page.text().substring(page.text().indexOf("action=\"/carnets/remettre\""));
        var names = java.util.regex.Pattern.compile(" name=\"([^\"]+)\"")
                .matcher(body.substring(0, body.indexOf("</form>")))
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(names).containsExactlyInAnyOrder("_csrf", "handOver", "presented", "audience", "channel");
        assertThat(page.read()).contains("l’on ne garde aucune coordonnée");
        var name = "Personne Exemple";
        for (var field : List.of("presented", "audience", "channel")) {
            var refused =
                    page.form("/carnets/remettre").with("presented", serial(30)).with(field, name);
            assertThat(sound(refused.send()).status()).as(field).isGreaterThanOrEqualTo(400);
        }
        assertThat(state(30)).isEqualTo(BookletState.IN_STOCK);
        // A program that sends one is refused whole.
        var programs = new Programs(site);
        var key = programs.key(World.LIBRARY, Role.DISTRIBUTOR_AGENT);
        for (var more : List.of("\"name\":\"%s\"".formatted(name), "\"email\":\"personne@exemple.fr\"")) {
            assertThat(programs.post(key, "/api/v1/hand-overs", "{\"presented\":\"%s\",%s}".formatted(serial(30), more))
                            .refused(400))
                    .isNotBlank();
        }
        assertThat(state(30)).isEqualTo(BookletState.IN_STOCK);
        // A field that the page has not is not read: nothing of it is kept anywhere in this room.
        page.form("/carnets/remettre")
                .with("presented", serial(30))
                .with("name", name)
                .with("email", "personne@exemple.fr")
                .send();
        assertThat(state(30)).isEqualTo(BookletState.HANDED_OVER);
        for (var table : world.owner()
                .sql("SELECT tablename FROM pg_tables WHERE schemaname = 'booklets'")
                .query(String.class)
                .list()) {
            assertThat(world.owner()
                            .sql("SELECT count(*) FROM booklets." + table
                                    + " r WHERE to_jsonb(r)::text ~ 'Personne Exemple|personne@exemple'")
                            .query(Long.class)
                            .single())
                    .as(table)
                    .isZero();
        }
    }

    @Test
    @DisplayName("R-071 : un carnet déjà remis est refusé, avec ce qui a été tapé et coché")
    void a_second_hand_over_is_refused() {
        var first = agent.get("/carnets/remettre").form("/carnets/remettre").with("presented", serial(2));
        first.send();
        var again = sound(agent.get("/carnets/remettre")
                .form("/carnets/remettre")
                .with("presented", serial(2))
                .with("audience", "PARENT")
                .send());
        assertThat(again.status()).isEqualTo(422);
        assertThat(again.read()).contains("Ce carnet a déjà été remis.");
        assertThat(again.field("presented")).contains(serial(2));
        assertThat(again.text()).contains("<option value=\"PARENT\" selected>");
    }

    @ParameterizedTest
    @DisplayName("un texte hostile est refusé en une phrase, jamais par une erreur")
    @ValueSource(
            strings = {
                "",
                "-1",
                "0000000000",
                "<script>",
                "' OR 1=1",
                "https://ailleurs/Q/A/B",
                "99999999999999999999",
                "\u0000"
            })
    void hostile_texts_are_refused(String text) {
        var page = sound(agent.get("/carnets/remettre")
                .form("/carnets/remettre")
                .with("presented", text)
                .send());
        assertThat(page.status()).isEqualTo(422);
        assertThat(page.text()).doesNotContain("<script>");
        var searched = sound(agent.get("/carnets/chercher?presented="
                + java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8)));
        assertThat(searched.at().getPath()).isEqualTo("/carnets");
        assertThat(searched.text()).doesNotContain("<script>");
    }

    @Test
    @DisplayName("R-065 : un transfert part, se compte à l’arrivée, et ce qui manque s’explique")
    void a_transfer_is_counted_in_and_its_gap_explained() {
        var sent = sound(manager.get("/carnets")
                .form("/carnets/envois")
                .with("receiver", World.SECOND.toString())
                .with("booklets", serial(11) + " à " + serial(14))
                .send());
        assertThat(sent.read()).contains("4 carnets en chemin.");
        assertThat(sent.read()).contains("Partis de chez vous");
        var arriving = sound(neighbour.get("/carnets"));
        assertThat(arriving.read()).contains("En chemin vers vous").contains("4 carnets");
        var action = action(arriving, "/carnets/envois/.*/reception");
        var wrong = sound(arriving.form(action, 2)
                .with("counted", "pas un numéro\n" + serial(11))
                .send());
        assertThat(wrong.read()).contains("La réception n’est pas enregistrée.").contains("Ligne 1 :");
        assertThat(wrong.text()).contains("pas un numéro\n" + serial(11));
        var partly = sound(wrong.form(action, 2)
                .with("counted", serial(11) + " à " + serial(13))
                .send());
        assertThat(partly.read()).contains("3 carnets reçus. Il manque : " + serial(14));
        var gap = action(partly, "/carnets/ecarts/.*");
        var mute = sound(partly.form(gap).with("words", "").send());
        assertThat(mute.read()).contains("Écrivez ce qui s’est passé.");
        var explained =
                sound(mute.form(gap).with("words", "Le carton était ouvert.").send());
        assertThat(explained.read()).contains("1 carnet déclaré manquant");
        assertThat(state(14)).isEqualTo(BookletState.MISSING);
        assertThat(state(13)).isEqualTo(BookletState.IN_STOCK);
    }

    @Test
    @DisplayName("R-064 : « Tout est là » reçoit tout l’envoi, une fois")
    void all_is_there() {
        manager.get("/carnets")
                .form("/carnets/envois")
                .with("receiver", World.SECOND.toString())
                .with("booklets", serial(21) + "\n" + serial(22))
                .send();
        var page = neighbour.get("/carnets");
        var action = action(page, "/carnets/envois/.*/reception");
        var form = page.form(action);
        assertThat(sound(form.send()).read()).contains("2 carnets reçus. Rien ne manque.");
        assertThat(sound(form.send()).status()).isEqualTo(404);
        assertThat(state(21)).isEqualTo(BookletState.IN_STOCK);
    }

    @Test
    @DisplayName(
            "R-064 : compter en scannant : numéros, code et QR code d’un chèque désignent le carnet ; l’écart dit ce qui manque")
    void booklets_are_counted_by_scanning() {
        manager.get("/carnets")
                .form("/carnets/envois")
                .with("receiver", World.SECOND.toString())
                .with("booklets", serial(24) + " à " + serial(27))
                .send();
        var page = neighbour.get("/carnets");
        var action = action(page, "/carnets/envois/.*/reception");
        var keys = world.bean(VoucherKeys.class);
        var terms = new VoucherTerms(Money.cents(10_00), world.today(), World.VALID_UNTIL);
        var qr = new VoucherQr("https://cheques.exemple.coop", keys)
                .voucher(keys.generations().getLast(), world.booklet(order, 26).voucher(2), terms)
                .qr();
        var counted = sound(page.form(action, 2)
                .with(
                        "counted",
                        String.join(
                                "\n",
                                world.booklet(order, 24).voucher(3).serial(),
                                world.code(world.booklet(order, 25), 1),
                                qr))
                .send());
        assertThat(counted.read()).contains("3 carnets reçus. Il manque : " + serial(27));
        assertThat(List.of(state(24), state(25), state(26))).containsOnly(BookletState.IN_STOCK);
        assertThat(state(27)).isEqualTo(BookletState.IN_TRANSIT);
        assertThat(counted.read()).contains("Non comptés à l’arrivée").contains(serial(27));
        var gap = action(counted, "/carnets/ecarts/.*");
        counted.form(gap).with("words", "Un carnet manque au carton.").send();
        assertThat(state(27)).isEqualTo(BookletState.MISSING);
    }

    @Test
    @DisplayName("R-086 : perdu, bloqué, retrouvé ; perdu de nouveau, remplacé et imprimé")
    void a_lost_booklet_is_blocked_found_and_replaced() {
        var booklet = world.handedOver(order, 3);
        var address = booklet.serial().replace(" ", "");
        var found = sound(agent.get("/carnets/chercher?presented=" + address));
        assertThat(found.at().getPath()).isEqualTo("/carnets/" + address);
        var unsaid = sound(found.form("/carnets/" + address + "/opposition").send());
        assertThat(unsaid.read()).contains("Dites ce qui est arrivé au carnet.");
        var blocked = sound(found.form("/carnets/" + address + "/opposition")
                .with("loss", "LOST")
                .send());
        assertThat(blocked.read()).contains("Carnet bloqué : 10 chèques ne peuvent plus servir.");
        assertThat(sound(blocked.form("/carnets/" + address + "/retrouve").send())
                        .read())
                .contains("Carnet retrouvé");
        var again = agent.get("/carnets/" + address)
                .form("/carnets/" + address + "/opposition")
                .with("loss", "STOLEN")
                .send();
        var form = again.form("/carnets/" + address + "/remplacement");
        var replaced = sound(form.send());
        assertThat(replaced.read()).contains("Voici le nouveau carnet : 10 chèques.");
        assertThat(form.send().at()).isEqualTo(replaced.at());
        var sheet = replaced.form(replaced.at().getPath() + "/feuille").send();
        assertThat(sheet.type()).startsWith("application/pdf");
    }

    @Test
    @DisplayName(
            "R-032 : le commanditaire lit ce qui n’est pas remis, par distributeur et par âge, et demande un transfert")
    void a_payer_reads_what_sleeps_and_asks() {
        var sleeping = world.order(6);
        var address = "/commandes/" + sleeping + "/stock";
        try (var buyer = Visitor.of(site, TOWN_BUYER)) {
            assertThat(sound(buyer.get("/commandes/" + sleeping)).text()).contains("href=\"" + address + "\"");
            var page = sound(buyer.get(address));
            assertThat(page.read()).contains("Médiathèque Exemple 6 1");
            var ask = page.form(address + "/transfert")
                    .with("from", LIBRARY.toString())
                    .with("to", World.SECOND.toString());
            assertThat(sound(ask.with("booklets", "six").send()).read()).contains("Cette valeur n’est pas acceptée.");
            assertThat(sound(ask.with("booklets", "7").send()).read()).doesNotContain("est transmise");
            assertThat(sound(ask.with("booklets", "6").send()).read()).contains("Votre demande est transmise");
            assertThat(sound(ask.with("booklets", "6").send()).read()).contains("Votre demande est transmise");
            assertThat(sound(ask.with("booklets", "5").send()).read()).contains("Cet identifiant a déjà servi");
            assertThat(world.told(LIBRARY))
                    .filteredOn(text -> text.contains("envoyez 6 carnets"))
                    .hasSize(1);
        }
        assertThat(sound(neighbour.get(address)).status()).isEqualTo(404);
    }

    @Test
    @DisplayName("R-067 : un inventaire compare d’abord, et déclare ce qui manque quand on l’a lu")
    void a_count_compares_then_declares() {
        var stock = world.bean(Stock.class).of(LIBRARY, MANAGER).stream()
                .flatMap(held -> held.booklets().runs().stream())
                .toList();
        var all = new BookletRanges(stock);
        var last = new BookletNumber(all.runs().getLast().last());
        var counted = all.minus(BookletRanges.of(BookletRange.of(last)));
        var lines = counted.french().replace(" ; ", "\n");
        var compared = sound(manager.get("/carnets/inventaire")
                .form("/carnets/inventaire")
                .with("counted", lines)
                .send());
        assertThat(compared.read()).contains("1 absent : " + last.serial());
        assertThat(world.bean(Booklets.class).find(last).orElseThrow().state()).isEqualTo(BookletState.IN_STOCK);
        var done = sound(compared.form("/carnets/inventaire").send());
        assertThat(done.read()).contains("Inventaire fait. 1 carnet déclaré manquant.");
        assertThat(world.bean(Booklets.class).find(last).orElseThrow().state()).isEqualTo(BookletState.MISSING);
    }

    @Test
    @DisplayName("la fabrication imprime les feuilles et expédie un lot à un distributeur, qui le reçoit")
    void production_prints_and_ships() {
        var made = world.signedOrder(TOWN_BUYER, 2, Restrictions.none());
        frame(made);
        var page = sound(production.get("/carnets"));
        assertThat(page.read()).contains("À numéroter");
        var lot = "/carnets/lots/" + world.lot(made).id().value();
        assertThat(sound(page.form(lot + "/numeros").send()).read()).contains("sont numérotés");
        var sheets = production.get("/carnets").form(lot + "/feuilles").send();
        assertThat(sheets.type()).startsWith("application/zip");
        assertThat(sheets.bytes()).startsWith("PK".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        assertThat(new String(production.get("/carnets").bytes(), java.nio.charset.StandardCharsets.UTF_8))
                .as("a person chooses in a list, and adds nothing to it")
                .contains("<option value=\"" + LIBRARY + "\"");
        var nobody = sound(production.get("/carnets").form(lot + "/envoi").send());
        assertThat(nobody.read()).contains("Choisissez un distributeur.");
        var ship = production.get("/carnets").form(lot + "/envoi").with("receiver", LIBRARY.toString());
        assertThat(sound(ship.send()).read()).contains("2 carnets en chemin.");
        assertThat(sound(ship.send()).read()).contains("2 carnets en chemin.");
        assertThat(sound(manager.get("/")).read()).contains("Un envoi arrive 2 carnets à compter.");
    }

    private void frame(OrderId made) {
        World.done(
                coop.fairpass.orders.FrameOrder.Outcome.Marked.class,
                world.bean(coop.fairpass.orders.FrameOrder.class)
                        .handle(new coop.fairpass.orders.FrameOrder.Command(
                                made,
                                java.util.EnumSet.allOf(coop.fairpass.orders.FrameOrder.FramingItem.class),
                                SALES)));
        World.done(
                SendProof.Outcome.Sent.class, world.bean(SendProof.class).handle(new SendProof.Command(made, SALES)));
        world.bean(coop.fairpass.orders.Proofs.class).approve(made, 1, TOWN_BUYER);
    }

    @Test
    @DisplayName("ce qui est à d’autres n’existe pas ; qui n’a pas le rôle lit pourquoi")
    void what_is_others_does_not_exist() {
        var address = serial(4).replace(" ", "");
        assertThat(sound(neighbour.get("/carnets/" + address)).status()).isEqualTo(404);
        assertThat(sound(neighbour.get("/carnets/9999999999")).status()).isIn(400, 404);
        assertThat(sound(agent.get("/carnets/0000000000")).status()).isIn(400, 404);
        var csrf = neighbour.get("/carnets/remettre").form("/carnets/remettre").value("_csrf");
        var token = new String[] {"_csrf", csrf};
        assertThat(sound(neighbour.post(
                                "/carnets/envois/" + UUID.randomUUID() + "/reception",
                                List.of(token, new String[] {"all", "yes"})))
                        .status())
                .isEqualTo(404);
        assertThat(sound(neighbour.post("/carnets/ecarts/pas-un-id", List.<String[]>of(token)))
                        .status())
                .isEqualTo(404);
        assertThat(sound(neighbour.post("/carnets/lots/" + UUID.randomUUID() + "/feuilles", List.<String[]>of(token)))
                        .status())
                .isEqualTo(403);
        assertThat(sound(manager.get("/carnets/remettre")).read()).contains("Seuls les agents remettent des carnets.");
        try (var desk = Visitor.of(site, FIRST_STAFF)) {
            assertThat(sound(desk.get("/carnets")).status()).isEqualTo(403);
        }
    }
}
