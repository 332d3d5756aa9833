package coop.fairpass.settlement;

import static coop.fairpass.World.CONTROLLER;
import static coop.fairpass.World.FIRST;
import static coop.fairpass.World.FIRST_ADMIN;
import static coop.fairpass.World.FIRST_PLACE;
import static coop.fairpass.World.FIRST_STAFF;
import static coop.fairpass.World.SECOND;
import static coop.fairpass.World.TREASURER;
import static coop.fairpass.World.iban;
import static coop.fairpass.money.Money.cents;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Accessibility;
import coop.fairpass.Db;
import coop.fairpass.TestApplication;
import coop.fairpass.TestDatabase;
import coop.fairpass.Visitor;
import coop.fairpass.World;
import coop.fairpass.bank.BankEntries;
import coop.fairpass.bank.CreditorReference;
import coop.fairpass.bank.EntryState;
import coop.fairpass.bank.Party;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.qualification.BilledProvider;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

/** A year of subscription of a provider, from its invoice to what is left of it, in order. */
@DisplayName("L’abonnement d’un prestataire, sur des pages")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SubscriptionPagesTest {

    private static final Actor SECOND_ADMIN = new Actor(
            "person/" + World.id("second admin"),
            "Administratrice du second",
            Optional.of(SECOND),
            Set.of(Role.PROVIDER_ADMIN));

    private World world;
    private TestApplication site;
    private Visitor provider;
    private Visitor treasurer;
    private String invoice = "";

    @BeforeAll
    void open(Db db, @TempDir Path home) {
        world = new World(db, home);
        BilledProvider.decide(world, 77_00);
        invoice = BilledProvider.bill(world, FIRST);
        world.spend(FIRST_STAFF, FIRST_PLACE, world.order(4), 10);
        site = TestApplication.start(db, world.clock, Visitor.settings(home));
        provider = Visitor.of(site, FIRST_ADMIN);
        treasurer = Visitor.of(site, TREASURER);
    }

    @AfterAll
    void close() {
        assertThat(world.ailments()).isEmpty();
        List.of(provider, treasurer).forEach(Visitor::close);
        site.close();
        world.close();
    }

    private static Visitor.Page sound(Visitor.Page page) {
        assertThat(page.status()).as(page.read()).isLessThan(500);
        assertThat(Accessibility.faults(page.text())).as(page.at().toString()).isEmpty();
        return page;
    }

    @Test
    @Order(1)
    @DisplayName("le prestataire lit sa facture, comment la payer, et l’accord libre qu’il donne, retire, redonne")
    void the_provider_reads_and_agrees() {
        assertThat(sound(provider.get("/releves")).read()).contains("Il reste 92,40 € à payer.");
        var page = sound(provider.get("/releves/abonnement"));
        assertThat(page.read())
                .contains("92,40 € restent à payer, TVA comprise")
                .contains("du 01/10/2026 au 30/09/2027")
                .contains(CreditorReference.of(invoice).value())
                .contains("Avec ou sans cet accord, vos chèques vous sont payés aux mêmes dates.")
                .contains(SetOffAgreements.WORDS);
        assertThat(provider.get("/releves/abonnement/" + invoice).bytes())
                .startsWith("%PDF".getBytes(StandardCharsets.US_ASCII));

        var agreed = sound(page.form("/releves/abonnement/accord").send());
        assertThat(agreed.read())
                .contains("Votre accord est enregistré. Il vaut dès le prochain relevé.")
                .contains("Accord donné le ");
        var withdrawn = sound(agreed.form("/releves/abonnement/accord").send());
        assertThat(withdrawn.read()).contains("Votre accord est retiré.").contains("Vous avez retiré votre accord le ");
        sound(withdrawn.form("/releves/abonnement/accord").send());
    }

    @Test
    @Order(2)
    @DisplayName("un autre prestataire n’en voit rien ; qui ne fait que valider des chèques n’y entre pas")
    void others_see_nothing() {
        try (var second = Visitor.of(site, SECOND_ADMIN);
                var staff = Visitor.of(site, FIRST_STAFF)) {
            assertThat(sound(second.get("/releves/abonnement")).read())
                    .contains("Aucun abonnement ne vous a été facturé.")
                    .doesNotContain(invoice);
            assertThat(second.get("/releves/abonnement/" + invoice).status()).isEqualTo(404);
            assertThat(staff.get("/releves/abonnement").status()).isEqualTo(403);
            assertThat(second.get("/fin-de-mois/abonnements").status()).isEqualTo(403);
        }
    }

    @Test
    @Order(3)
    @DisplayName("la trésorerie reconnaît sur la ligne de la banque un virement que rien ne nommait")
    void a_credit_is_recognised() {
        world.bank()
                .receive(World.OPERATING, world.today(), cents(12_40), Party.named("PRESTATAIRE", iban(25)), "acompte");
        world.night();
        var entry = world.bean(BankEntries.class)
                .in(EntryState.PARKED, Optional.empty(), 10)
                .getFirst()
                .entry()
                .id();
        var line = "/banque/lignes/" + entry;
        var wrong = sound(treasurer
                .get(line)
                .form(line + "/encaissement")
                .with("document", invoice)
                .with("amount", "99,00")
                .send());
        assertThat(wrong.read()).contains("Le montant dépasse ce qui attend d’être identifié.");
        var done = sound(wrong.form(line + "/encaissement")
                .with("document", invoice)
                .with("amount", "12,40")
                .send());
        assertThat(done.read()).contains("Encaissement reconnu : il reste 80,00 € à recevoir sur " + invoice);
        assertThat(sound(treasurer.get("/fin-de-mois/abonnements")).read())
                .contains("80,00 € restent à recevoir")
                .contains("Premier prestataire " + invoice)
                .contains("Retenu sur le prochain relevé");
        try (var controller = Visitor.of(site, CONTROLLER)) {
            assertThat(sound(controller.get("/fin-de-mois")).text()).contains("href=\"/fin-de-mois/abonnements\"");
        }
    }

    @Test
    @Order(4)
    @DisplayName("le relevé dit ce qui est retenu et sur quelle facture ; la page de l’abonnement, sur quel relevé")
    void the_statement_says_it() {
        world.day("2026-11-02");
        world.settle("2026-10");
        var statement = world.statement(FIRST, "2026-10").orElseThrow();
        assertThat(statement.net()).isEqualTo(cents(15_20));
        assertThat(sound(provider.get("/releves/" + statement.number())).read())
                .contains("Abonnement " + invoice + ", par compensation -80,00 €")
                .contains("Net 15,20 €");
        assertThat(sound(provider.get("/releves/abonnement")).read())
                .contains(
                        "12,40 € le 03/10/2026, par virement",
                        "80,00 € le 31/10/2026, retenu sur " + statement.number())
                .contains("à payer : tout est réglé");
        assertThat(sound(treasurer.get("/fin-de-mois/abonnements")).read())
                .contains("Tous les abonnements facturés sont payés.");
    }
}
