package coop.fairpass.ledger;

import static coop.fairpass.money.Money.cents;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.Hledger;
import coop.fairpass.MovableClock;
import coop.fairpass.TestDatabase;
import coop.fairpass.money.Money;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The real hledger reads our books, and finds our balances. */
@ExtendWith(TestDatabase.class)
@DisplayName("Un programme qui n’est pas le nôtre relit les livres")
class HledgerJournalTest {

    final Db db;

    HledgerJournalTest(Db db) {
        this.db = db;
    }

    @Test
    @DisplayName("hledger lit le journal, l’équilibre, et trouve notre balance au centime")
    void hledger_agrees(@TempDir Path folder) throws Exception {
        var vectors = new LedgerVectorsTest(db);
        vectors.wholeStory();
        var journal = folder.resolve("fairpass.journal");
        try (var out = Files.newOutputStream(journal)) {
            db.transactions()
                    .executeWithoutResult(_ -> new HledgerJournal(db.app()).handle(LocalDate.of(2026, 12, 31), out));
        }
        var theirs = Hledger.balances(journal);
        Map<String, Money> ours = new TreeMap<>();
        vectors.books
                .trialBalance(
                        LocalDate.of(2026, 12, 31),
                        MovableClock.at("2030-01-01T00:00").instant())
                .lines()
                .forEach(line -> ours.merge(Integer.toString(line.account().code()), line.balance(), Money::plus));
        ours.values().removeIf(Money::isZero);
        assertThat(theirs).isEqualTo(ours).containsEntry("512200", cents(630_00));
    }
}
