package coop.fairpass.ledger;

import static coop.fairpass.money.Money.cents;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coop.fairpass.Db;
import coop.fairpass.MovableClock;
import coop.fairpass.TestDatabase;
import coop.fairpass.ledger.Auxiliary.PayerAccount;
import coop.fairpass.ledger.Movements.Cause;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;

@DisplayName("Les soldes tenus ne disent jamais autre chose que les écritures")
@ExtendWith(TestDatabase.class)
class RollUpBalancesTest {

    private static final List<PayerAccount> PAYERS = List.of(
            new PayerAccount("C0001", "Commune Exemple"),
            new PayerAccount("C0002", "Département Exemple"),
            new PayerAccount("C0003", "Caisse Exemple"));

    private final Db db;
    private final Ledger ledger;
    private final RollUpBalances rollUp;

    RollUpBalancesTest(Db db) {
        this.db = db;
        this.ledger = new Ledger(db.jdbc(), MovableClock.at("2026-11-10T10:00"));
        this.rollUp = new RollUpBalances(db.jdbc());
    }

    private void post(PayerAccount payer, long fee) {
        var cause = new Cause(UUID.randomUUID(), LocalDate.of(2026, 11, 10), "F-1");
        db.transactions()
                .executeWithoutResult(
                        _ -> ledger.post(Movements.upstreamFeeInvoiced(cause, payer, cents(fee), cents(fee / 5))));
    }

    private long rolledUp() {
        Long rolled = db.transactions().execute(_ -> rollUp.handle());
        return rolled;
    }

    private List<String> balances() {
        return db.jdbc().sql("""
                        SELECT account || ' ' || coalesce(auxiliary_code, '-') || ' ' || balance_cents
                          FROM ledger.balance ORDER BY 1
                        """).query(String.class).list();
    }

    private List<String> entries() {
        return db.jdbc().sql("""
                        SELECT l.account || ' ' || coalesce(a.code, '-') || ' ' || sum(l.amount_cents)
                          FROM ledger.line l LEFT JOIN ledger.auxiliary a ON a.id = l.auxiliary
                         GROUP BY l.account, a.code ORDER BY 1
                        """).query(String.class).list();
    }

    /** What LEDGER-15 finds wrong. */
    private List<String> wrong() {
        var invariant = new LedgerInvariants()
                .all().stream()
                        .filter(one -> one.code().equals("LEDGER-15"))
                        .findFirst()
                        .orElseThrow();
        return db.jdbc().sql(invariant.offenders()).query(String.class).list();
    }

    @Test
    @DisplayName("avant, entre et après deux reports : les mêmes soldes ; un report de rien n’ajoute rien")
    void the_same_before_and_after() {
        post(PAYERS.get(0), 40_00);
        post(PAYERS.get(1), 10_00);
        var before = balances();
        assertThat(before).isEqualTo(entries()).hasSize(4);

        assertThat(rolledUp()).isEqualTo(2);
        assertThat(balances()).isEqualTo(before);
        assertThat(rolledUp()).isZero();
        assertThat(balances()).isEqualTo(before);
        post(PAYERS.get(0), 5_00);
        assertThat(ledger.balance(Account.PAYER_FEES, PAYERS.get(0))).isEqualTo(cents(54_00));
        assertThat(ledger.balance(Account.PAYER_FEES)).isEqualTo(cents(66_00));
        assertThat(rolledUp()).isEqualTo(1);
        assertThat(balances()).isEqualTo(entries());
        assertThat(wrong()).isEmpty();
    }

    @Test
    @DisplayName(
            "six personnes écrivent, deux machines reportent sans cesse : à tout instant, les soldes sont la somme")
    void nothing_slips_between() throws Exception {
        var over = new AtomicBoolean();
        try (var threads = Executors.newFixedThreadPool(9)) {
            var posting = new ArrayList<Future<?>>();
            for (int person = 0; person < 6; person++) {
                var random = new Random(person);
                posting.add(threads.submit(() -> {
                    for (int i = 0; i < 60; i++) {
                        post(PAYERS.get(random.nextInt(3)), 100L + random.nextInt(9_000));
                    }
                }));
            }
            var rolling = new ArrayList<Future<Long>>();
            for (int machine = 0; machine < 2; machine++) {
                rolling.add(threads.submit(() -> {
                    long rolled = 0;
                    while (!over.get()) {
                        rolled += rolledUp();
                    }
                    return rolled;
                }));
            }
            var looking = threads.submit(() -> {
                int looks = 0;
                while (!over.get()) {
                    // one statement sees one moment
                    assertThat(db.jdbc().sql("""
                                    SELECT (SELECT coalesce(sum(cents), 0) FROM ledger.balance_part WHERE account = 411100)
                                         - (SELECT coalesce(sum(amount_cents), 0) FROM ledger.line WHERE account = 411100)
                                    """).query(Long.class).single()).isZero();
                    looks++;
                }
                return looks;
            });
            for (var each : posting) {
                each.get();
            }
            over.set(true);
            long rolled = 0;
            for (var each : rolling) {
                rolled += each.get();
            }
            assertThat(looking.get()).isPositive();
            assertThat(rolled + rolledUp()).as("each posting, once").isEqualTo(360);
        }
        assertThat(balances()).isEqualTo(entries());
        assertThat(wrong()).isEmpty();
    }

    @Test
    @DisplayName("qui a pris un numéro et n’a pas fini fait attendre le report, jamais oublier son écriture")
    void a_long_posting_is_waited_for() throws Exception {
        post(PAYERS.get(0), 10_00);
        var written = new CountDownLatch(1);
        var mayEnd = new CountDownLatch(1);
        try (var threads = Executors.newFixedThreadPool(1)) {
            var slow = threads.submit(() -> db.transactions().executeWithoutResult(_ -> {
                var cause = new Cause(UUID.randomUUID(), LocalDate.of(2026, 11, 10), "F-2");
                ledger.post(Movements.upstreamFeeInvoiced(cause, PAYERS.get(1), cents(20_00), cents(4_00)));
                written.countDown();
                try {
                    mayEnd.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }));
            written.await();
            post(PAYERS.get(2), 30_00);

            assertThat(rolledUp()).as("not now").isZero();
            assertThat(balances()).isEqualTo(entries());
            mayEnd.countDown();
            slow.get();
        }
        assertThat(rolledUp()).isEqualTo(3);
        assertThat(balances()).isEqualTo(entries());
    }

    @Test
    @DisplayName("le programme peut demander un report, et n’écrit pas lui-même un solde")
    void the_application_writes_no_balance() {
        post(PAYERS.get(0), 10_00);
        rolledUp();

        for (var sql : List.of(
                "UPDATE ledger.rolled_balance SET cents = 0",
                "DELETE FROM ledger.rolled_balance",
                "INSERT INTO ledger.rolled_balance VALUES (512200, NULL, 1)",
                "UPDATE ledger.rolled_through SET posting = 0")) {
            assertThatThrownBy(() -> db.jdbc().sql(sql).update())
                    .as(sql)
                    .rootCause()
                    .hasMessageContaining("permission denied");
        }
        JdbcClient.create(db.owner())
                .sql("UPDATE ledger.rolled_balance SET cents = cents + 1 WHERE account = 411100")
                .update();
        assertThat(wrong()).containsExactly("411100 C0001 : 1201 au lieu de 1200");
    }
}
