package coop.fairpass.settlement;

import static coop.fairpass.World.FIRST;
import static coop.fairpass.World.FIRST_ADMIN;
import static coop.fairpass.World.FIRST_PLACE;
import static coop.fairpass.World.FIRST_STAFF;
import static coop.fairpass.World.SECOND;
import static coop.fairpass.World.SECOND_PLACE;
import static coop.fairpass.World.SECOND_STAFF;
import static coop.fairpass.World.TREASURER;
import static coop.fairpass.World.done;
import static coop.fairpass.World.iban;
import static coop.fairpass.money.Money.cents;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.World;
import coop.fairpass.bank.BankEntries;
import coop.fairpass.bank.CreditorReference;
import coop.fairpass.bank.EntryState;
import coop.fairpass.bank.InternalTransfers;
import coop.fairpass.bank.Party;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Iban;
import coop.fairpass.directory.Role;
import coop.fairpass.invoicing.Documents;
import coop.fairpass.invoicing.PdfText;
import coop.fairpass.ledger.Account;
import coop.fairpass.ledger.Ledger;
import coop.fairpass.ledger.SegregatedFunds;
import coop.fairpass.money.Money;
import coop.fairpass.qualification.BilledProvider;
import coop.fairpass.qualification.IdentifySubscription;
import coop.fairpass.qualification.SubscriptionReason;
import coop.fairpass.qualification.Subscriptions;
import coop.fairpass.qualification.Subscriptions.Receipt;
import coop.fairpass.settlement.Statement.StatementState;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** It is Thursday 1 October 2026; both providers are invoiced 77.00 € before VAT for their year, 92.40 € with it. */
@DisplayName("L’abonnement d’un prestataire : payé par virement, ou retenu sur un relevé s’il l’a accepté par écrit")
@ExtendWith(TestDatabase.class)
class SubscriptionsPaidTest {

    private static final Actor SECOND_ADMIN = new Actor(
            "person/" + World.id("second admin"),
            "Administratrice du second",
            Optional.of(SECOND),
            Set.of(Role.PROVIDER_ADMIN));

    private final World world;
    private String first = "";
    private String second = "";

    SubscriptionsPaidTest(Db db, @TempDir Path home) {
        world = new World(db, home);
    }

    @BeforeEach
    void bill() {
        BilledProvider.decide(world, 77_00);
        first = BilledProvider.bill(world, FIRST);
        second = BilledProvider.bill(world, SECOND);
    }

    @AfterEach
    void nothingIsBroken() {
        assertThat(world.ailments()).isEmpty();
        world.close();
    }

    private void spent(int ofFirst, int ofSecond) {
        var order = world.order(14);
        if (ofFirst > 0) {
            world.spend(FIRST_STAFF, FIRST_PLACE, order, ofFirst);
        }
        if (ofSecond > 0) {
            world.spend(SECOND_STAFF, SECOND_PLACE, order, ofSecond);
        }
    }

    private void agrees(boolean agrees, Actor by) {
        assertThat(world.bean(SetOffAgreements.class).choose(agrees, by)).isEmpty();
    }

    private Subscriptions.Subscription subscription(String invoice) {
        return world.bean(Subscriptions.class).find(invoice).orElseThrow();
    }

    private Money pendingVat() {
        return world.owed(Account.PENDING_VAT);
    }

    private Money owedSubscriptions() {
        return world.bean(Ledger.class).balance(Account.PROVIDER_SUBSCRIPTIONS);
    }

    private Money protectedNow() {
        var coverage = world.bean(SegregatedFunds.class).coverage();
        return coverage.cash().minus(coverage.sweepable(Money.ZERO)).minus(coverage.held());
    }

    @Test
    @DisplayName(
            "T6.2 (h) : 37 chèques et 92,40 € d’abonnement retenus avec accord : 259,84 € versés, 110,16 € gagnés à balayer")
    void set_off_on_the_statement() {
        spent(37, 0);
        agrees(true, FIRST_ADMIN);
        world.clock.set("2026-11-02T09:00");
        var before = protectedNow();
        var vatBefore = pendingVat();

        world.settle("2026-10");

        var statement = world.statement(FIRST, "2026-10").orElseThrow();
        assertThat(statement.setOff()).isEqualTo(cents(92_40));
        assertThat(statement.net()).isEqualTo(cents(259_84));
        assertThat(statement.state()).isEqualTo(StatementState.ISSUED);
        assertThat(before.minus(protectedNow())).isEqualTo(cents(110_16));
        assertThat(vatBefore.minus(pendingVat())).isEqualTo(cents(15_40));
        assertThat(world.bean(InternalTransfers.class).sweepable()).isEqualTo(cents(110_16));
        assertThat(subscription(first).open()).isEqualTo(Money.ZERO);
        assertThat(owedSubscriptions()).isEqualTo(cents(92_40)); // the other provider's
        assertThat(PdfText.of(
                        world.bean(Documents.class).pdf(statement.number()).orElseThrow()))
                .contains("Abonnement " + first + ", par compensation -92,40 €")
                .contains("Net à recevoir 259,84 €");

        world.settle("2026-10");
        assertThat(world.bean(Subscriptions.class).receipts(first)).hasSize(1);
        world.pay();
        world.night();
        assertThat(world.statement(FIRST, "2026-10").orElseThrow().state()).isEqualTo(StatementState.PAID);
        world.move(UUID.randomUUID(), InternalTransfers.Kind.SWEEP, cents(110_16), Optional.empty());
        assertThat(world.bean(InternalTransfers.class).sweepable()).isEqualTo(Money.ZERO);
    }

    @Test
    @DisplayName(
            "T17 : 5 chèques et 92,40 € à retenir : 47,60 € retenus, net 0, 44,80 € restent, TVA exigible 7,93 € puis 7,47 €")
    void no_more_than_the_statement_owes() {
        spent(0, 5);
        agrees(true, SECOND_ADMIN);
        world.clock.set("2026-11-02T09:00");
        var vatBefore = pendingVat();

        world.settle("2026-10");

        var statement = world.statement(SECOND, "2026-10").orElseThrow();
        assertThat(statement.setOff()).isEqualTo(cents(47_60));
        assertThat(statement.net()).isEqualTo(Money.ZERO);
        assertThat(subscription(second).open()).isEqualTo(cents(44_80));
        assertThat(vatBefore.minus(pendingVat())).isEqualTo(cents(7_93));
        assertThat(statement.state()).isEqualTo(StatementState.CARRIED_OVER);
        credit(World.OPERATING, 44_80, second);
        assertThat(vatBefore.minus(pendingVat())).isEqualTo(cents(15_40));
        assertThat(subscription(second).open()).isEqualTo(Money.ZERO);
    }

    @Test
    @DisplayName("sans accord, ou l’accord retiré, le relevé est payé en entier, même l’abonnement en retard")
    void nothing_without_an_agreement() {
        spent(37, 12);
        agrees(true, SECOND_ADMIN);
        agrees(false, SECOND_ADMIN);
        world.clock.set("2026-11-02T09:00");
        assertThat(subscription(first).dueOn()).isBefore(world.today());

        world.settle("2026-10");

        for (var provider : Set.of(FIRST, SECOND)) {
            var statement = world.statement(provider, "2026-10").orElseThrow();
            assertThat(statement.setOff()).isEqualTo(Money.ZERO);
            assertThat(statement.state()).isEqualTo(StatementState.ISSUED);
        }
        assertThat(world.statement(FIRST, "2026-10").orElseThrow().net()).isEqualTo(cents(352_24));
        assertThat(owedSubscriptions()).isEqualTo(cents(2 * 92_40));
        assertThat(world.bean(SetOffAgreements.class).choose(true, FIRST_STAFF)).contains(SettlementReason.NOT_ALLOWED);
    }

    private void credit(Iban account, long amount, String text) {
        world.bank().receive(account, world.today(), cents(amount), Party.named("PRESTATAIRE", iban(25)), text);
        world.night();
    }

    @Test
    @DisplayName(
            "payé en deux virements qui portent la référence : reconnus à la lecture, la TVA suit à 5,56 € puis 9,84 €")
    void paid_by_transfer() {
        var vatBefore = pendingVat();
        credit(World.OPERATING, 33_33, CreditorReference.of(first).value());
        assertThat(subscription(first).received()).isEqualTo(cents(33_33));
        assertThat(vatBefore.minus(pendingVat())).isEqualTo(cents(5_56));

        credit(World.OPERATING, 59_07 + 1_00, "abonnement " + first.replace('-', ' '));

        assertThat(subscription(first).open()).isEqualTo(Money.ZERO);
        assertThat(vatBefore.minus(pendingVat())).isEqualTo(cents(15_40));
        assertThat(world.bean(Subscriptions.class).receipts(first))
                .extracting(Receipt::vat)
                .containsExactly(cents(5_56), cents(9_84));
        assertThat(world.owed(Account.UNIDENTIFIED_OPERATING))
                .as("one euro too much waits for a person")
                .isEqualTo(cents(1_00));
    }

    private IdentifySubscription.Outcome identify(UUID match, UUID entry, String invoice, long amount, Actor by) {
        return world.bean(IdentifySubscription.class)
                .handle(new IdentifySubscription.Command(match, entry, invoice, cents(amount), by));
    }

    @Test
    @DisplayName(
            "un virement sans référence est proposé, puis reconnu par la trésorerie, une fois ; sur le compte cantonné il est refusé")
    void recognised_by_a_person() {
        credit(World.OPERATING, 92_40, "cotisation");
        credit(World.SEGREGATED, 10_00, first);
        var parked = world.bean(BankEntries.class).in(EntryState.PARKED, Optional.empty(), 10);
        var ours = parked.stream()
                .filter(one -> one.entry().amount().equals(cents(92_40)))
                .findFirst()
                .orElseThrow()
                .entry()
                .id();
        var wrong = parked.stream()
                .filter(one -> one.entry().amount().equals(cents(10_00)))
                .findFirst()
                .orElseThrow()
                .entry()
                .id();
        assertThat(world.bean(BankEntries.class).proposals(ours))
                .extracting(proposal -> proposal.document() + " " + proposal.why())
                .containsExactlyInAnyOrder(
                        first + " abonnement du même montant, compte de cette structure",
                        second + " abonnement du même montant");
        var match = UUID.randomUUID();
        assertThat(identify(match, ours, first, 92_40, FIRST_ADMIN)).isEqualTo(refused(SubscriptionReason.NOT_ALLOWED));
        assertThat(identify(match, ours, "F-2026-999999", 92_40, TREASURER))
                .isEqualTo(refused(SubscriptionReason.UNKNOWN_INVOICE));
        assertThat(identify(match, UUID.randomUUID(), first, 92_40, TREASURER))
                .isEqualTo(refused(SubscriptionReason.NOTHING_PARKED));
        assertThat(identify(match, wrong, first, 10_00, TREASURER))
                .isEqualTo(refused(SubscriptionReason.NOT_ON_OPERATING));
        assertThat(identify(match, ours, first, 92_41, TREASURER))
                .isEqualTo(refused(SubscriptionReason.MORE_THAN_PARKED));

        for (int time = 1; time <= 2; time++) {
            assertThat(done(
                                    IdentifySubscription.Outcome.Identified.class,
                                    identify(match, ours, first, 92_40, TREASURER))
                            .subscription()
                            .open())
                    .isEqualTo(Money.ZERO);
        }

        assertThat(world.owed(Account.UNIDENTIFIED_OPERATING)).isEqualTo(Money.ZERO);
        assertThat(owedSubscriptions()).isEqualTo(cents(92_40));
        credit(World.OPERATING, 5_00, "encore");
        var more = world.bean(BankEntries.class).in(EntryState.PARKED, Optional.empty(), 10).stream()
                .filter(one -> one.entry().amount().equals(cents(5_00)))
                .findFirst()
                .orElseThrow();
        assertThat(identify(UUID.randomUUID(), more.entry().id(), first, 5_00, TREASURER))
                .isEqualTo(refused(SubscriptionReason.MORE_THAN_OPEN));
    }

    private static IdentifySubscription.Outcome refused(SubscriptionReason reason) {
        return new IdentifySubscription.Outcome.Refused(reason);
    }

    @Test
    @DisplayName(
            "ce qui fut gardé de l’accord : son texte, son jour, son auteur ; le donner deux fois le garde une fois")
    void the_agreement_is_kept() {
        agrees(true, FIRST_ADMIN);
        agrees(true, FIRST_ADMIN);
        var standing = world.bean(SetOffAgreements.class).of(FIRST).orElseThrow();
        assertThat(standing.words()).isEqualTo(SetOffAgreements.WORDS);
        agrees(false, FIRST_ADMIN);
        assertThat(world.bean(SetOffAgreements.class).all(FIRST)).hasSize(2);
        assertThat(world.db
                        .jdbc()
                        .sql("SELECT what FROM settlement.act WHERE organisation = :id ORDER BY what")
                        .param("id", FIRST.value())
                        .query(String.class)
                        .list())
                .containsExactly("SET_OFF_AGREED", "SET_OFF_WITHDRAWN");
    }
}
