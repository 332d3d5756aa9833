package coop.fairpass.ledger;

import static coop.fairpass.money.Money.cents;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coop.fairpass.Db;
import coop.fairpass.MovableClock;
import coop.fairpass.TestDatabase;
import coop.fairpass.doctor.Invariant;
import coop.fairpass.ledger.Auxiliary.PayerAccount;
import coop.fairpass.ledger.Movements.Cause;
import coop.fairpass.ledger.Seals.Seal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

@DisplayName("Les écritures sont scellées en chaîne : ce qui change ou manque se voit")
@ExtendWith(TestDatabase.class)
class SealsTest {

    private static final PayerAccount PAYER = new PayerAccount("C0001", "Commune Exemple");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 10);

    private final Db db;
    private final MovableClock clock = MovableClock.at("2026-11-10T10:00");
    private Ledger ledger;
    private Seals seals;
    private Path file;

    SealsTest(Db db) {
        this.db = db;
    }

    @BeforeEach
    void open(@TempDir Path home) {
        file = home.resolve("seals.log");
        ledger = new Ledger(db.jdbc(), clock);
        seals = machine(file);
    }

    private Seals machine(Path memory) {
        return new Seals(db.jdbc(), db.transactions(), clock, memory.toString());
    }

    private void post(long fee) {
        var cause = new Cause(UUID.randomUUID(), TODAY, "F-1");
        db.transactions()
                .executeWithoutResult(
                        _ -> ledger.post(Movements.upstreamFeeInvoiced(cause, PAYER, cents(fee), cents(fee / 5))));
    }

    private void round() {
        db.transactions().executeWithoutResult(_ -> new RollUpBalances(db.jdbc()).handle());
        seals.run(TODAY);
    }

    private JdbcClient owner() {
        return JdbcClient.create(db.owner());
    }

    private List<String> wrong(String code) {
        return wrong(code, seals);
    }

    private List<String> wrong(String code, Seals machine) {
        var sql = new SealInvariants(machine)
                .all().stream()
                        .filter(one -> one.code().equals(code))
                        .map(Invariant::offenders)
                        .findFirst()
                        .orElseThrow();
        return db.jdbc().sql(sql).query(String.class).list();
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    @DisplayName(
            "R-217 : chaque scellé inclut le précédent, et un tiers refait chaque empreinte depuis les lignes exportées")
    void a_third_party_makes_each_digest_again() throws Exception {
        post(40_00);
        post(10_00);
        round();
        round();
        post(5_00);
        round();

        var chain = seals.after(0, 10);
        assertThat(chain).extracting(Seal::legs).containsExactly(4L, 2L);
        var previous = "0".repeat(64);
        for (var seal : chain) {
            var lines = seals.lines(seal.number()).orElseThrow();
            assertThat(seal.previousDigest()).isEqualTo(previous);
            assertThat(sha256(previous + "\n" + lines)).isEqualTo(seal.digest());
            previous = seal.digest();
        }
        assertThat(seals.lines(1).orElseThrow().lines().findFirst().orElseThrow())
                .matches("\\d+\\|1\\|M01\\|[0-9a-f-]{36}\\|2026-11-10\\|2026-11-10T09:00:00.000000Z\\|F-1\\|-\\|"
                        + "411100\\|C0001\\|706100\\|-\\|4000");
        assertThat(wrong("LEDGER-16")).isEmpty();
        assertThat(wrong("LEDGER-17")).isEmpty();
    }

    @Test
    @DisplayName(
            "R-217, LEDGER-16 : un centime changé, une ligne ôtée, une ligne ajoutée dans un passé scellé se voient")
    void a_changed_past_is_seen() {
        post(40_00);
        round();
        post(10_00);
        round();
        var damages = List.of(
                "UPDATE ledger.leg SET amount_cents = amount_cents + 1 WHERE leg = 1 AND amount_cents = 4000",
                "UPDATE ledger.leg SET piece = 'AUTRE' WHERE leg = 1 AND amount_cents = 4000",
                "DELETE FROM ledger.leg WHERE leg = 2 AND amount_cents = 800");
        for (var damage : damages) {
            var seen = damaged(damage);
            assertThat(seen).as(damage).containsExactly("scellé 1");
        }
        assertThat(damaged("UPDATE ledger.seal SET digest = repeat('a', 64) WHERE number = 1"))
                .containsExactly("scellé 1", "scellé 2");
        assertThat(damaged("DELETE FROM ledger.seal WHERE number = 1")).containsExactly("scellé 2");
        assertThat(wrong("LEDGER-16")).as("all was undone").isEmpty();
    }

    /** What LEDGER-16 says once the owner has damaged the books without their guards; undone afterwards. */
    private List<String> damaged(String sql) {
        var invariant = new SealInvariants(seals).all().getFirst().offenders();
        try (var connection = db.owner().getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(
                    "ALTER TABLE ledger.leg DISABLE TRIGGER USER; ALTER TABLE ledger.seal DISABLE TRIGGER USER");
            statement.execute(sql);
            var seen = new java.util.ArrayList<String>();
            try (var rows = statement.executeQuery(invariant)) {
                while (rows.next()) {
                    seen.add(rows.getString(1));
                }
            }
            connection.rollback();
            return seen;
        } catch (java.sql.SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @DisplayName(
            "LEDGER-17 : une base revenue sans ses dernières écritures n’a plus les scellés que la machine a notés")
    void a_lost_tail_is_seen() throws Exception {
        post(40_00);
        round();
        post(10_00);
        round();
        assertThat(Files.readAllLines(file)).hasSize(2);
        // as after a failover that lost the last minutes, or the restoration of an older copy
        Files.writeString(
                file,
                "3 999 %s\n4 12".formatted("b".repeat(64)), // and a line that a power failure cut
                StandardOpenOption.APPEND);

        assertThat(wrong("LEDGER-17")).containsExactly("scellé 3, écritures jusqu’à 999 : absent de la base");

        post(5_00);
        round();
        assertThat(wrong("LEDGER-17"))
                .as("what came instead does not hide it")
                .containsExactly("scellé 3, écritures jusqu’à 999 : un autre dans la base");

        post(1_00);
        round();
        assertThat(seals.remembered())
                .as("the line that was cut does not swallow the next")
                .extracting(Seals.Remembered::number)
                .endsWith(4L);
    }

    @Test
    @DisplayName(
            "chaque machine note tous les scellés, aussi ceux qu’une autre a faits ; le programme n’en écrit aucun")
    void every_machine_remembers(@TempDir Path elsewhere) {
        post(40_00);
        round();
        var other = machine(elsewhere.resolve("seals.log"));
        assertThat(other.remembered()).isEmpty();

        other.run(TODAY);

        assertThat(other.remembered()).isEqualTo(seals.remembered()).hasSize(1);
        assertThat(wrong("LEDGER-17", other)).isEmpty();
        assertThatThrownBy(() -> db.jdbc()
                        .sql("INSERT INTO ledger.seal SELECT 9, 9, 9, 0, 0, now(), repeat('0', 64), repeat('0', 64)")
                        .update())
                .rootCause()
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> owner().sql("DELETE FROM ledger.seal").update())
                .rootCause()
                .hasMessageContaining("append-only");
    }
}
