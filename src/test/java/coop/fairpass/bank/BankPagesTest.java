package coop.fairpass.bank;

import static coop.fairpass.World.CONTROLLER;
import static coop.fairpass.World.FIRST_ADMIN;
import static coop.fairpass.World.SEGREGATED;
import static coop.fairpass.World.TOWN_BUYER;
import static coop.fairpass.World.TREASURER;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Accessibility;
import coop.fairpass.Db;
import coop.fairpass.TestApplication;
import coop.fairpass.TestDatabase;
import coop.fairpass.Visitor;
import coop.fairpass.World;
import coop.fairpass.money.Money;
import coop.fairpass.orders.Need.Restrictions;
import coop.fairpass.orders.Receivables;
import coop.fairpass.orders.Receivables.Receivable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("La banque, sur des pages")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BankPagesTest {

    private World world;
    private TestApplication site;
    private Visitor treasurer;

    @BeforeAll
    void open(Db db, @TempDir Path home) {
        world = new World(db, home);
        site = TestApplication.start(db, world.clock, Visitor.settings(home));
        treasurer = Visitor.of(site, TREASURER);
    }

    @AfterAll
    void close() {
        treasurer.close();
        site.close();
        world.close();
    }

    private static Visitor.Page sound(Visitor.Page page) {
        assertThat(page.status()).as(page.read()).isLessThan(500);
        assertThat(Accessibility.faults(page.text())).as(page.at().toString()).isEmpty();
        return page;
    }

    private Visitor.Page bring(String name, byte[] content) {
        return treasurer.get("/banque").form("/banque/fichiers").sendWith("file", name, content);
    }

    /** The bank states today on the segregated account, read by the page; it is nine the next morning. */
    private Visitor.Page stated() {
        var page = bring("releve.xml", world.bank().statement(SEGREGATED, world.today(), CamtVersion.V08));
        world.day(world.today().plusDays(1).toString());
        return page;
    }

    private UUID last(EntryState state) {
        return world.bean(BankEntries.class)
                .in(state, Optional.empty(), 1)
                .getFirst()
                .entry()
                .id();
    }

    @Test
    @DisplayName("R-229 : un encaissement sans référence est proposé, une personne confirme, et l’appel est payé")
    void a_receipt_is_proposed_and_confirmed() {
        var order = world.signedOrder(TOWN_BUYER, 2, Restrictions.none());
        var call = world.bean(Receivables.class).of(order, Receivable.Kind.FACE).orElseThrow();
        world.bank().receive(SEGREGATED, world.today(), call.open(), Party.named("TRESORERIE EXEMPLE"), "VIREMENT");
        var report = sound(stated());
        assertThat(report.at().getPath()).startsWith("/banque/fichiers/");
        assertThat(report.read())
                .contains("1 ligne acceptée")
                .contains("Relevé prouvé")
                .contains("Acceptée");
        var overview = sound(treasurer.get("/banque"));
        assertThat(overview.read()).contains("TRESORERIE EXEMPLE").contains("À identifier");
        assertThat(sound(treasurer.get("/")).read()).contains("Dire ce que sont des lignes de la banque");
        var line = "/banque/lignes/" + last(EntryState.PARKED);
        var page = sound(treasurer.get(line));
        assertThat(page.read()).contains(call.document()).contains("Reste à identifier 200,00 €");
        var wrong = sound(page.form(line + "/encaissement", 2)
                .with("document", "F-2026-999999")
                .with("amount", "10,00")
                .send());
        assertThat(wrong.read()).contains("Aucune pièce à encaisser ne porte ce numéro.");
        assertThat(wrong.field("document")).contains("F-2026-999999");
        var confirm = page.form(line + "/encaissement");
        assertThat(confirm.value("document")).isEqualTo(call.document());
        var done = sound(confirm.send());
        assertThat(done.read()).contains("Encaissement reconnu").contains("Reconnue");
        assertThat(sound(confirm.send()).read()).contains("Encaissement reconnu");
        assertThat(world.bean(Receivables.class)
                        .of(order, Receivable.Kind.FACE)
                        .orElseThrow()
                        .open())
                .isEqualTo(Money.ZERO);
    }

    @Test
    @DisplayName("R-228 : le même fichier lu deux fois n’ajoute rien ; chaque ligne dit ce qu’elle devient")
    void the_same_file_twice_adds_nothing() {
        world.bank().book(SEGREGATED, world.today(), Money.cents(-12_00), "FRAIS DE TENUE DE COMPTE");
        var file = world.bank().statement(SEGREGATED, world.today(), CamtVersion.V08);
        assertThat(sound(bring("cantonne.xml", file)).read()).contains("1 ligne acceptée");
        var again = sound(bring("cantonne.xml", file));
        assertThat(again.read()).contains("0 ligne acceptée").contains("1 déjà connue");
        world.day(world.today().plusDays(1).toString());
        var line = "/banque/lignes/" + last(EntryState.TO_EXPLAIN);
        var page = sound(treasurer.get(line));
        var charge = page.form(line, 1);
        assertThat(charge.value("kind")).isEqualTo("CHARGE");
        assertThat(sound(charge.with("vat", "deux euros").send()).read()).contains("Cette valeur n’est pas acceptée.");
        assertThat(sound(charge.with("vat", "2,00").send()).read())
                .contains("La ligne est expliquée.")
                .contains("Frais bancaires");
        assertThat(sound(charge.send()).read()).contains("Cette ligne n’attend pas cette explication");
    }

    @Test
    @DisplayName("une explication redite est la même ; son identifiant ne sert ni à un autre montant ni à autre chose")
    void an_explanation_is_said_once() {
        world.bank().book(SEGREGATED, world.today(), Money.cents(5_00), "INTERETS CREDITEURS");
        stated();
        var entry = last(EntryState.PARKED);
        var id = UUID.randomUUID();
        var interest = world.bean(BookInterest.class);
        var first = interest.handle(new BookInterest.Command(id, entry, Money.cents(3_00), TREASURER));
        assertThat(first).isInstanceOf(Explained.Done.class);
        assertThat(interest.handle(new BookInterest.Command(id, entry, Money.cents(3_00), TREASURER)))
                .isEqualTo(first);
        var taken = new Explained.Refused(ExplanationReason.ID_TAKEN);
        assertThat(interest.handle(new BookInterest.Command(id, entry, Money.cents(2_00), TREASURER)))
                .isEqualTo(taken);
        assertThat(world.bean(BookRepayment.class)
                        .handle(new BookRepayment.Command(id, entry, World.FIRST, Money.cents(3_00), TREASURER)))
                .isEqualTo(taken);
        interest.handle(new BookInterest.Command(UUID.randomUUID(), entry, Money.cents(2_00), TREASURER));
    }

    @Test
    @DisplayName("un fichier illisible, vide, énorme en noms ou d’une autre sorte : une phrase, jamais une erreur")
    void files_that_cannot_be_read() {
        for (var content : List.of(
                "",
                "bonjour",
                "%PDF-1.7",
                "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>",
                "<Document><a></Document>",
                "<a>".repeat(200))) {
            var page = sound(bring("fichier.bin", content.getBytes(StandardCharsets.UTF_8)));
            assertThat(page.at().getPath()).as(content).isEqualTo("/banque");
            assertThat(page.read()).as(content).contains("fichier");
            assertThat(page.text()).doesNotContain("root:");
        }
        var nothing = sound(treasurer.get("/banque").form("/banque/fichiers").sendWith("other", "x", new byte[0]));
        assertThat(nothing.read()).contains("Choisissez un fichier de la banque.");
    }

    @Test
    @DisplayName("un nom de fichier hostile se lit, et ne fait rien")
    void a_hostile_name_is_only_read() {
        var page = sound(bring("<img src=x onerror=alert(1)>.xml", "rien".getBytes(StandardCharsets.UTF_8)));
        assertThat(page.text()).doesNotContain("<img");
    }

    @Test
    @DisplayName("la couverture se lit par compte, au dernier relevé prouvé")
    void coverage_is_read_by_account() {
        var page = sound(treasurer.get("/banque"));
        assertThat(page.read())
                .contains("de couverture")
                .contains("sur le compte cantonné")
                .contains("Compte cantonné")
                .contains("Compte d’exploitation");
    }

    @Test
    @DisplayName("le contrôle lit et n’agit pas ; les autres lisent pourquoi ; ce qui n’existe pas se dit")
    void who_may_read_and_act() {
        try (var controller = Visitor.of(site, CONTROLLER);
                var provider = Visitor.of(site, FIRST_ADMIN)) {
            var page = sound(controller.get("/banque"));
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.actions()).doesNotContain("/banque/fichiers");
            var csrf = page.form("/sortir").value("_csrf");
            List<String[]> token = List.of(new String[][] {{"_csrf", csrf}});
            assertThat(sound(controller.post("/banque/ordres/" + UUID.randomUUID() + "/accord", token))
                            .status())
                    .isEqualTo(403);
            assertThat(sound(controller.post("/banque/comptes/" + UUID.randomUUID(), token))
                            .status())
                    .isEqualTo(403);
            assertThat(sound(controller.post("/banque/lignes/" + UUID.randomUUID(), token))
                            .status())
                    .isEqualTo(403);
            assertThat(sound(controller.get("/banque/virements-internes")).status())
                    .isEqualTo(200);
            assertThat(sound(provider.get("/banque/comptes")).status()).isEqualTo(403);
        }
        for (var path : List.of("/banque/ordres/", "/banque/lignes/", "/banque/fichiers/")) {
            assertThat(sound(treasurer.get(path + UUID.randomUUID())).status()).isEqualTo(404);
            assertThat(sound(treasurer.get(path + "pas-un-id")).status()).isEqualTo(404);
        }
        var csrf = treasurer.get("/banque").form("/sortir").value("_csrf");
        var unknown = treasurer.post("/banque/comptes/" + UUID.randomUUID(), List.of(new String[][] {{"_csrf", csrf}}));
        assertThat(sound(unknown).read()).contains("Ce compte bancaire n’existe pas.");
    }
}
