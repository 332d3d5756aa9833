package coop.fairpass.ledger;

import static coop.fairpass.money.Money.cents;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import coop.fairpass.Db;
import coop.fairpass.MovableClock;
import coop.fairpass.TestDatabase;
import coop.fairpass.money.Money;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
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
        assumeTrue(isInstalled(), "hledger n'est pas installé : apt-get install hledger");
        var vectors = new LedgerVectorsTest(db);
        vectors.wholeStory();
        var journal = folder.resolve("fairpass.journal");
        try (var out = Files.newOutputStream(journal)) {
            db.transactions()
                    .executeWithoutResult(_ -> new HledgerJournal(db.app()).handle(LocalDate.of(2026, 12, 31), out));
        }
        assertThat(run(folder, "hledger", "-f", journal.toString(), "check", "--strict")
                        .strip())
                .isEmpty();
        Map<String, Money> theirs = new TreeMap<>();
        for (var line : run(folder, "hledger", "-f", journal.toString(), "balance", "--flat", "--no-total", "-O", "csv")
                .lines()
                .skip(1)
                .toList()) {
            var cells = line.replaceAll("^\"|\"$", "").split("\",\"", -1); // names hold commas
            theirs.merge(cells[0].substring(0, 6), Money.parse(cells[1].replace(" EUR", "")), Money::plus);
        }
        theirs.values().removeIf(Money::isZero);
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

    private static boolean isInstalled() {
        try {
            return new ProcessBuilder("hledger", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String run(Path folder, String... command) throws IOException, InterruptedException {
        var builder =
                new ProcessBuilder(List.of(command)).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("LANG", "C.UTF-8");
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
