package coop.fairpass.settlement;

import static coop.fairpass.World.COMMITTEE;
import static coop.fairpass.World.FIRST;
import static coop.fairpass.World.FIRST_ADMIN;
import static coop.fairpass.World.FIRST_STAFF;
import static coop.fairpass.World.OTHER_TREASURER;
import static coop.fairpass.World.SECOND;
import static coop.fairpass.World.SECOND_STAFF;
import static coop.fairpass.World.TREASURER;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Accessibility;
import coop.fairpass.Db;
import coop.fairpass.TestApplication;
import coop.fairpass.TestDatabase;
import coop.fairpass.Visitor;
import coop.fairpass.World;
import coop.fairpass.booklets.PublicKeys;
import coop.fairpass.booklets.SignText;
import coop.fairpass.booklets.VoucherNumber;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Organisations;
import coop.fairpass.directory.Role;
import coop.fairpass.invoicing.PdfText;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

/** One month's end, in order: 37 vouchers of October at one provider, some at another whose account is frozen. */
@DisplayName("La fin d’un mois, sur des pages")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SettlementPagesTest {

    private static final Actor SECOND_ADMIN = new Actor(
            "person/" + World.id("second admin"),
            "Administratrice du second",
            Optional.of(SECOND),
            Set.of(Role.PROVIDER_ADMIN));

    private World world;
    private TestApplication site;
    private Visitor treasurer;
    private Visitor other;
    private Visitor provider;
    private String runPath = "";

    @BeforeAll
    void open(Db db, @TempDir Path home) {
        world = new World(db, home);
        var order = world.order(10);
        for (int place = 1; place <= 10; place++) {
            world.handedOver(order, place);
        }
        // At most four vouchers of a booklet a day at a place: five would wait for a person.
        int first = 37;
        int second = 6;
        for (int place = 1; first > 0 || second > 0; place = place % 10 + 1) {
            var booklet = world.booklet(order, place);
            for (int rank = 1; rank <= 4 && first > 0; rank++, first--) {
                world.redeem(world.given(booklet, rank));
            }
            for (int rank = 5; rank <= 6 && second > 0; rank++, second--) {
                world.redeem(SECOND_STAFF, World.SECOND_PLACE, world.given(booklet, rank));
            }
            if (place == 10) {
                break;
            }
        }
        site = TestApplication.start(db, world.clock, Visitor.settings(home));
        treasurer = Visitor.of(site, TREASURER);
        other = Visitor.of(site, OTHER_TREASURER);
        provider = Visitor.of(site, FIRST_ADMIN);
    }

    @AfterAll
    void close() {
        List.of(treasurer, other, provider).forEach(Visitor::close);
        site.close();
        world.close();
    }

    private static Visitor.Page sound(Visitor.Page page) {
        assertThat(page.status()).as(page.read()).isLessThan(500);
        assertThat(Accessibility.faults(page.text())).as(page.at().toString()).isEmpty();
        return page;
    }

    /** What the bank will show, as it is known on the day of the freeze. */
    private String reference() {
        return "CP202610-" + world.bean(Organisations.class).get(FIRST).providerCode();
    }

    private String statementOf(coop.fairpass.directory.OrganisationId organisation) {
        return world.bean(Statements.class).of(organisation).getFirst().number();
    }

    @Test
    @Order(1)
    @DisplayName("avant la fin du mois, la structure lit ce qui n’est pas encore sur un relevé")
    void before_the_month_ends() {
        var page = sound(provider.get("/releves"));
        assertThat(page.read()).contains("370,00 € de chèques en octobre 2026, avant frais. 37 chèques");
        assertThat(page.read()).contains("Aucun relevé.");
        var early = sound(treasurer.get("/fin-de-mois"));
        assertThat(early.read()).contains("Aucun mois terminé n’attend.");
        var csrf = treasurer.get("/banque").form("/sortir").value("_csrf");
        var refused = sound(treasurer.post("/fin-de-mois/2026-10/arreter", List.of(new String[][] {{"_csrf", csrf}})));
        assertThat(refused.read()).contains("Le mois n’est pas terminé à Paris.");
    }

    @Test
    @Order(2)
    @DisplayName("une structure change d’IBAN : une autre personne le valide, et il attend cinq jours")
    void an_account_is_changed_and_approved() {
        try (var second = Visitor.of(site, SECOND_ADMIN)) {
            var wrong = sound(second.get("/releves/compte")
                    .form("/releves/compte")
                    .with("holder", "Second prestataire")
                    .with("iban", "FR76 1234")
                    .send());
            assertThat(wrong.status()).isEqualTo(422);
            assertThat(wrong.field("iban")).contains("FR76 1234");
            assertThat(wrong.field("holder")).contains("Second prestataire");
            var form = wrong.form("/releves/compte").with("iban", World.iban(77).value());
            var done = sound(form.send());
            assertThat(done.read()).contains("Compte enregistré.").contains("À vérifier");
            assertThat(form.send().read()).contains("Compte enregistré.");
        }
        var waiting = sound(treasurer.get("/banque/comptes"));
        assertThat(waiting.read())
                .contains("Second prestataire")
                .contains(World.iban(77).grouped().replace('\u00a0', ' '));
        var account = waiting.actions().stream()
                .filter(action -> action.startsWith("/banque/comptes/"))
                .filter(action -> waiting.text().indexOf(action)
                        > waiting.text().indexOf(World.iban(77).grouped()))
                .findFirst()
                .orElseThrow();
        world.day("2026-10-30");
        var validated = sound(waiting.form(account).send());
        assertThat(validated.read()).contains("Compte validé. Il sert à partir du 4 novembre 2026.");
    }

    @Test
    @Order(3)
    @DisplayName("R-197, R-144 : le mois terminé attend, s’arrête en un clic, et 37 chèques paient 352,24 €")
    void the_month_is_settled() {
        world.day("2026-11-01");
        assertThat(sound(treasurer.get("/")).read()).contains("Arrêter octobre 2026");
        var page = sound(treasurer.get("/fin-de-mois"));
        assertThat(page.read())
                .contains("43 chèques, 430,00 € de valeur faciale, 2 structures à payer le 2 novembre 2026");
        var progress = "/fin-de-mois/2026-10/avancement";
        assertThat(sound(treasurer.get(progress)).read()).contains("Le mois va être arrêté.", "Ne plus la relire");
        assertThat(sound(treasurer.get(progress + "?stays=true")).read()).doesNotContain("se relit toute seule");
        var settle = page.form("/fin-de-mois/2026-10/arreter");
        var settled = sound(settle.send());
        assertThat(settled.at().getPath()).isEqualTo("/fin-de-mois/2026-10");
        assertThat(settled.read())
                .contains("352,24 €")
                .contains("Le compte bancaire vient de changer : par sécurité, il ne sert qu’après quelques jours.");
        assertThat(sound(settle.send()).read()).contains("2 relevés");
        assertThat(sound(treasurer.get(progress)).read()).contains("C’est fait : 2 relevés.");
        assertThat(provider.get(progress).status()).isEqualTo(403);
        assertThat(world.bean(Statements.class).of(java.time.YearMonth.of(2026, 10)))
                .hasSize(2);
    }

    @Test
    @Order(4)
    @DisplayName(
            "R-145, R-146, R-149, R-156 : la structure lit chaque chèque, la formule et où en est le paiement ; son PDF arrêté dit aussi la référence")
    void the_provider_reads_its_statement() {
        var number = statementOf(FIRST);
        var list = sound(provider.get("/releves"));
        assertThat(list.read())
                .contains("352,24 € sur vos relevés, frais déduits, pas encore payé")
                .contains("Le paiement est prévu le 2 novembre 2026.");
        var page = sound(provider.get("/releves/" + number));
        assertThat(page.read())
                .contains("Valeur faciale de 37 chèques 370,00 €")
                .contains("Frais HT : 37 × 10,00 € × 4")
                .contains("-14,80 €")
                .contains("TVA sur les frais -2,96 €")
                .contains("Net 352,24 €")
                .containsOnlyOnce(
                        "Votre chiffre d’affaires est la valeur faciale des chèques, 370,00 € TTC, et non le net reçu.")
                .contains("Au taux de 20")
                .contains("308,33 € HT et 61,67 € de TVA")
                .contains("Premier lieu");
        var frozen = PdfText.of(provider.get("/releves/" + number + "/pdf").bytes());
        var serials =
                world
                        .bean(Statements.class)
                        .lines(world.bean(Statements.class).find(number).orElseThrow())
                        .stream()
                        .map(line -> new VoucherNumber(line.voucher()).serial())
                        .toList();
        assertThat(serials).hasSize(37);
        assertThat(frozen)
                .contains("Jour Lieu Service Numéro de série Valeur")
                .contains("02/10/2026 Premier lieu")
                .contains(serials)
                .contains(
                        "Valeur faciale : 37 × 10,00 € 370,00 €",
                        "Frais contributifs aval : 4 % HT de 370,00 € -14,80 €",
                        "TVA sur les frais : 20 % de 14,80 € -2,96 €",
                        "Net à recevoir 352,24 €",
                        "À payer le : 2 novembre 2026",
                        "Virement du 2 novembre 2026",
                        "Référence du virement : " + reference())
                .containsOnlyOnce("Votre chiffre d’affaires est la valeur faciale des chèques, 370,00 € TTC")
                .contains("Les frais contributifs sont une charge");
        assertThat(provider.get("/releves/" + number + "/facture").bytes())
                .startsWith("%PDF".getBytes(StandardCharsets.US_ASCII));
        try (var second = Visitor.of(site, SECOND_ADMIN)) {
            assertThat(sound(second.get("/releves/" + number)).status()).isEqualTo(404);
            assertThat(sound(second.get("/releves/" + number + "/pdf")).status())
                    .isEqualTo(404);
            assertThat(sound(second.get("/")).read()).contains("Retenu");
        }
    }

    @Test
    @Order(5)
    @DisplayName("R-154 : la liste de ce qui est dû, chèque par chèque, se vérifie sans la plateforme")
    void the_list_is_signed() {
        var file = provider.get("/releves/du.csv");
        assertThat(file.type()).startsWith("text/csv");
        var text = file.text();
        assertThat(text).contains("352,24").contains("Premier lieu");
        assertThat(text.lines().filter(line -> line.contains("Premier lieu"))).hasSize(37);
        var keys = PublicKeys.parse(
                Visitor.stranger(site).get("/.well-known/fairpass-keys.json").text());
        assertThat(SignText.isGenuine(file.bytes(), keys)).isTrue();
        var forged = text.replaceFirst("352,24", "952,24").getBytes(StandardCharsets.UTF_8);
        assertThat(SignText.isGenuine(forged, keys)).isFalse();
        assertThat(SignText.isGenuine("rien".getBytes(StandardCharsets.UTF_8), keys))
                .isFalse();
    }

    @Test
    @Order(6)
    @DisplayName(
            "R-198, R-145 : deux personnes redisent le total, l’ordre part en pain.001, une fois ; le prestataire lit la référence")
    void two_people_state_the_total() {
        world.day("2026-11-02");
        var prepare = treasurer.get("/fin-de-mois").form("/fin-de-mois/ordre");
        var run = sound(prepare.send());
        runPath = run.at().getPath();
        assertThat(run.read()).contains("Préparé : 1 virement, 352,24 €");
        assertThat(prepare.send().at()).isEqualTo(run.at());
        var wrong = sound(run.form(runPath + "/accord").with("total", "352,25").send());
        assertThat(wrong.read()).contains("Le total annoncé n’est pas celui de l’ordre.");
        assertThat(wrong.field("total")).contains("352,25");
        for (var hostile : List.of("", "-1", "abc", "9".repeat(40), "1e9", "NaN")) {
            var page =
                    sound(run.form(runPath + "/accord").with("total", hostile).send());
            assertThat(page.read()).contains("Approuvé par deux personnes 0 sur 2");
            assertThat(page.field("total")).contains(hostile);
        }
        var once = sound(wrong.form(runPath + "/accord").with("total", "352,24").send());
        assertThat(once.read()).contains("Vous avez approuvé cet ordre. Une autre personne doit l’approuver");
        var mine = sound(wrong.form(runPath + "/accord").with("total", "352,24").send());
        assertThat(mine.read()).contains("Vous avez déjà approuvé cet ordre");
        assertThat(sound(treasurer.get(runPath + "/fichier")).read()).contains("n’existe qu’une fois l’ordre envoyé");
        var twice = sound(other.get(runPath)
                .form(runPath + "/accord")
                .with("total", "352,24 €")
                .send());
        assertThat(twice.read()).contains("2 sur 2");
        assertThat(sound(twice.form(runPath + "/depart").send()).read()).contains("L’ordre est arrêté.");
        var file = treasurer.get(runPath + "/fichier");
        assertThat(file.type()).contains("xml");
        assertThat(file.text()).contains("pain.001").contains("352.24");
        assertThat(treasurer.get(runPath + "/fichier").bytes()).isEqualTo(file.bytes());
        assertThat(world.bean(coop.fairpass.bank.PaymentRuns.class)
                        .transfers(UUID.fromString(runPath.substring(runPath.lastIndexOf('/') + 1)))
                        .getFirst()
                        .endToEndId())
                .as("what the frozen statement told")
                .isEqualTo(reference());
        assertThat(sound(provider.get("/releves/" + statementOf(FIRST))).read())
                .contains("Le virement est à la banque.")
                .contains("Référence du virement : " + reference());
    }

    @Test
    @Order(7)
    @DisplayName("la banque confirme : payé, avec son jour ; puis les frais gagnés quittent le compte cantonné")
    void the_bank_pays_and_fees_are_swept() {
        var run = UUID.fromString(runPath.substring(runPath.lastIndexOf('/') + 1));
        assertThat(world.bean(coop.fairpass.bank.PaymentRuns.class).find(run)).isPresent();
        world.bank().submit(treasurer.get(runPath + "/fichier").bytes(), world.clock.instant());
        world.night();
        assertThat(sound(provider.get("/releves")).read()).contains("Payé le 2 novembre 2026.");
        assertThat(sound(treasurer.get(runPath)).read()).contains("Débité par la banque");
        var page = sound(treasurer.get("/banque/virements-internes"));
        var much = sound(page.form("/banque/virements-internes")
                .with("kind", "SWEEP")
                .with("amount", "999 999,00")
                .send());
        assertThat(much.read()).contains("Ce montant dépasse les frais gagnés");
        assertThat(much.field("amount")).contains("999 999,00");
        var unsaid = sound(
                page.form("/banque/virements-internes").with("amount", "-3").send());
        assertThat(unsaid.read()).contains("Choisissez une raison.").contains("Cette valeur n’est pas acceptée.");
        var form =
                unsaid.form("/banque/virements-internes").with("kind", "SWEEP").with("amount", "1,00");
        var ordered = sound(form.send());
        assertThat(ordered.read()).contains("Le virement est ordonné.").contains("À donner à la banque");
        sound(form.send());
        assertThat(world.bean(coop.fairpass.bank.InternalTransfers.class).all()).hasSize(1);
        var transfer = world.bean(coop.fairpass.bank.InternalTransfers.class)
                .all()
                .getFirst()
                .id();
        assertThat(treasurer
                        .get("/banque/virements-internes/" + transfer + "/fichier")
                        .text())
                .contains("pain.001");
        var cancel = ordered.form("/banque/virements-internes/" + transfer + "/annulation");
        assertThat(sound(cancel.send()).read()).contains("Le virement est annulé.");
    }

    @Test
    @Order(8)
    @DisplayName(
            "le 1 % se choisit et se reprend ; un mois inconnu, un relevé inventé, un rôle absent : une page claire")
    void choices_and_closed_doors() {
        assertThat(sound(provider.get("/releves").form("/releves/contribution").send())
                        .read())
                .contains("Merci.");
        assertThat(sound(provider.get("/releves").form("/releves/contribution").send())
                        .read())
                .contains("C’est noté.");
        assertThat(sound(treasurer.get("/fin-de-mois/2020-13")).status()).isEqualTo(404);
        assertThat(sound(treasurer.get("/fin-de-mois/2020-01")).status()).isEqualTo(404);
        assertThat(sound(provider.get("/releves/REL-2026-999999")).status()).isEqualTo(404);
        assertThat(sound(provider.get("/fin-de-mois")).status()).isEqualTo(403);
        assertThat(sound(provider.get("/banque")).status()).isEqualTo(403);
        assertThat(sound(provider.get(runPath)).status()).isEqualTo(403);
        try (var staff = Visitor.of(site, FIRST_STAFF);
                var board = Visitor.of(site, COMMITTEE)) {
            assertThat(sound(staff.get("/releves")).status()).isEqualTo(403);
            assertThat(sound(board.get("/fin-de-mois")).status()).isEqualTo(200);
            assertThat(board.get("/fin-de-mois").actions()).doesNotContain("/fin-de-mois/ordre");
            var csrf = board.get("/fin-de-mois").form("/sortir").value("_csrf");
            var refused = board.post("/fin-de-mois/2026-10/arreter", List.of(new String[][] {{"_csrf", csrf}}));
            assertThat(sound(refused).status()).isEqualTo(403);
        }
        assertThat(LocalDate.of(2026, 11, 3)).isEqualTo(world.today());
    }

    @Test
    @Order(9)
    @DisplayName("R-230 : un nom proche attend une décision et sa raison ; un nom sans rapport gèle le compte")
    void a_payees_name_is_decided() {
        world.day("2026-11-04");
        var run = sound(treasurer.get("/fin-de-mois").form("/fin-de-mois/ordre").send());
        var path = run.at().getPath();
        var transfer = world.bean(coop.fairpass.bank.PaymentRuns.class)
                .transfers(UUID.fromString(path.substring(path.lastIndexOf('/') + 1)))
                .getFirst()
                .id()
                .toString();
        var unsaid = sound(run.form(path + "/noms").send());
        assertThat(unsaid.read()).contains("Choisissez un virement.").contains("Choisissez une réponse.");
        var told = sound(run.form(path + "/noms")
                .with("transfer", transfer)
                .with("code", "RVMC")
                .with("name", "SECOND PRESTATAIRE SARL")
                .send());
        assertThat(told.read()).contains("À décider").contains("SECOND PRESTATAIRE SARL");
        assertThat(sound(treasurer.get("/")).read()).contains("Décider d’un nom");
        var decision = told.form(path + "/noms/" + transfer);
        var silent = sound(decision.with("decision", "accept").send());
        assertThat(silent.read()).contains("Ce champ est obligatoire.").contains("À décider");
        assertThat(sound(decision.with("decision", "peut-être").with("why", "…").send())
                        .status())
                .isEqualTo(404);
        var accepted = sound(decision.with("decision", "accept")
                .with("why", "nom d’usage, vérifié au téléphone")
                .send());
        assertThat(accepted.read())
                .contains("Le nom est accepté.")
                .contains("Peut partir")
                .contains("« nom d’usage, vérifié au téléphone »");
        assertThat(accepted.actions()).doesNotContain(path + "/noms/" + transfer);
        assertThat(sound(decision.send()).read()).contains("Aucune réponse n’attend de décision sur ce virement.");
        assertThat(sound(treasurer.get("/")).read()).doesNotContain("Décider d’un nom");
        try (var controller = Visitor.of(site, World.CONTROLLER)) {
            var read = sound(controller.get(path));
            assertThat(read.read()).contains("SECOND PRESTATAIRE SARL");
            assertThat(read.actions()).containsExactly("/sortir");
        }
        var blocked = sound(accepted.form(path + "/noms")
                .with("transfer", transfer)
                .with("code", "RVNM")
                .with("name", "")
                .send());
        assertThat(blocked.read()).contains("Ne part pas").contains("Le compte est gelé.");
        assertThat(sound(treasurer.get("/banque/comptes")).read()).contains("Second prestataire");
        assertThat(sound(blocked.form(path + "/noms")
                                .with("transfer", UUID.randomUUID().toString())
                                .with("code", "RCVC")
                                .send())
                        .status())
                .isEqualTo(404);
    }
}
