package coop.fairpass.bench;

import coop.fairpass.ledger.Books;
import coop.fairpass.ledger.FecExport;
import coop.fairpass.ledger.RollUpBalances;
import coop.fairpass.money.Money;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a year of postings costs to read: coverage, trial balance, accounting file, roll-up and its check. It prints,
 * and judges nothing but that the sums are right: {@code ./fairpass bench ledger}.
 */
@DisplayName("Une année d’écritures")
class LedgerBench {

    private static final Year YEAR = Year.of(2026);
    private static final int ORDERS = 400;
    private static final int LEGS_OF_A_PROVIDER = 3_000;
    private static final int TOGETHER = 500_000;
    private static final String COVERAGE = "SELECT circulating_cents FROM ledger.coverage()";

    private final Growth growth = new Growth("jambes");

    @Test
    @DisplayName("à trois tailles, et comment le coût grandit")
    void ledger(@TempDir Path home) throws Exception {
        Machine.say(Machine.describe());
        for (long size : Growth.sizes("300000,3000000,30000000")) {
            try (var stage = Stage.open(home.resolve(Long.toString(size)))) {
                measure(stage, size);
            }
        }
        growth.print();
    }

    private void measure(Stage stage, long size) throws Exception {
        growth.measure("écrire, contrôles compris (SQL)", size, stage.postmaster(), () -> fill(stage, size));
        Growth.settle(stage.database());
        Machine.say("%,d octets stockés par jambe, index compris"
                .formatted(stage.number("SELECT pg_total_relation_size('ledger.leg') / count(*) FROM ledger.leg")));
        coverage(stage, size);
        doctor(stage, size);
        trialBalance(stage, size);
        fec(stage, size);
    }

    private void coverage(Stage stage, long size) throws Exception {
        var jdbc = stage.world().db.jdbc();
        long before =
                growth.measure("couverture, rien de reporté", size, stage.postmaster(), () -> stage.number(COVERAGE));
        growth.measure("report de tous les soldes", size, stage.postmaster(), () -> {
            long rolled = stage.number("SELECT ledger.roll_up()");
            Stage.require(rolled > size, "the balances were not rolled up");
            return rolled;
        });
        long after = growth.quickest(
                "couverture, tout reporté",
                size,
                stage.postmaster(),
                () -> jdbc.sql(COVERAGE).query(Long.class).single());
        Stage.require(before == after, "coverage is not what it was before the roll-up");
        Stage.require(
                after == stage.number("SELECT -sum(amount_cents) FROM ledger.line WHERE account = 467120"),
                "coverage is not the sum of the legs");
        post(stage, size, size + 1_000, YEAR.atMonth(12).atDay(31), 1);
        growth.quickest(
                "couverture, 1 000 jambes depuis le report",
                size,
                stage.postmaster(),
                () -> jdbc.sql(COVERAGE).query(Long.class).single());
        growth.measure(
                "report de 1 000 jambes",
                size,
                stage.postmaster(),
                () -> stage.world().bean(RollUpBalances.class).handle());
    }

    private void doctor(Stage stage, long size) throws Exception {
        var rolled = stage.world().invariants().stream()
                .filter(invariant -> invariant.code().equals("LEDGER-15"))
                .findFirst()
                .orElseThrow();
        long broken = growth.measure(
                "docteur, LEDGER-15",
                size,
                stage.postmaster(),
                () -> stage.number("SELECT count(*) FROM (" + rolled.offenders() + ") AS broken"));
        Stage.require(broken == 0, "LEDGER-15 does not hold");
    }

    private void trialBalance(Stage stage, long size) throws Exception {
        var balance = growth.measure(
                "balance générale",
                size,
                stage.postmaster(),
                () -> stage.world().db.transactions().execute(_ -> {
                    stage.world()
                            .db
                            .jdbc()
                            .sql("SET LOCAL statement_timeout = 0")
                            .update();
                    return stage.world()
                            .bean(Books.class)
                            .trialBalance(YEAR.atMonth(12).atDay(31), Instant.parse("2100-01-01T00:00:00Z"));
                }));
        Stage.require(balance.totalDebit().equals(balance.totalCredit()), "the trial balance does not balance");
        Stage.require(
                balance.totalDebit().equals(Money.cents(stage.number("SELECT sum(amount_cents) FROM ledger.leg"))),
                "the trial balance is not the sum of the legs");
    }

    private void fec(Stage stage, long size) throws Exception {
        Growth.resetPeak();
        long start = System.nanoTime();
        long lines = growth.measure(
                "FEC, écrit nulle part",
                size,
                stage.postmaster(),
                () -> stage.world().bean(FecExport.class).handle(YEAR, OutputStream.nullOutputStream()));
        Machine.say("%,d lignes de FEC, %,.0f par seconde, %,d Mo de tas au plus"
                .formatted(lines, lines / ((System.nanoTime() - start) / 1e9), Growth.peakMegabytes()));
        // Each posting here has one leg, so two lines.
        Stage.require(lines == 2 * stage.number("SELECT count(*) FROM ledger.leg"), "the file lacks lines");
    }

    // ── A year ───────────────────────────────────────────────────────────────────────────────────────────────────

    /** Orders called, paid and activated; a year of services, one leg each; each month's provider paid. */
    private static long fill(Stage stage, long size) throws Exception {
        long providers = Math.max(1, size / LEGS_OF_A_PROVIDER);
        long called = size / ORDERS * 50_00 + 100_000_00;
        stage.run("""
                INSERT INTO ledger.auxiliary (code, label)
                SELECT 'O' || to_char(i, 'FM0000'), 'Commande ' || i FROM generate_series(1, %d) AS i;
                INSERT INTO ledger.auxiliary (code, label)
                SELECT 'P' || to_char(i, 'FM00000'), 'Prestataire ' || i FROM generate_series(1, %d) AS i;
                """.formatted(ORDERS, providers));
        for (var called3 :
                new String[][] {{"M02", "411200", "467110"}, {"M03", "512200", "411200"}, {"M11", "467110", "467120"}
                }) {
            stage.run("""
                    INSERT INTO ledger.leg (posting, recorded_at, amount_cents, cause, effective_on, debit_account,
                           credit_account, debit_auxiliary, credit_auxiliary, leg, movement, piece)
                    SELECT nextval('ledger.posting_number'), '%1$s 09:00+01', %2$d, gen_random_uuid(), '%1$s',
                           d.code, c.code, CASE WHEN d.third = 'ORDER' THEN a.id END,
                           CASE WHEN c.third = 'ORDER' THEN a.id END, 1, '%3$s', a.code
                      FROM ledger.auxiliary a, ledger.account d, ledger.account c
                     WHERE a.code LIKE 'O%%' AND d.code = %4$s AND c.code = %5$s
                     ORDER BY a.id
                    """.formatted(YEAR.atDay(1), called, called3[0], called3[1], called3[2]));
        }
        for (int month = 1; month <= 12; month++) {
            var first = YEAR.atMonth(month).atDay(1);
            long before = stage.number("SELECT last_value FROM ledger.posting_number");
            post(
                    stage,
                    size * (month - 1) / 12,
                    size * month / 12,
                    first,
                    YEAR.atMonth(month).lengthOfMonth());
            pay(stage, before, YEAR.atMonth(month).atEndOfMonth());
        }
        stage.run("""
                INSERT INTO ledger.bank_balance (closing_on, closing_cents, recorded_at)
                SELECT '%1$s', sum(amount_cents), '%1$s 23:00+01'
                  FROM ledger.line
                 WHERE account = 512200 AND effective_on <= '%1$s'
                """.formatted(YEAR.atMonth(12).atDay(30)));
        return size;
    }

    /** M20: services of a month, spread over its days, some hundred thousand a transaction. */
    private static void post(Stage stage, long from, long until, LocalDate first, int days) throws Exception {
        for (long start = from; start < until; start += TOGETHER) {
            stage.run("""
                    WITH size AS MATERIALIZED (
                        SELECT (SELECT min(id) FROM ledger.auxiliary WHERE code LIKE 'O%%') AS first_order,
                               (SELECT min(id) FROM ledger.auxiliary WHERE code LIKE 'P%%') AS first_provider,
                               (SELECT count(*) FROM ledger.auxiliary WHERE code LIKE 'P%%') AS providers
                    )
                    INSERT INTO ledger.leg (posting, recorded_at, amount_cents, cause, effective_on, debit_account,
                           credit_account, debit_auxiliary, credit_auxiliary, leg, movement, piece)
                    SELECT nextval('ledger.posting_number'),
                           '%1$s 18:00+01'::timestamptz + (i - %2$d) * %3$d / (%4$d - %2$d) * interval '1 day',
                           (1 + i %% 5) * 1000, lpad(to_hex(i), 32, '0')::uuid,
                           '%1$s'::date + ((i - %2$d) * %3$d / (%4$d - %2$d))::integer, 467120, 467200,
                           first_order + i %% %7$d, first_provider + i * 7919 %% providers, 1, 'M20', 'V' || i
                      FROM generate_series(%5$d::bigint, %6$d::bigint) AS i, size
                    """.formatted(first, from, days, until, start, Math.min(start + TOGETHER, until) - 1, ORDERS));
        }
    }

    /** M27: each provider is paid what it earned since a posting. */
    private static void pay(Stage stage, long since, LocalDate on) throws Exception {
        stage.run("""
                INSERT INTO ledger.leg (posting, recorded_at, amount_cents, cause, effective_on, debit_account,
                       credit_account, debit_auxiliary, credit_auxiliary, leg, movement, piece)
                SELECT nextval('ledger.posting_number'), '%1$s 20:00+01', cents, gen_random_uuid(), '%1$s', 467200,
                       512200, provider, NULL, 1, 'M27', 'REL-%2$tY%2$tm-' || provider
                  FROM (SELECT credit_auxiliary AS provider, sum(amount_cents) AS cents
                          FROM ledger.leg
                         WHERE posting > %3$d AND movement = 'M20'
                         GROUP BY credit_auxiliary
                         ORDER BY credit_auxiliary) AS earned
                """.formatted(on, on, since));
    }
}
