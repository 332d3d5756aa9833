package coop.fairpass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import coop.fairpass.money.Money;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The real hledger, a program that shares no code with ours: it reads our journal and adds it up by itself. */
public final class Hledger {

    private Hledger() {}

    /** The balance of each account by its number, zeros left out, once the journal has passed its strict checks. */
    public static Map<String, Money> balances(Path journal) throws IOException, InterruptedException {
        assumeTrue(isInstalled(), "hledger n'est pas installé : apt-get install hledger");
        assertThat(run("hledger", "-f", journal.toString(), "check", "--strict").strip())
                .isEmpty();
        Map<String, Money> balances = new TreeMap<>();
        for (var line : run("hledger", "-f", journal.toString(), "balance", "--flat", "--no-total", "-O", "csv")
                .lines()
                .skip(1)
                .toList()) {
            var cells = line.replaceAll("^\"|\"$", "").split("\",\"", -1); // names hold commas
            balances.merge(cells[0].substring(0, 6), Money.parse(cells[1].replace(" EUR", "")), Money::plus);
        }
        balances.values().removeIf(Money::isZero);
        return balances;
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

    private static String run(String... command) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(List.of(command)).redirectErrorStream(true);
        builder.environment().put("LANG", "C.UTF-8");
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
