package coop.fairpass.ledger;

import static coop.fairpass.money.Money.cents;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coop.fairpass.Db;
import coop.fairpass.MovableClock;
import coop.fairpass.TestDatabase;
import coop.fairpass.ledger.Auxiliary.PayerAccount;
import coop.fairpass.ledger.Ledger.Done;
import coop.fairpass.ledger.Movements.Cause;
import coop.fairpass.money.Money;
import coop.fairpass.orders.OrdersGround;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

@DisplayName("Le grand livre sous plusieurs mains à la fois")
@ExtendWith(TestDatabase.class)
class LedgerRacesTest {

    private static final PayerAccount PAYER = new PayerAccount("C0001", "Commune Exemple");

    private final Db db;
    private final Ledger ledger;

    LedgerRacesTest(Db db) {
        this.db = db;
        this.ledger = new Ledger(db.jdbc(), MovableClock.at("2026-11-10T10:00"));
    }

    private static Posting invoiced(long fee) {
        var cause = new Cause(OrdersGround.id("F-1"), LocalDate.of(2026, 11, 10), "F-1");
        return Movements.upstreamFeeInvoiced(cause, PAYER, cents(fee), cents(fee / 5));
    }

    private Done post(Posting posting) {
        var done = new ArrayList<Done>();
        db.transactions().executeWithoutResult(_ -> done.add(ledger.post(posting)));
        return done.getFirst();
    }

    private Object postOrSay(Posting posting) {
        try {
            return post(posting);
        } catch (Ledger.PostedDifferently e) {
            return e.getClass();
        }
    }

    @Test
    @DisplayName(
            "R-209 : huit fils écrivent le même mouvement pour la même cause : un seul l’écrit, les autres le trouvent")
    void written_once() throws Exception {
        var barrier = new CyclicBarrier(8);
        Callable<Done> one = () -> {
            barrier.await();
            return post(invoiced(40_00));
        };
        var outcomes = new ArrayList<Done>();
        try (var threads = Executors.newFixedThreadPool(8)) {
            var running = new ArrayList<Future<Done>>();
            for (int i = 0; i < 8; i++) {
                running.add(threads.submit(one));
            }
            for (var each : running) {
                outcomes.add(each.get());
            }
        }
        assertThat(outcomes).filteredOn(Done.POSTED::equals).hasSize(1);
        assertThat(outcomes).filteredOn(Done.ALREADY_POSTED::equals).hasSize(7);
        assertThat(ledger.balance(Account.PAYER_FEES, PAYER)).isEqualTo(cents(48_00));
        assertThat(ledger.balance(Account.UPSTREAM_FEES)).isEqualTo(cents(-40_00));
        assertThat(legs()).isEqualTo(2);
    }

    @Test
    @DisplayName(
            "R-209 : deux contenus pour la même cause au même instant : le second est refusé, jamais mêlé au premier")
    void never_two_contents() throws Exception {
        for (int round = 0; round < 5; round++) {
            var cause = new Cause(UUID.randomUUID(), LocalDate.of(2026, 11, 10), "F-" + round);
            var before = ledger.balance(Account.PAYER_FEES, PAYER);
            var outcomes = OrdersGround.<Object>atOnce(
                    () -> postOrSay(Movements.upstreamFeeInvoiced(cause, PAYER, cents(40_00), cents(8_00))),
                    () -> postOrSay(Movements.upstreamFeeInvoiced(cause, PAYER, cents(50_00), Money.ZERO)));
            assertThat(outcomes).containsExactlyInAnyOrder(Done.POSTED, Ledger.PostedDifferently.class);
            var written = ledger.balance(Account.PAYER_FEES, PAYER).minus(before);
            assertThat(written).isEqualTo(outcomes.getFirst() == Done.POSTED ? cents(48_00) : cents(50_00));
        }
    }

    @Test
    @DisplayName("R-209 : qui attend un premier écrivain finalement défait écrit à sa place")
    void a_loser_that_rolls_back_leaves_the_place() throws Exception {
        var written = new java.util.concurrent.CountDownLatch(1);
        try (var threads = Executors.newFixedThreadPool(2)) {
            var undone = threads.submit(() -> db.transactions().executeWithoutResult(transaction -> {
                ledger.post(invoiced(40_00));
                written.countDown();
                awaitABlockedWriter();
                transaction.setRollbackOnly();
            }));
            written.await();
            var second = threads.submit(() -> post(invoiced(40_00)));
            undone.get();
            assertThat(second.get()).isEqualTo(Done.POSTED);
        }
        assertThat(legs()).isEqualTo(2);
    }

    /** Until PostgreSQL itself says that another writer waits for us. */
    private void awaitABlockedWriter() {
        var owner = JdbcClient.create(db.owner());
        while (owner.sql("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                                + " AND wait_event_type = 'Lock'")
                        .query(Integer.class)
                        .single()
                == 0) {
            Thread.onSpinWait();
        }
    }

    private int legs() {
        return db.jdbc()
                .sql("SELECT count(*) FROM ledger.leg")
                .query(Integer.class)
                .single();
    }

    @ParameterizedTest(name = "R-210 : l’application n’a pas le droit de : {0}")
    @ValueSource(
            strings = {
                "UPDATE ledger.leg SET amount_cents = 1",
                "DELETE FROM ledger.leg",
                "TRUNCATE ledger.leg",
                "UPDATE ledger.auxiliary SET label = 'autre'",
                "DELETE FROM ledger.auxiliary",
                "UPDATE ledger.coverage_proof SET is_proven = true",
                "DELETE FROM ledger.coverage_proof",
                "DELETE FROM ledger.coverage_incident",
                "UPDATE ledger.coverage_incident SET gap_cents = -1",
                "DELETE FROM ledger.closed_period",
                "UPDATE ledger.closed_period SET closed_through = '2020-01-01'",
                "INSERT INTO ledger.allowed_leg VALUES ('M12', 467120, 411200)",
                "INSERT INTO ledger.movement VALUES ('M99', 'essai', 'OD')",
                "INSERT INTO ledger.account VALUES (999999, 'X', 'essai', 'DEBIT', 'NONE')",
                "ALTER TABLE ledger.leg DISABLE TRIGGER USER",
                "DROP TABLE ledger.leg"
            })
    void the_application_may_not(String change) {
        assertThatThrownBy(() -> db.jdbc().sql(change).update())
                .hasStackTraceContaining(
                        change.startsWith("ALTER") || change.startsWith("DROP")
                                ? "must be owner"
                                : "permission denied");
    }

    @ParameterizedTest(name = "R-210 : le propriétaire lui-même se heurte aux déclencheurs : {0}")
    @ValueSource(
            strings = {
                "UPDATE ledger.leg SET amount_cents = amount_cents",
                "DELETE FROM ledger.leg",
                "TRUNCATE ledger.leg",
                "UPDATE ledger.auxiliary SET label = 'autre'",
                "DELETE FROM ledger.auxiliary"
            })
    void nor_does_the_owner(String change) {
        post(invoiced(40_00));
        assertThatThrownBy(() -> JdbcClient.create(db.owner()).sql(change).update())
                .hasStackTraceContaining("the books are append-only");
        assertThat(List.of(legs())).containsExactly(2);
    }
}
