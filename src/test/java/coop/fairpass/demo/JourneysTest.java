package coop.fairpass.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.WaitForSelectorState;
import coop.fairpass.Chromium;
import coop.fairpass.Db;
import coop.fairpass.TestApplication;
import coop.fairpass.TestDatabase;
import coop.fairpass.access.Invitations;
import coop.fairpass.bank.PaymentRuns;
import coop.fairpass.booklets.BookletNumber;
import coop.fairpass.booklets.Generation;
import coop.fairpass.booklets.VoucherKeys;
import coop.fairpass.booklets.VoucherNumber;
import coop.fairpass.calendar.Paris;
import coop.fairpass.demo.Cast.Player;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.People;
import coop.fairpass.directory.Role;
import coop.fairpass.ledger.SegregatedFunds;
import coop.fairpass.mail.Mailbox;
import coop.fairpass.mail.SendLetters;
import coop.fairpass.orders.OrderId;
import coop.fairpass.orders.Receivables;
import coop.fairpass.qualification.Agreement;
import coop.fairpass.qualification.AgreementId;
import coop.fairpass.qualification.SignAgreement;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.util.encoders.Base32;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Each role's main journey in a real Chromium, on the demonstration as it opens: invited by mail, signed in by the door
 * everybody uses, from the home page to the result. What one does, the next finds: they are in one order.
 */
@ExtendWith(TestDatabase.class)
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
@DisplayName("Le trajet de chaque rôle, de l’entrée au résultat, dans un vrai navigateur")
class JourneysTest {

    private static final String PASSWORD = "quatre mots sans lien";
    private static final Pattern LINK = Pattern.compile("https?://[^/\\s]+(/\\S+)");
    private static final int TELEPHONE = 390;
    private static final int SCREEN = 1200;

    private static final Player MEDIATOR =
            new Player("mediator", "Médiatrice indépendante", Cast.provider(1), Set.of(Role.MEDIATOR));
    private static final Player STAFF =
            new Player("staff", "Accueillant", Cast.provider(1), Set.of(Role.PROVIDER_STAFF));

    private final Db db;
    private final DemoClock clock;
    private final TestApplication application;
    private final Chromium chromium = new Chromium();
    private final Map<Player, Page> inside = new HashMap<>();
    private final Map<Player, String> recovery = new HashMap<>();
    private String order = "";

    JourneysTest(Db db) {
        this.db = db;
        this.clock = new DemoClock(JdbcClient.create(db.app()), Clock.system(Paris.ZONE));
        application = TestApplication.start(
                db,
                clock,
                Map.of(
                        "fairpass.demonstration", true,
                        "fairpass.mailbox", true,
                        "fairpass.booklet.prints-its-own", true,
                        "fairpass.settlement.page-waits", "PT0S"));
    }

    @BeforeAll
    void live() {
        application.bean(Story.class).tell(_ -> {});
    }

    @AfterAll
    void close() {
        try {
            chromium.close();
        } finally {
            application.close();
        }
    }

    // ── Coming in ────────────────────────────────────────────────────────────────────────────────────────────────

    /** A person who was invited, chose a password, and signs in with it; a second factor where their role asks one. */
    private Page signedIn(Player player, int width) {
        return inside.computeIfAbsent(player, _ -> signIn(player, width));
    }

    private Page signIn(Player player, int width) {
        var email = player.key() + "@exemple.coop";
        var page = chromium.page(width);
        page.navigate(address(invited(player, email)));
        page.getByLabel("Mot de passe").fill(PASSWORD);
        page.getByLabel("Le même, encore une fois").fill(PASSWORD);
        press(page, "Choisir ce mot de passe");
        var secret = enrolled(page, player);
        press(page, "Sortir");
        // A desk first empties what its browser keeps.
        page.locator("form[action='/sortir']")
                .first()
                .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));

        page.navigate(address("/connexion"));
        page.getByLabel("Adresse de courriel").fill(email);
        page.getByLabel("Mot de passe").fill(PASSWORD);
        press(page, "Se connecter");
        secret.ifPresent(known -> {
            // A code counts once: the next one, which an authenticator shows in less than thirty seconds.
            page.getByLabel("Code à six chiffres")
                    .fill(codeAt(known, Instant.now().plusSeconds(30)));
            press(page, "Continuer");
        });
        assertThat(page.url()).isEqualTo(address("/"));
        assertThat(main(page)).contains("Bonjour", player.troupe().name());
        assertThat(Chromium.overflows(page)).as("home of %s", player.name()).isFalse();
        return page;
    }

    /** The secret address of the invitation, read in the mailbox of the demonstration. */
    private String invited(Player player, String email) {
        JdbcClient.create(db.owner())
                .sql("UPDATE directory.person SET email = :email WHERE id = :id")
                .param("email", email)
                .param("id", player.id())
                .update();
        application
                .bean(TransactionTemplate.class)
                .executeWithoutResult(_ -> application
                        .bean(Invitations.class)
                        .send(player.id(), email, player.troupe().name(), "CLOCK"));
        return linkTo(email);
    }

    private String linkTo(String email) {
        application.bean(SendLetters.class).sendAll();
        var letter = application.bean(Mailbox.class).all().stream()
                .map(Mailbox.Received::letter)
                .filter(one -> one.recipient().equals(email))
                .findFirst()
                .orElseThrow();
        var link = LINK.matcher(letter.text());
        assertThat(link.find()).as(letter.text()).isTrue();
        return link.group(1);
    }

    private Optional<byte[]> enrolled(Page page, Player player) {
        if (!page.url().endsWith("/compte/application")) {
            return Optional.empty();
        }
        var secret = Base32.decode(page.locator("span.code-entry").innerText().replaceAll("\\s", ""));
        page.getByLabel("Code à six chiffres").fill(codeAt(secret, Instant.now()));
        press(page, "Ajouter");
        recovery.put(player, page.locator("ul.code-entry li").first().innerText());
        page.getByRole(AriaRole.LINK, link("Je les ai gardés")).click();
        return Optional.of(secret);
    }

    private static String codeAt(byte[] secret, Instant at) {
        try {
            return new TimeBasedOneTimePasswordGenerator()
                    .generateOneTimePasswordString(new SecretKeySpec(secret, "HmacSHA1"), at);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private String address(String path) {
        return application.url(path).toString();
    }

    private Page home(Player player, int width) {
        var page = signedIn(player, width);
        page.navigate(address("/"));
        return page;
    }

    private static String main(Page page) {
        return page.locator("main").innerText().replaceAll("[\\s\\u00a0\\u202f]+", " ");
    }

    private static void press(Page page, String button) {
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(button).setExact(true))
                .first()
                .click();
    }

    private static void follow(Page page, String link) {
        page.getByRole(AriaRole.LINK, link(link)).first().click();
    }

    private static GetByRoleOptions link(String name) {
        return new GetByRoleOptions().setName(name);
    }

    // ── Payers ───────────────────────────────────────────────────────────────────────────────────────────────────

    @Test
    @Order(1)
    @DisplayName(
            "commanditaire : l’entonnoir de sa commande, ses semaines jusqu’à la fin ; elle confirme ce qui est attendu")
    void a_payer_confirms() {
        var page = home(Cast.DEPARTMENT_BUYER, SCREEN);
        assertThat(main(page))
                .contains("À faire", "De la commande à l’usage, en chèques", "Chèques utilisés par semaine");
        var drawn = page.getByRole(AriaRole.IMG, new GetByRoleOptions().setName("De la commande à l’usage"));
        assertThat(drawn.locator("desc").textContent()).contains("Commandés", "2\u202f400");
        follow(page, "Prendre acte des remises tardives");
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Je confirme"))
                .first()
                .click();
        assertThat(main(page)).contains("confirmé le 01/10/2026");
        page.navigate(address("/"));
        assertThat(main(page)).contains("Rien n’attend de votre part");
    }

    @Test
    @Order(2)
    @DisplayName("commanditaire : du besoin au devis, du devis à la commande, du cadrage au bon à tirer approuvé")
    void a_payer_orders() {
        var buyer = home(Cast.COMPANY_BUYER, SCREEN);
        follow(buyer, "Commander des chèques");
        buyer.getByLabel("Combien de chèques ?").fill("200");
        buyer.getByLabel("Premier jour d’usage").fill("2026-10-05");
        buyer.getByLabel("Fin de validité").fill("2027-03-31");
        press(buyer, "Enregistrer le besoin");
        order = buyer.url().replaceAll(".*(/commandes/[0-9a-f-]{36}).*", "$1");

        var seller = home(Cast.SALES, SCREEN);
        seller.navigate(address(order + "/devis"));
        press(seller, "Envoyer le devis");

        buyer.navigate(address("/"));
        assertThat(main(buyer)).contains("Répondre au devis");
        follow(buyer, "Répondre au devis");
        if (buyer.getByLabel("J’ai lu que les lieux").count() > 0) {
            buyer.getByLabel("J’ai lu que les lieux").check();
        }
        press(buyer, "Signer le devis et commander");
        assertThat(main(buyer)).contains("Commande BC-2026-000003");

        seller.navigate(address(order + "/cadrage"));
        for (var item : seller.getByRole(AriaRole.CHECKBOX).all()) {
            item.check();
        }
        press(seller, "Enregistrer");
        var maker = home(Cast.PRODUCTION, SCREEN);
        maker.navigate(address(order + "/bon-a-tirer"));
        press(maker, "Dessiner et envoyer le bon à tirer");

        buyer.navigate(address(order + "/bon-a-tirer"));
        press(buyer, "Approuver cette version");
        assertThat(main(buyer)).contains("la fabrication peut commencer");
    }

    @Test
    @Order(4)
    @DisplayName(
            "R-029, R-281 : la fabrication numérote, imprime et répartit, selon les habitants et un fichier de scores,"
                    + " vus sur une carte avant de partir")
    void production_makes_and_shares() {
        var page = home(Cast.PRODUCTION, SCREEN);
        assertThat(main(page)).contains("Lots en cours", "Fabriquer et expédier");
        follow(page, "Fabriquer et expédier");
        page.locator("form[action$='/numeros'] button").click();
        page.waitForDownload(
                () -> page.locator("form[action$='/feuilles'] button").click());
        page.navigate(address("/carnets"));
        follow(page, "Répartir entre plusieurs distributeurs");
        page.getByText("Tenir compte de la fragilité").click();
        page.getByLabel("Fichier de scores par commune")
                .setInputFiles(new FilePayload(
                        "scores.csv",
                        "text/csv",
                        "code_insee;score\n21231;0,5\n25056;2\n58194;0\n89024;0\n".getBytes(StandardCharsets.UTF_8)));
        press(page, "Proposer des poids");
        assertThat(main(page)).contains("Poids proposés. 4 communes ont un score dans le fichier.");
        assertThat(page.getByLabel(Cast.DISTRIBUTORS.get(2).name()).inputValue())
                .isEqualTo("0");
        // The first alone counts its booklets in below: the three others are left out.
        for (var other : Cast.DISTRIBUTORS.subList(1, 4)) {
            page.getByLabel(other.name()).fill("");
        }
        press(page, "Voir la répartition");
        var map = page.getByRole(AriaRole.IMG, new GetByRoleOptions().setName("Carnets par commune"));
        assertThat(map.locator("desc").textContent().replace('\u00a0', ' ')).isEqualTo("Dijon : 20.");
        assertThat(map.locator("path.map-line").count()).isPositive();
        press(page, "Envoyer ces carnets");
        assertThat(main(page)).contains("20 carnets sont partis pour 1 distributeur");
    }

    @Test
    @Order(5)
    @DisplayName(
            "l’accueil compte ce qui arrive, l’entreprise paie, le lot s’active : l’entonnoir de la commande s’ouvre")
    void booklets_arrive_and_money() {
        var manager = home(Cast.manager(Cast.DISTRIBUTORS.getFirst()), TELEPHONE);
        assertThat(main(manager)).contains("Un envoi arrive", "20 carnets à compter");
        follow(manager, "Un envoi arrive");
        press(manager, "Tout est là");

        var id = new OrderId(UUID.fromString(order.substring("/commandes/".length())));
        var today = Paris.today(clock);
        var bank = application.bean(Bank.class);
        for (var kind : List.of(Receivables.Receivable.Kind.FACE, Receivables.Receivable.Kind.FEE)) {
            var asked = application.bean(Receivables.class).of(id, kind).orElseThrow();
            bank.receive(
                    kind == Receivables.Receivable.Kind.FACE ? Stage.SEGREGATED : Stage.OPERATING,
                    today,
                    asked.open(),
                    Cast.COMPANY,
                    asked.reference());
        }
        bank.state(today);

        var seller = home(Cast.SALES, SCREEN);
        seller.navigate(address(order));
        press(seller, "Activer le lot 1");
        var buyer = home(Cast.COMPANY_BUYER, TELEPHONE);
        assertThat(main(buyer)).contains("Commande BC-2026-000003", "0 sur 200", "Livrés aux accueils 200");
        assertThat(Chromium.overflows(buyer)).isFalse();
    }

    @Test
    @Order(3)
    @DisplayName("co-financeur : ce que sa part devient, et la page qui le prouve")
    void a_funder_reads() {
        var page = home(Cast.REGION_BUYER, SCREEN);
        assertThat(main(page)).contains("votre part", "dus à ce jour", "Promis, si tout sert");
        follow(page, "dus à ce jour");
        assertThat(page.url()).contains("/cofinanceurs/");
    }

    // ── Distributors ─────────────────────────────────────────────────────────────────────────────────────────────

    @Test
    @Order(6)
    @DisplayName(
            "R-070 : un agent remet un carnet depuis sa page d’accueil, un champ et un geste, puis la lettre s’imprime")
    void an_agent_hands_over() {
        var agent = Cast.agent(Cast.DISTRIBUTORS.getFirst());
        var page = home(agent, TELEPHONE);
        page.getByLabel("Remettre un carnet").fill(inStock(agent));
        press(page, "Remettre");
        assertThat(main(page)).contains("Remis", "10 chèques, à utiliser jusqu’au");
        var letter = page.request()
                .get(address(page.getByRole(AriaRole.LINK, link("Imprimer la lettre"))
                        .getAttribute("href")));
        assertThat(letter.status()).isEqualTo(200);
        assertThat(new String(letter.body(), 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
        page.navigate(address("/"));
        assertThat(main(page)).contains("Carnets remis par semaine", "dorment depuis 30 jours ou plus");
        follow(page, "depuis 30 jours ou plus");
        assertThat(main(page)).contains("Carnets qui dorment");
        assertThat(Chromium.overflows(page)).isFalse();
    }

    private String inStock(Player agent) {
        return new BookletNumber(JdbcClient.create(db.owner())
                        .sql("""
                                SELECT f.first_booklet
                                  FROM booklets.span_facts f
                                  JOIN orders.lot_terms t ON t.code = f.lot
                                 WHERE f.holder = :holder AND f.state = 'IN_STOCK' AND t.activated_on IS NOT NULL
                                 ORDER BY f.first_booklet LIMIT 1
                                """)
                        .param("holder", agent.troupe().id().value())
                        .query(Long.class)
                        .single())
                .serial();
    }

    // ── Providers ────────────────────────────────────────────────────────────────────────────────────────────────

    @Test
    @Order(7)
    @DisplayName("accueil d’un lieu : un chèque s’accepte, puis s’annule, et peut servir de nouveau")
    void staff_accepts_and_undoes() {
        enter(STAFF);
        var page = home(STAFF, TELEPHONE);
        follow(page, "Accepter un chèque");
        var code = codes(1).getFirst();
        accept(page, code);
        answered(page, "Accepté");
        page.navigate(address("/"));
        assertThat(main(page)).contains("1 aujourd’hui");

        follow(page, "Accepter un chèque");
        undo(page);
        assertThat(main(page)).contains("peut servir de nouveau", "Annulé");
        accept(page, code);
        answered(page, "Accepté");
    }

    private static void accept(Page page, String code) {
        page.locator("[data-desk][data-ready]").waitFor();
        page.getByRole(AriaRole.RADIO).first().check();
        page.getByLabel("Code du chèque").fill(code);
        int before = page.locator(".desk-log li").count();
        press(page, "Accepter");
        page.locator(".desk-log li").nth(before).waitFor();
    }

    /** The big answer to the voucher that was presented last. */
    private static void answered(Page page, String title) {
        page.locator(".desk-card .desk-title", new Page.LocatorOptions().setHasText(title))
                .waitFor();
    }

    private static void undo(Page page) {
        Locator act = page.locator("form[action='/cheques/annuler'] button").first();
        if (!act.isVisible()) {
            page.locator("details:has(form[action='/cheques/annuler']) > summary")
                    .first()
                    .click();
        }
        page.locator("form[action='/cheques/annuler'] [name=because]").first().selectOption("WRONG_VOUCHER");
        act.click();
    }

    @Test
    @Order(8)
    @DisplayName("R-141 : la structure lit son mois, les chèques autour d’elle et leur dernier jour, puis un relevé")
    void an_administrator_reads() {
        var page = home(Cast.desk(1), TELEPHONE);
        assertThat(main(page))
                .contains("Ce mois-ci, jusqu’à maintenant", "jour prévu du paiement d’octobre 2026", "02/11/2026")
                .contains("Chèques autour de vous", "Jusqu’au 15 novembre 2026");
        page.navigate(address("/releves"));
        page.locator("a[href^='/releves/REL-']").first().click();
        assertThat(main(page)).contains("Net");
        assertThat(Chromium.overflows(page)).isFalse();
    }

    @Test
    @Order(9)
    @DisplayName(
            "médiatrice : refusée sans convention ; puis sa convention et son dernier jour, un chèque en son nom, et son mois")
    void a_mediator() {
        enter(MEDIATOR);
        var unbound = home(MEDIATOR, TELEPHONE);
        follow(unbound, "Accepter un chèque");
        assertThat(main(unbound)).contains("Vous n’avez pas de convention active avec ce lieu");
        accept(unbound, codes(2).getLast());
        answered(unbound, "Refusé");
        var today = Paris.today(clock);
        var terms = new Agreement.Terms(
                MEDIATOR.id(),
                Stage.placeOf(1),
                Cast.provider(1).id(),
                Set.of(),
                today,
                Optional.of(LocalDate.of(2027, 1, 1)));
        for (var side :
                List.of(Map.entry(Agreement.Side.PLACE, Cast.desk(1)), Map.entry(Agreement.Side.MEDIATOR, MEDIATOR))) {
            assertThat(application
                            .bean(SignAgreement.class)
                            .handle(new SignAgreement.Command(
                                    new AgreementId(Cast.id("agreement")),
                                    terms,
                                    side.getKey(),
                                    side.getValue().actor())))
                    .isInstanceOf(SignAgreement.Outcome.Signed.class);
        }
        var page = home(MEDIATOR, TELEPHONE);
        assertThat(main(page)).contains("Vos conventions", "31/12/2026", "0 acceptés en votre nom");
        follow(page, "Accepter un chèque");
        assertThat(main(page)).contains("En votre nom, sous votre convention avec ce lieu.");
        accept(page, codes(2).getLast());
        answered(page, "Accepté");
        page.navigate(address("/"));
        assertThat(main(page)).contains("1 acceptés en votre nom");
    }

    // ── The cooperative ──────────────────────────────────────────────────────────────────────────────────────────

    @Test
    @Order(10)
    @DisplayName("instructrice : le dossier qui attend, une question, et la structure doit répondre")
    void a_reviewer_asks() {
        var page = home(Cast.REVIEWER, SCREEN);
        assertThat(main(page)).contains("Dossiers en cours", "1 en examen", "Depuis leur signature");
        follow(page, "Examiner le dossier");
        page.getByLabel("Question", new Page.GetByLabelOptions().setExact(true))
                .fill("Qui remplace la médiatrice quand elle est absente ?");
        press(page, "Poser la question");
        assertThat(main(page)).contains("Qui remplace la médiatrice", "sans réponse");
        page.navigate(address("/"));
        assertThat(main(page)).contains("1 chez le candidat");
    }

    @Test
    @Order(11)
    @DisplayName("contrôleur : cinq chèques d’un carnet en un jour attendent ; il décide, avec son motif")
    void a_controller_decides() {
        var desk = home(Cast.desk(1), TELEPHONE);
        follow(desk, "Accepter un chèque");
        for (var code : codesOfOneBooklet()) {
            accept(desk, code);
        }
        answered(desk, "En attente");

        var page = home(Cast.CONTROLLER, SCREEN);
        assertThat(main(page)).contains("Chèques en attente d’une décision", "Par jour limite");
        follow(page, "Décider des chèques en attente");
        int before = page.locator("form[action^='/cheques/attente/']").count();
        page.locator("form[action^='/cheques/attente/'] input[value='RELEASED']")
                .first()
                .check();
        page.getByLabel("Motif, que la structure lira").first().fill("Une journée de formation, feuille jointe.");
        press(page, "Décider");
        assertThat(page.locator("form[action^='/cheques/attente/']").count()).isEqualTo(before - 1);
    }

    @Test
    @Order(12)
    @DisplayName(
            "R-322 : la trésorière arrête le mois, deux personnes à deux facteurs approuvent, et tout reste couvert")
    void two_treasurers_pay() {
        var page = home(Cast.TREASURER, SCREEN);
        assertThat(main(page))
                .contains("Tout est couvert", "100,00 % de couverture", "Barème en vigueur", "Arrêter septembre 2026");
        follow(page, "Arrêter septembre 2026");
        press(page, "Arrêter septembre 2026");
        // The page of progress reads itself again, without script, until all is made.
        page.getByText("C’est fait : 30 relevés").waitFor();
        page.navigate(address("/fin-de-mois"));
        press(page, "Préparer l’ordre de virement");
        var run = application.bean(PaymentRuns.class).all().getFirst();
        approve(page, run);
        var second = home(Cast.SECOND_TREASURER, SCREEN);
        assertThat(main(second)).contains("1 approbation sur 2");
        approve(second, run);
        press(second, "Arrêter le fichier");
        assertThat(application
                        .bean(PaymentRuns.class)
                        .find(run.id())
                        .orElseThrow()
                        .state())
                .isEqualTo(PaymentRuns.RunState.SENT);
        assertThat(application.bean(SegregatedFunds.class).coverage().holds()).isTrue();
    }

    private void approve(Page page, PaymentRuns.Run run) {
        page.navigate(address("/banque/ordres/" + run.id()));
        page.getByLabel("Total attendu, en euros").fill(run.total().comma());
        press(page, "Approuver");
    }

    @Test
    @Order(13)
    @DisplayName("exploitante : la santé du programme, puis une personne invitée, dont le courriel part")
    void an_operator_invites() {
        var page = home(Cast.OPERATOR, SCREEN);
        assertThat(main(page)).contains("Travaux du jour", "Les preuves se recalculent", "Courriels");
        follow(page, "Équipe");
        page.getByLabel("Nom", new Page.GetByLabelOptions().setExact(true)).fill("Nouvelle personne");
        page.getByLabel("Adresse de courriel").fill("nouvelle@exemple.coop");
        page.getByRole(AriaRole.CHECKBOX).first().check();
        press(page, "Inviter");
        assertThat(main(page)).contains("nouvelle@exemple.coop");
        assertThat(linkTo("nouvelle@exemple.coop")).startsWith("/invitation/");
    }

    @Test
    @Order(14)
    @DisplayName("comité : l’objection reçoit sa réponse, la consultation finit, la proposition est décidée")
    void a_committee_decides() {
        var page = home(Cast.BOARD, SCREEN);
        assertThat(main(page)).contains("Référentiel", "1 objection sans réponse");
        follow(page, "Répondre à une objection");
        page.getByLabel("Réponse du comité").fill("Le libellé dira ce qui change pour la personne.");
        press(page, "Répondre");
        assertThat(main(page)).contains("Réponse du comité");

        clock.set(LocalDate.of(2026, 10, 15).atTime(9, 0).atZone(Paris.ZONE).toInstant());
        page = signedInAgain(Cast.BOARD);
        assertThat(main(page)).contains("Décider de la proposition");
        follow(page, "Décider de la proposition");
        page.getByLabel("Accepter", new Page.GetByLabelOptions().setExact(true)).check();
        page.getByLabel("Motif, qui sera publié").fill("Les personnes reçues le comprennent mieux.");
        page.getByLabel("Procès-verbal").fill("CR-2026-10");
        press(page, "Décider");
        assertThat(main(page)).contains("Acceptée", "CR-2026-10");
    }

    /** Days have passed, and with them a session; the telephone is lost, and a recovery code serves. */
    private Page signedInAgain(Player player) {
        var page = signedIn(player, SCREEN);
        page.navigate(address("/connexion"));
        page.getByLabel("Adresse de courriel").fill(player.key() + "@exemple.coop");
        page.getByLabel("Mot de passe").fill(PASSWORD);
        press(page, "Se connecter");
        page.getByLabel("Code à six chiffres").fill(recovery.get(player));
        press(page, "Continuer");
        return page;
    }

    // ── What people hold ─────────────────────────────────────────────────────────────────────────────────────────

    /** Enters a person whom the cast does not know. */
    private void enter(Player player) {
        var people = application.bean(People.class);
        people.enter(player.id(), player.name(), Optional.empty());
        player.roles().forEach(role -> people.grant(player.id(), player.troupe().id(), role, Actor.CLOCK));
    }

    private record Held(long booklet, int generation) {}

    /** Codes of booklets that somebody holds, may still use, and nobody has begun: one of each. */
    private List<String> codes(int count) {
        return untouched().stream().limit(count).map(held -> code(held, 1)).toList();
    }

    private List<String> codesOfOneBooklet() {
        var held = untouched().getLast();
        var codes = new ArrayList<String>();
        for (int rank = 1; rank <= 5; rank++) {
            codes.add(code(held, rank));
        }
        return codes;
    }

    private List<Held> untouched() {
        return JdbcClient.create(db.owner())
                .sql("""
                        SELECT f.first_booklet, f.generation
                          FROM booklets.span_facts f
                          JOIN orders.lot_terms t ON t.code = f.lot
                         WHERE f.state = 'HANDED_OVER' AND t.redeemable_until > '2026-10-01'
                           AND f.handed_over_on < '2026-10-01'
                           AND NOT EXISTS (SELECT 1 FROM redemption.spent s WHERE s.booklet = f.first_booklet)
                         ORDER BY f.first_booklet
                        """)
                .query((row, _) -> new Held(row.getLong("first_booklet"), row.getInt("generation")))
                .list();
    }

    private String code(Held held, int rank) {
        return application
                .bean(VoucherKeys.class)
                .code(new Generation(held.generation()), VoucherNumber.of(new BookletNumber(held.booklet()), rank))
                .printed();
    }
}
