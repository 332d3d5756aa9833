package coop.fairpass.settlement;

import static coop.fairpass.World.CONTROLLER;
import static coop.fairpass.World.FIRST;
import static coop.fairpass.World.FIRST_PLACE;
import static coop.fairpass.World.FIRST_STAFF;
import static coop.fairpass.World.OTHER_TREASURER;
import static coop.fairpass.World.SECOND;
import static coop.fairpass.World.SECOND_PLACE;
import static coop.fairpass.World.SECOND_STAFF;
import static coop.fairpass.World.TREASURER;
import static coop.fairpass.money.Money.cents;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.World;
import coop.fairpass.bank.ApproveRun;
import coop.fairpass.bank.PaymentRuns;
import coop.fairpass.bank.PaymentRuns.RunReason;
import coop.fairpass.bank.SendRun;
import coop.fairpass.directory.BankAccounts;
import coop.fairpass.directory.BankAccounts.Payability;
import coop.fairpass.directory.BankAccounts.PayabilityReason;
import coop.fairpass.ledger.Account;
import coop.fairpass.money.Money;
import coop.fairpass.orders.OrderId;
import coop.fairpass.settlement.Statement.StatementState;
import coop.fairpass.web.Sentences;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** October: 37 vouchers at the first provider, net 352.24 €, and one at the second, net 9.52 €. */
@DisplayName(
        "Un relevé est payé une fois, sur un compte validé, par deux personnes, et son prestataire lit toujours où il en est")
@ExtendWith(TestDatabase.class)
class PayProvidersTest {

    private static final Money TOTAL = cents(361_76);

    private final World world;
    private final OrderId order;

    PayProvidersTest(Db db, @TempDir Path home) {
        world = new World(db, home);
        order = world.order(14);
    }

    @BeforeEach
    void october() {
        world.clock.set("2026-10-12T10:00");
        world.spend(FIRST_STAFF, FIRST_PLACE, order, 37);
        world.spend(SECOND_STAFF, SECOND_PLACE, order, 1);
        world.clock.set("2026-10-28T10:00");
    }

    @AfterEach
    void nothingIsBroken() {
        assertThat(world.ailments()).isEmpty();
        world.close();
    }

    private void close() {
        world.clock.set("2026-11-02T08:00");
        world.settle("2026-10");
    }

    private Statement statement() {
        return world.statement(FIRST, "2026-10").orElseThrow();
    }

    /** What the provider itself reads of its statement. */
    private StatementState read() {
        var read = world.bean(Statements.class)
                .find(statement().number(), FIRST_STAFF)
                .orElseThrow();
        assertThat(Sentences.find(read.state())).isPresent();
        return read.state();
    }

    private PayProviders.Outcome prepare() {
        return world.bean(PayProviders.class).handle(new PayProviders.Command(UUID.randomUUID(), TREASURER));
    }

    @Test
    @DisplayName(
            "R-149, R-144 : le prestataire lit : arrêté, approuvé, envoyé, payé ; lui, la trésorerie et le contrôle, pas un autre")
    void a_provider_reads_each_state() {
        close();
        assertThat(statement().net()).isEqualTo(cents(352_24));
        assertThat(world.statement(SECOND, "2026-10").orElseThrow().net()).isEqualTo(cents(9_52));
        assertThat(read()).isEqualTo(StatementState.ISSUED);

        var run = world.prepared();
        var approve = world.bean(ApproveRun.class);
        approve.handle(new ApproveRun.Command(run, TOTAL, TREASURER));
        assertThat(read()).as("one person is not enough").isEqualTo(StatementState.ISSUED);
        approve.handle(new ApproveRun.Command(run, TOTAL, OTHER_TREASURER));
        assertThat(read()).isEqualTo(StatementState.APPROVED);

        world.deliver(run);
        assertThat(read()).isEqualTo(StatementState.SENT);
        assertThat(world.owed(Account.OWED_TO_PROVIDERS))
                .as("sent is not paid: the books move on a bank line only")
                .isEqualTo(TOTAL);

        world.night();
        assertThat(read()).isEqualTo(StatementState.PAID);
        assertThat(statement().paidOn()).contains(LocalDate.of(2026, 11, 2));
        assertThat(world.owed(Account.OWED_TO_PROVIDERS)).isEqualTo(Money.ZERO);

        var statements = world.bean(Statements.class);
        assertThat(statements.history(statement().number()))
                .extracting(Statements.Taken::code)
                .containsExactly("S2", "S6", "S8", "S9");
        assertThat(statements.find(statement().number(), SECOND_STAFF)).isEmpty();
        assertThat(statements.find(statement().number(), TREASURER)).isPresent();
        assertThat(statements.find(statement().number(), CONTROLLER)).isPresent();
        assertThat(prepare())
                .as("nobody is paid twice")
                .isEqualTo(new PayProviders.Outcome.Refused(SettlementReason.NOTHING_TO_PAY));
    }

    @Test
    @DisplayName(
            "R-198 : deux personnes différentes disent chacune le total ; un total qui a bougé, ou la même, est refusé")
    void two_people_say_the_total() {
        close();
        var run = world.prepared();
        var approve = world.bean(ApproveRun.class);

        assertThat(approve.handle(new ApproveRun.Command(run, TOTAL.minus(cents(1)), TREASURER)))
                .isEqualTo(new PaymentRuns.Outcome.Refused(RunReason.TOTAL_DIFFERS));
        approve.handle(new ApproveRun.Command(run, TOTAL, TREASURER));
        approve.handle(new ApproveRun.Command(run, TOTAL, TREASURER));
        var alone = World.done(
                SendRun.Outcome.Refused.class, world.bean(SendRun.class).handle(new SendRun.Command(run, TREASURER)));
        assertThat(alone.reason()).isEqualTo(RunReason.TWO_APPROVALS_NEEDED);
        assertThat(read()).isEqualTo(StatementState.ISSUED);
    }

    @Test
    @DisplayName(
            "R-203, T17 : IBAN changé le 28, non revalidé : relevé retenu, expliqué, sans virement ; payé au premier après validation")
    void a_changed_account_withholds_until_it_is_validated() {
        var account = world.declare(FIRST, 125);
        close();

        assertThat(read()).isEqualTo(StatementState.WITHHELD);
        assertThat(statement().stateReason()).isEqualTo(PayabilityReason.FROZEN.name());
        assertThat(Sentences.find(PayabilityReason.valueOf(statement().stateReason())))
                .as("what the provider reads")
                .isPresent();
        var first = World.done(PayProviders.Outcome.Prepared.class, prepare());
        assertThat(first.transfers()).as("the other provider does not wait").isEqualTo(1);
        assertThat(first.total()).isEqualTo(cents(9_52));
        world.send(first.run());

        // Validated on the 3rd, it cools for five days; then it joins the first run.
        world.clock.set("2026-11-03T10:00");
        World.done(
                BankAccounts.Outcome.Done.class, world.bean(BankAccounts.class).validate(account, TREASURER));
        assertThat(prepare()).isEqualTo(new PayProviders.Outcome.Refused(SettlementReason.NOTHING_TO_PAY));
        world.clock.set("2026-11-09T10:00");
        var second = World.done(PayProviders.Outcome.Prepared.class, prepare());
        assertThat(second.total()).isEqualTo(cents(352_24));
        assertThat(read()).isEqualTo(StatementState.ISSUED);
        world.send(second.run());
        world.night();
        assertThat(read()).isEqualTo(StatementState.PAID);
        assertThat(world.bean(PaymentRuns.class).transfers(second.run()))
                .singleElement()
                .satisfies(transfer -> assertThat(transfer.iban()).isEqualTo(World.iban(125)));
    }

    @Test
    @DisplayName(
            "R-150, R-149 : revenu de la banque : dû à nouveau, compte gelé, le prestataire lit pourquoi, payé au premier virement après validation")
    void a_returned_transfer_is_owed_again() {
        close();
        world.bank().willReturn(world.transferOf(FIRST, "2026-10"), "AC04", 2);
        world.pay();
        world.night();
        assertThat(read()).isEqualTo(StatementState.PAID);
        world.night();
        world.night();

        assertThat(read()).isEqualTo(StatementState.RETURNED);
        assertThat(statement().stateReason()).isEqualTo("AC04");
        assertThat(world.owed(Account.RETURNED_TRANSFERS)).as("owed again").isEqualTo(cents(352_24));
        assertThat(world.bean(BankAccounts.class).payability(FIRST, world.today()))
                .isEqualTo(new Payability.NotPayable(PayabilityReason.FROZEN));
        assertThat(world.told(FIRST))
                .filteredOn(text -> text.startsWith("Votre virement n’a pas abouti"))
                .singleElement()
                .asString()
                .contains("AC04", "confirmez ou changez votre IBAN", statement().number());
        assertThat(prepare())
                .as("nothing goes to a frozen account")
                .isEqualTo(new PayProviders.Outcome.Refused(SettlementReason.NOTHING_TO_PAY));

        var account = world.bean(BankAccounts.class).of(FIRST).getFirst().id();
        World.done(
                BankAccounts.Outcome.Done.class, world.bean(BankAccounts.class).validate(account, TREASURER));
        var run = world.pay();
        world.night();

        assertThat(world.bean(PaymentRuns.class).transfers(run)).singleElement().satisfies(transfer -> {
            assertThat(transfer.amount()).isEqualTo(cents(352_24));
            assertThat(transfer.endToEndId()).as("its own reference").endsWith("-2");
        });
        assertThat(read()).isEqualTo(StatementState.PAID);
        assertThat(world.owed(Account.RETURNED_TRANSFERS)).isEqualTo(Money.ZERO);
        assertThat(world.bean(Statements.class).history(statement().number()))
                .extracting(Statements.Taken::code)
                .containsExactly("S2", "S6", "S8", "S9", "S11", "S12");
    }

    @Test
    @DisplayName(
            "refusé par la banque avant d’être émis, un virement repart après validation, le relevé redevient « à payer »")
    void a_rejected_transfer_never_left() {
        close();
        world.bank().willReject(world.transferOf(FIRST, "2026-10"), "AC01");
        world.pay();
        assertThat(read()).isEqualTo(StatementState.ISSUED);
        assertThat(world.owed(Account.OWED_TO_PROVIDERS)).isEqualTo(TOTAL);
        world.night();
        assertThat(world.owed(Account.OWED_TO_PROVIDERS)).isEqualTo(cents(352_24));

        var account = world.bean(BankAccounts.class).of(FIRST).getFirst().id();
        world.bean(BankAccounts.class).validate(account, TREASURER);
        world.pay();
        world.night();

        assertThat(read()).isEqualTo(StatementState.PAID);
        assertThat(world.owed(Account.OWED_TO_PROVIDERS)).isEqualTo(Money.ZERO);
    }

    @Test
    @DisplayName(
            "R-200 : la même demande de virements, deux fois, prépare une fois ; un relevé n’est que dans un ordre à la fois")
    void the_same_run_twice_is_one_run() {
        close();
        var run = UUID.randomUUID();
        var pay = world.bean(PayProviders.class);

        var first = pay.handle(new PayProviders.Command(run, TREASURER));
        var second = pay.handle(new PayProviders.Command(run, TREASURER));

        assertThat(first).isEqualTo(new PayProviders.Outcome.Prepared(run, 2, TOTAL));
        assertThat(second).isEqualTo(first);
        assertThat(prepare()).isEqualTo(new PayProviders.Outcome.Refused(SettlementReason.NOTHING_TO_PAY));
        assertThat(pay.handle(new PayProviders.Command(UUID.randomUUID(), FIRST_STAFF)))
                .isEqualTo(new PayProviders.Outcome.Refused(SettlementReason.NOT_ALLOWED));
    }

    @Test
    @DisplayName("R-199 : deux mois dus au même prestataire partent en un seul virement, de leur somme")
    void one_transfer_a_payee() {
        close();
        world.clock.set("2026-11-10T10:00");
        world.spend(FIRST_STAFF, FIRST_PLACE, order, 1);
        world.clock.set("2026-12-01T08:00");
        world.settle("2026-11");

        var run = world.prepared();

        assertThat(world.bean(PaymentRuns.class).transfers(run))
                .extracting(PaymentRuns.RunTransfer::amount)
                .containsExactlyInAnyOrder(cents(361_76), cents(9_52));
        world.send(run);
        world.night();
        assertThat(List.of("2026-10", "2026-11"))
                .allSatisfy(month -> assertThat(world.statement(FIRST, month).map(Statement::state))
                        .isEqualTo(Optional.of(StatementState.PAID)));
    }
}
