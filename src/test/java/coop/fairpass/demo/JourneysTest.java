package coop.fairpass.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.SelectOption;
import coop.fairpass.Axe;
import coop.fairpass.Chromium;
import coop.fairpass.Db;
import coop.fairpass.TestApplication;
import coop.fairpass.TestDatabase;
import coop.fairpass.bank.PaymentRuns;
import coop.fairpass.booklets.BookletNumber;
import coop.fairpass.booklets.Generation;
import coop.fairpass.booklets.VoucherKeys;
import coop.fairpass.booklets.VoucherNumber;
import coop.fairpass.calendar.Paris;
import coop.fairpass.demo.Cast.Player;
import coop.fairpass.demo.Cast.Troupe;
import coop.fairpass.directory.LegalNature;
import coop.fairpass.directory.OrganisationKind;
import coop.fairpass.directory.Organisations;
import coop.fairpass.expiry.Credits;
import coop.fairpass.ledger.SegregatedFunds;
import coop.fairpass.money.Money;
import coop.fairpass.orders.OrderId;
import coop.fairpass.orders.Orders;
import coop.fairpass.orders.Receivables;
import coop.fairpass.qualification.ApplicationState;
import coop.fairpass.qualification.QualificationState;
import coop.fairpass.qualification.Qualifications;
import coop.fairpass.upload.Papers;
import coop.fairpass.web.Sentences;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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

/**
 * Each role's main journey in a real Chromium, on the demonstration as it opens: invited by mail, signed in by the door
 * everybody uses, from the home page to the result. What one does, the next finds: they are in one order.
 */
@ExtendWith(TestDatabase.class)
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
@DisplayName("Le trajet de chaque rôle, de l’entrée au résultat, dans un vrai navigateur")
class JourneysTest {

    private static final int TELEPHONE = 390;
    private static final int SCREEN = 1200;

    private final Db db;
    private final DemoClock clock;
    private final TestApplication application;
    private final Chromium chromium = new Chromium();
    private final Map<Player, Page> inside = new HashMap<>();
    private final FrontDoor door;
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
        door = new FrontDoor(application, JdbcClient.create(db.owner()));
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
        var page = chromium.page(width);
        door.enter(page, player, _ -> {});
        assertThat(main(page)).contains("Bonjour", player.troupe().name());
        assertThat(Chromium.overflows(page)).as("home of %s", player.name()).isFalse();
        return page;
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
        return plain(page.locator("main").innerText());
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
        follow(page, "de chèques actifs, pas encore utilisés");
        var unused =
                plain(page.locator("tr:has-text('Chèques actifs') td.money").innerText());
        page.navigate(address("/"));
        assertThat(main(page))
                .as("a figure and what it leads to say the same amount in the same words")
                .contains(unused + " de chèques actifs, pas encore utilisés");
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
        buyer.navigate(address(order));
        assertThat(main(buyer))
                .contains("Chèques actifs, pas encore utilisés", "Reçu de vous")
                .doesNotContain("Les deux côtés ne sont pas égaux");
        assertThat(buyer.locator("tr:has-text('Chèques actifs') td.money").innerText())
                .as("200 vouchers of 10 €, as the books say")
                .isEqualTo(Money.cents(2_000_00).french());
        assertThat(application.bean(SegregatedFunds.class).coverage().holds()).isTrue();
    }

    @Test
    @Order(3)
    @DisplayName("co-financeur : ce que sa part devient, et la page qui le prouve")
    void a_funder_reads() {
        var page = home(Cast.REGION_BUYER, SCREEN);
        assertThat(main(page)).contains("votre part", "dus à ce jour", "Promis, si tout sert");
        assertThat(page.locator("table:has-text('Votre engagement') thead").textContent())
                .contains("Étape", "Montant");
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
        var page = home(Cast.STAFF, TELEPHONE);
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
        var unbound = home(Cast.MEDIATOR, TELEPHONE);
        follow(unbound, "Accepter un chèque");
        assertThat(main(unbound)).contains("Vous n’avez pas de convention active avec ce lieu");
        accept(unbound, codes(2).getLast());
        answered(unbound, "Refusé");
        unbound.navigate(address("/"));
        follow(unbound, "À signer");
        unbound.locator("form[action$='/signature'] button").click();
        assertThat(main(unbound)).contains("En cours", "31 décembre 2026");
        var page = home(Cast.MEDIATOR, TELEPHONE);
        assertThat(main(page)).contains("Vos conventions", "31/12/2026", "0 accepté en votre nom");
        assertThat(main(page)).as("statements are not hers to read").doesNotContain("Votre relevé");
        follow(page, "Accepter un chèque");
        assertThat(main(page)).contains("En votre nom, sous votre convention avec ce lieu.");
        accept(page, codes(2).getLast());
        answered(page, "Accepté");
        page.navigate(address("/"));
        assertThat(main(page)).contains("1 accepté en votre nom");
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
        follow(page, "Le carnet");
        assertThat(main(page)).contains("Carnet ", "Son chemin");
        page.goBack();
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
        // The page of progress reads itself again, without script, until all is made: no matter how busy the machine.
        page.getByText("C’est fait : 30 relevés").waitFor(new Locator.WaitForOptions().setTimeout(180_000));
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
        assertThat(main(page))
                .contains("Travaux du jour", "Les preuves se recalculent", "Courriels")
                .contains("0 ligne retrouvée identique", "0 invariant demandé");
        follow(page, "Équipe");
        page.getByLabel("Nom", new Page.GetByLabelOptions().setExact(true)).fill("Nouvelle personne");
        page.getByLabel("Adresse de courriel").fill("nouvelle@exemple.coop");
        page.getByRole(AriaRole.CHECKBOX).first().check();
        press(page, "Inviter");
        assertThat(main(page)).contains("nouvelle@exemple.coop");
        assertThat(door.linkTo("nouvelle@exemple.coop")).startsWith("/invitation/");
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

    // ── Who comes next ───────────────────────────────────────────────────────────────────────────────────────────

    private static final Troupe CANDIDATE = new Troupe(
            "journey-candidate",
            "Atelier candidat (démonstration)",
            OrganisationKind.ASSOCIATION,
            LegalNature.PRIVATE,
            202);

    @Test
    @Order(15)
    @DisplayName(
            "candidat et représentante : de la première page au dossier déposé, signé par le lien reçu par courriel")
    void a_candidate_and_who_signs() {
        var page = chromium.page(TELEPHONE);
        page.navigate(address("/"));
        follow(page, "Accepter les chèques");
        press(page, "Commencer un dossier");
        var file = page.url();
        step(page, "Vous");
        page.getByLabel("Votre nom").fill("Coordinatrice");
        page.getByLabel("Votre adresse de courriel").fill("coordination@exemple.coop");
        page.getByLabel("Votre téléphone").fill("03 53 01 00 02");
        page.getByLabel("Non, une autre personne signera").check();
        kept(page);

        step(page, "Votre structure");
        page.getByLabel("Numéro", new Page.GetByLabelOptions().setExact(true))
                .fill(Stage.siretOf(CANDIDATE).digits());
        press(page, "Chercher ce numéro");
        page.getByLabel("Nom officiel").fill(CANDIDATE.name());
        page.getByLabel("Forme juridique").selectOption(new SelectOption().setLabel("Association"));
        page.getByLabel("TVA sur vos services").selectOption(new SelectOption().setLabel("Exonérée de TVA"));
        page.getByLabel("Adresse").fill("1 place de la Démonstration");
        page.getByLabel("Code postal").fill("21000");
        page.getByLabel("Commune").fill("Dijon");
        kept(page);

        step(page, "Le questionnaire");
        for (var group : page.locator("fieldset").all()) {
            group.locator("input[type=radio]").first().check();
        }
        kept(page);

        step(page, "Votre équipe et vos services");
        page.locator("#label1").fill("Médiatrice salariée");
        page.locator("#status1").selectOption("EMPLOYEE");
        page.locator("details").first().locator("summary").click();
        page.locator("details").first().locator("input[type=checkbox]").first().check();
        kept(page);

        step(page, "Qui signe");
        page.getByLabel("Nom de la personne qui signe").fill("Représentante");
        page.getByLabel("Son adresse de courriel").fill("presidence@exemple.coop");
        page.getByLabel("Sa fonction").fill("Présidente");
        kept(page);

        step(page, "Les pièces");
        var pieces = page.locator("form:has(input[type=file])");
        for (int i = 0; i < pieces.count(); i++) {
            pieces.nth(i)
                    .locator("input[type=file]")
                    .setInputFiles(new FilePayload("piece.pdf", "application/pdf", Papers.page("Pièce")));
            pieces.nth(i).locator("button").click();
            assertThat(main(page)).contains("La pièce est enregistrée.");
        }
        page.navigate(file);

        step(page, "Le compte bancaire");
        page.getByLabel("IBAN").fill(CANDIDATE.iban().value());
        page.getByLabel("Titulaire, comme la banque l’écrit").fill(" ");
        press(page, "Enregistrer");
        assertThat(page.getByLabel("IBAN").inputValue())
                .as("one wrong field costs no other")
                .isEqualTo(CANDIDATE.iban().value());
        page.getByLabel("Titulaire, comme la banque l’écrit").fill("ATELIER CANDIDAT");
        kept(page);

        press(page, "Passer à la signature");
        assertThat(main(page)).contains("L’adresse où lire et signer part à presidence@exemple.coop");
        var signing = door.linkTo("presidence@exemple.coop");
        assertThat(signing).startsWith("/devenir/signer/");
        var signer = chromium.page(TELEPHONE);
        signer.navigate(address(signing));
        assertThat(main(signer)).contains(CANDIDATE.name(), "Lire et signer");
        assertThat(Axe.violations(signer)).isEmpty();
        assertThat(Chromium.overflows(signer)).isFalse();
        signer.getByLabel("J’ai lu la charte").check();
        signer.getByLabel("J’ai lu les conditions").check();
        press(signer, "Signer le dossier");
        assertThat(main(signer)).contains("Signé le 15/10/2026", "par Représentante");

        page.reload();
        assertThat(main(page)).contains(CANDIDATE.name(), Sentences.of(ApplicationState.SUBMITTED));
        assertThat(application.bean(Organisations.class).withSiren(CANDIDATE.siren()))
                .as("it exists, and is qualified by nobody yet")
                .singleElement()
                .satisfies(
                        one -> assertThat(application.bean(Qualifications.class).stateOn(one.id(), Paris.today(clock)))
                                .isNotEqualTo(QualificationState.QUALIFIED));
    }

    private static void step(Page page, String name) {
        page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName(name).setExact(true))
                .first()
                .click();
    }

    private static void kept(Page page) {
        press(page, "Enregistrer");
        assertThat(main(page)).contains("C’est enregistré.");
        step(page, "Retour au dossier");
    }

    // ── The end of an order ──────────────────────────────────────────────────────────────────────────────────────

    private static final String ENDING = "/commandes/" + Script.DEPARTMENT_ORDER;

    @Test
    @Order(16)
    @DisplayName(
            "commanditaire : la fin de validité passe ; elle lit le bilan et l’accepte, et l’avoir des livres est dû")
    void a_payer_ends() {
        liveUntil(LocalDate.of(2026, 11, 23));
        var buyer = signedIn(Cast.DEPARTMENT_BUYER, SCREEN);
        door.enterAgain(buyer, Cast.DEPARTMENT_BUYER);
        buyer.navigate(address(ENDING));
        follow(buyer, "Bilan et avoir");
        assertThat(main(buyer)).contains("État contradictoire", "Une ligne par lot et par sort");
        press(buyer, "Accepter ce bilan");
        assertThat(main(buyer)).contains("Votre accord est enregistré.");
        var controller = signedInAgain(Cast.CONTROLLER);
        controller.navigate(address(ENDING + "/bilan"));
        press(controller, "Accepter ce bilan");
        assertThat(main(controller)).contains("Les deux côtés sont d’accord.");

        buyer.reload();
        assertThat(credit().isPositive()).isTrue();
        assertThat(buyer.locator("p.figure").innerText()).isEqualTo(credit().french());
        buyer.navigate(address(ENDING));
        assertThat(buyer.locator("tr:has-text('À vous rendre') td.money").innerText())
                .isEqualTo(credit().french());
        assertThat(main(buyer)).doesNotContain("Les deux côtés ne sont pas égaux");
    }

    @Test
    @Order(17)
    @DisplayName("comptable du commanditaire : pièces, numéro de mandat, avoir demandé, et le remboursement arrive")
    void an_accountant() {
        var page = home(Cast.DEPARTMENT_ACCOUNTANT, SCREEN);
        page.navigate(address(ENDING));
        page.locator("#mandate").fill("2026-009911");
        press(page, "Changer le numéro de mandat");
        assertThat(page.locator("#mandate").inputValue()).isEqualTo("2026-009911");
        var files = page.locator("a[href*='/pieces/']").all();
        assertThat(files).hasSizeGreaterThan(3);
        for (var file : files) {
            var path = file.getAttribute("href");
            var answer = page.request().get(address(path));
            assertThat(answer.status()).as(path).isEqualTo(200);
            assertThat(new String(answer.body(), 0, 5, StandardCharsets.US_ASCII))
                    .as(path)
                    .isEqualTo(path.endsWith(".xml") ? "<?xml" : "%PDF-");
        }

        var owed = credit();
        follow(page, "Bilan et avoir");
        assertThat(page.getByLabel("Montant à rembourser").inputValue()).isEqualTo(owed.comma());
        press(page, "Demander le remboursement");
        assertThat(main(page)).contains("Les remboursements demandés", plain(owed.french()));
        assertThat(credit().isZero()).as("asked once").isTrue();

        application.bean(Treasury.class).refund("journey");
        liveUntil(LocalDate.of(2026, 11, 26));
        door.enterAgain(page, Cast.DEPARTMENT_ACCOUNTANT);
        page.navigate(address(ENDING + "/bilan"));
        assertThat(main(page)).contains(Sentences.of(Credits.RefundState.PAID));
        page.navigate(address(ENDING));
        assertThat(page.locator("tr:has-text('Rendu') td.money").first().innerText())
                .isEqualTo(owed.french());
        assertThat(application.bean(SegregatedFunds.class).coverage().holds()).isTrue();
    }

    private Money credit() {
        return application
                .bean(Credits.class)
                .available(application.bean(Orders.class).get(Script.DEPARTMENT_ORDER));
    }

    private static String plain(String text) {
        return text.replaceAll("[\\s\\u00a0\\u202f]+", " ");
    }

    /** The story goes on, with all that people do and the bank states, until nine o'clock of a day. */
    private void liveUntil(LocalDate day) {
        application
                .bean(Story.class)
                .advanceTo(day.atTime(9, 0).atZone(Paris.ZONE).toInstant(), _ -> {});
    }

    /** Days have passed, and with them a session; the telephone is lost, and a recovery code serves. */
    private Page signedInAgain(Player player) {
        var page = signedIn(player, SCREEN);
        door.enterWithoutTelephone(page, player);
        return page;
    }

    // ── What people hold ─────────────────────────────────────────────────────────────────────────────────────────

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
