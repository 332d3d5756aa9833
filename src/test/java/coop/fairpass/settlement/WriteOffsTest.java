package coop.fairpass.settlement;

import static coop.fairpass.World.COMMITTEE;
import static coop.fairpass.World.CONTROLLER;
import static coop.fairpass.World.FIRST;
import static coop.fairpass.World.FIRST_ADMIN;
import static coop.fairpass.World.FIRST_PLACE;
import static coop.fairpass.World.FIRST_STAFF;
import static coop.fairpass.World.OTHER_TREASURER;
import static coop.fairpass.World.SECOND;
import static coop.fairpass.World.TREASURER;
import static coop.fairpass.World.done;
import static coop.fairpass.money.Money.cents;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Accessibility;
import coop.fairpass.Db;
import coop.fairpass.TestApplication;
import coop.fairpass.TestDatabase;
import coop.fairpass.Visitor;
import coop.fairpass.World;
import coop.fairpass.directory.Actor;
import coop.fairpass.ledger.Account;
import coop.fairpass.ledger.Ledger;
import coop.fairpass.ledger.SegregatedFunds;
import coop.fairpass.settlement.WriteOffs.WriteOffState;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** October is paid; one voucher of it proved wrong and was advanced: the provider owes 9.52 € and redeems no more. */
@DisplayName("La dette d’un prestataire, abandonnée par une décision de deux personnes")
@ExtendWith(TestDatabase.class)
class WriteOffsTest {

    private final World world;
    private final Path home;
    private final Db db;

    WriteOffsTest(Db db, @TempDir Path home) {
        this.db = db;
        this.home = home;
        world = new World(db, home);
    }

    @BeforeEach
    void theProviderOwes() {
        world.clock.set("2026-10-12T10:00");
        var wrong = world.spend(FIRST_STAFF, FIRST_PLACE, world.order(4), 4).getFirst();
        world.clock.set("2026-11-02T08:00");
        world.settle("2026-10");
        world.pay();
        world.night();
        world.advanceAClaim(wrong);
    }

    @AfterEach
    void nothingIsBroken() {
        assertThat(world.ailments()).isEmpty();
        world.close();
    }

    private AskWriteOff.Outcome ask(UUID id, long amount, String reason, Actor by) {
        return world.bean(AskWriteOff.class).handle(new AskWriteOff.Command(id, FIRST, cents(amount), reason, by));
    }

    private DecideWriteOff.Outcome decide(UUID id, boolean agrees, Actor by) {
        return world.bean(DecideWriteOff.class).handle(new DecideWriteOff.Command(id, agrees, by));
    }

    private static AskWriteOff.Outcome notAsked(SettlementReason reason) {
        return new AskWriteOff.Outcome.Refused(reason);
    }

    private static DecideWriteOff.Outcome notDecided(SettlementReason reason) {
        return new DecideWriteOff.Outcome.Refused(reason);
    }

    @Test
    @DisplayName(
            "9,52 € demandés par l’une, acceptés par l’autre : en charge, dits au prestataire, levés du relevé suivant")
    void written_off_by_two() {
        var id = UUID.randomUUID();
        var cash = world.bean(SegregatedFunds.class).coverage().cash();
        done(AskWriteOff.Outcome.Asked.class, ask(id, 9_52, "La structure a fermé.", TREASURER));
        done(AskWriteOff.Outcome.Asked.class, ask(id, 9_52, "La structure a fermé.", TREASURER));
        assertThat(world.owed(Account.OWED_TO_PROVIDERS))
                .as("asked is not done")
                .isEqualTo(cents(-9_52));
        assertThat(decide(id, true, TREASURER)).isEqualTo(notDecided(SettlementReason.WRITE_OFF_BY_ANOTHER));

        for (int time = 1; time <= 2; time++) {
            assertThat(done(DecideWriteOff.Outcome.Decided.class, decide(id, true, OTHER_TREASURER))
                            .writeOff()
                            .state())
                    .isEqualTo(WriteOffState.AGREED);
        }

        assertThat(world.owed(Account.OWED_TO_PROVIDERS)).isEqualTo(cents(0));
        assertThat(world.bean(Ledger.class).balance(Account.BAD_DEBTS)).isEqualTo(cents(9_52));
        assertThat(world.bean(SegregatedFunds.class).coverage().cash()).isEqualTo(cash);
        assertThat(world.told(FIRST)).anyMatch(text -> text.contains("abandonne 9,52"));
        assertThat(decide(id, false, OTHER_TREASURER)).isEqualTo(notDecided(SettlementReason.WRITE_OFF_DECIDED));
        world.clock.set("2026-12-01T08:00");
        world.settle("2026-11");
        assertThat(world.statement(FIRST, "2026-11").orElseThrow().net())
                .as("nothing is left to withhold")
                .isEqualTo(cents(0));
        assertThat(world.db
                        .jdbc()
                        .sql("SELECT what FROM settlement.act WHERE what LIKE '%OFF%' ORDER BY at, what DESC")
                        .query(String.class)
                        .list())
                .containsExactly("WRITE_OFF_ASKED", "DEBT_WRITTEN_OFF");
    }

    @Test
    @DisplayName("l’ordre des refus : rôle, motif, dette, montant, une demande à la fois ; refusée, rien n’est posté")
    void refusals() {
        var id = UUID.randomUUID();
        assertThat(ask(id, 9_52, "x", CONTROLLER)).isEqualTo(notAsked(SettlementReason.NOT_ALLOWED));
        assertThat(ask(id, 9_52, " ", TREASURER)).isEqualTo(notAsked(SettlementReason.REASON_MISSING));
        assertThat(world.bean(AskWriteOff.class).handle(new AskWriteOff.Command(id, SECOND, cents(1), "x", TREASURER)))
                .isEqualTo(notAsked(SettlementReason.NO_DEBT));
        assertThat(ask(id, 9_53, "x", TREASURER)).isEqualTo(notAsked(SettlementReason.MORE_THAN_DEBT));
        assertThat(ask(id, 0, "x", TREASURER)).isEqualTo(notAsked(SettlementReason.MORE_THAN_DEBT));
        done(AskWriteOff.Outcome.Asked.class, ask(id, 5_00, "Trop petite pour la réclamer.", TREASURER));
        assertThat(ask(id, 4_00, "x", TREASURER)).isEqualTo(notAsked(SettlementReason.ID_TAKEN));
        assertThat(ask(UUID.randomUUID(), 4_00, "x", TREASURER)).isEqualTo(notAsked(SettlementReason.WRITE_OFF_WAITS));
        assertThat(decide(id, true, CONTROLLER)).isEqualTo(notDecided(SettlementReason.NOT_ALLOWED));
        assertThat(decide(UUID.randomUUID(), true, COMMITTEE))
                .isEqualTo(notDecided(SettlementReason.UNKNOWN_WRITE_OFF));

        assertThat(done(DecideWriteOff.Outcome.Decided.class, decide(id, false, COMMITTEE))
                        .writeOff()
                        .state())
                .isEqualTo(WriteOffState.DECLINED);

        assertThat(world.owed(Account.OWED_TO_PROVIDERS)).isEqualTo(cents(-9_52));
        var again = UUID.randomUUID();
        done(AskWriteOff.Outcome.Asked.class, ask(again, 5_00, "Une autre fois.", TREASURER));
        done(DecideWriteOff.Outcome.Decided.class, decide(again, true, COMMITTEE));
        assertThat(world.owed(Account.OWED_TO_PROVIDERS)).as("a part only").isEqualTo(cents(-4_52));
    }

    @Test
    @DisplayName("une dette remboursée entre la demande et la décision n’est pas abandonnée pour plus que ce qui reste")
    void paid_back_meanwhile() {
        var id = UUID.randomUUID();
        done(AskWriteOff.Outcome.Asked.class, ask(id, 9_52, "Fermée.", TREASURER));
        world.spend(FIRST_STAFF, FIRST_PLACE, world.order(2), 1);
        assertThat(decide(id, true, OTHER_TREASURER)).isEqualTo(notDecided(SettlementReason.MORE_THAN_DEBT));
    }

    private static Visitor.Page sound(Visitor.Page page) {
        assertThat(page.status()).as(page.read()).isLessThan(500);
        assertThat(Accessibility.faults(page.text())).as(page.at().toString()).isEmpty();
        return page;
    }

    @Test
    @DisplayName(
            "sur la page : rien de tapé n’est perdu, qui a demandé n’accepte pas, l’autre accepte, la structure n’y entre pas")
    void on_the_page() {
        try (var site = TestApplication.start(db, world.clock, Visitor.settings(home));
                var treasurer = Visitor.of(site, TREASURER);
                var other = Visitor.of(site, OTHER_TREASURER);
                var controller = Visitor.of(site, CONTROLLER);
                var provider = Visitor.of(site, FIRST_ADMIN)) {
            var page = sound(treasurer.get("/fin-de-mois/dettes"));
            assertThat(page.read()).contains("Premier prestataire 9,52 €");
            var wrong = sound(page.form("/fin-de-mois/dettes")
                    .with("provider", FIRST.toString())
                    .with("amount", "10,00")
                    .with("reason", "Fermée")
                    .send());
            assertThat(wrong.read()).contains("Le montant dépasse ce que cette structure doit aujourd’hui.");
            assertThat(wrong.field("amount")).contains("10,00");
            assertThat(wrong.field("reason")).contains("Fermée");
            var asked = sound(wrong.form("/fin-de-mois/dettes")
                    .with("provider", FIRST.toString())
                    .with("amount", "9,52")
                    .with("reason", "Fermée")
                    .send());
            assertThat(asked.read())
                    .contains("La demande est enregistrée.")
                    .contains("Une autre personne de la trésorerie ou du conseil doit l’accepter.");
            var action = asked.actions().stream()
                    .filter(one -> one.startsWith("/fin-de-mois/dettes/"))
                    .findFirst()
                    .orElseThrow();
            assertThat(sound(controller.get("/fin-de-mois/dettes")).actions()).doesNotContain(action);
            assertThat(provider.get("/fin-de-mois/dettes").status()).isEqualTo(403);
            var agreed = sound(other.get("/fin-de-mois/dettes").form(action).send());
            assertThat(agreed.read())
                    .contains("La dette est abandonnée. La structure en est informée.")
                    .contains("Aucune structure ne doit rien à la coopérative.");
        }
    }
}
