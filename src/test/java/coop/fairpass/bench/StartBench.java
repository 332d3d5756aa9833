package coop.fairpass.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long the program takes to start as an operator starts it, and what it holds when nobody asks anything: the
 * launcher, its own PostgreSQL, one page. It prints, and judges nothing but that the page answers: {@code ./fairpass
 * bench start}.
 */
@DisplayName("Démarrer, et ne rien faire")
class StartBench {

    private static final Pattern OPEN = Pattern.compile("Fairpass est ouvert : (\\S+)");
    private static final int WARM_STARTS = 3;
    private static final Duration IDLE = Duration.ofSeconds(Integer.getInteger("bench.idle", 60));

    @Test
    @DisplayName("première fois, puis trois autres")
    void start(@TempDir Path home) throws Exception {
        Machine.say(Machine.describe());
        Machine.say("| démarrage | secondes | CPU | fermeture s |");
        Machine.say("|---|---|---|---|");
        measure(home, "premier : base créée, migrations, aucune archive de classes ici", Duration.ZERO);
        for (int i = 1; i <= WARM_STARTS; i++) {
            measure(home, "suivant", i < WARM_STARTS ? Duration.ZERO : IDLE);
        }
    }

    private static void measure(Path home, String title, Duration idle) throws Exception {
        long start = System.nanoTime();
        var builder = new ProcessBuilder("./fairpass", "serve").redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("FAIRPASS_HOME", home.toString());
        builder.environment().put("FAIRPASS_PORT", "0");
        var site = builder.start(); // the launcher becomes Java: one process
        try {
            firstPage(site);
            double open = (System.nanoTime() - start) / 1e9;
            double cpu = Machine.cpuSeconds(site.pid());
            var held = idle.isZero() ? "" : held(site.pid(), Machine.postmaster(home), idle);
            long stop = System.nanoTime();
            site.destroy();
            Stage.require(site.waitFor(120, TimeUnit.SECONDS), "the site did not stop");
            Machine.say("| %s | %.1f | %.1f | %.1f |".formatted(title, open, cpu, (System.nanoTime() - stop) / 1e9));
            if (!held.isEmpty()) {
                Machine.say(held);
            }
        } finally {
            site.destroyForcibly();
        }
    }

    private static void firstPage(Process site) throws Exception {
        var reader = site.inputReader();
        for (var line = reader.readLine(); line != null; line = reader.readLine()) {
            var found = OPEN.matcher(line);
            if (found.find()) {
                Thread.ofPlatform().daemon().start(() -> reader.lines().forEach(_ -> {}));
                try (var client = HttpClient.newHttpClient()) {
                    var page =
                            HttpRequest.newBuilder(URI.create(found.group(1))).build();
                    var status = client.send(page, BodyHandlers.discarding()).statusCode();
                    Stage.require(status == 200, "the first page answered " + status);
                }
                return;
            }
        }
        throw new IOException("the site ended without opening");
    }

    private static String held(long site, long postmaster, Duration idle) throws InterruptedException {
        Thread.sleep(idle);
        return "au repos depuis %d s : Java %.0f Mo, PostgreSQL %.0f Mo (mémoire partagée comptée une fois)"
                .formatted(
                        idle.toSeconds(),
                        Machine.proportionalMegabytes(site, false),
                        Machine.proportionalMegabytes(postmaster, true));
    }
}
