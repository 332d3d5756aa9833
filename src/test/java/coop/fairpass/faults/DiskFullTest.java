package coop.fairpass.faults;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import coop.fairpass.bench.Machine;
import coop.fairpass.bench.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL on a small disk of memory that fills up while vouchers are redeemed; needs root, to mount it. */
@EnabledIfSystemProperty(named = "faults.long", matches = "true", disabledReason = "./fairpass test faults")
@DisplayName("Un disque plein ne fait rien dire de faux")
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class DiskFullTest {

    private static final int MEGABYTES = 400;

    @Test
    @DisplayName("plein, rien n’est acquitté ; la place rendue, tout repart et tout est juste")
    void full(@TempDir Path home, @TempDir Path disk) throws Exception {
        boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=" + MEGABYTES + "m", "tmpfs", disk.toString());
        if (!mounted) {
            Machine.say("DISQUE PLEIN : NON ÉPROUVÉ, monter un disque demande d’être root");
        }
        assumeTrue(mounted, "mounting a disk needs root");
        try (var ground = new Ground(home, disk, "max_wal_size = 64MB\nmin_wal_size = 32MB\n", 500);
                var site = Node.start(
                        ground.database(),
                        home,
                        Instant.parse("2026-10-20T08:00:00Z"),
                        "-Xmx512m",
                        "-XX:TieredStopAtLevel=1");
                var door = new Relay(site.port())) {
            ground.world.clock.set("2026-10-20T10:00");
            var load = new Load(ground.key, List.of(door), ground.papers(), 7);
            var ballast = disk.resolve("ballast");
            try (var round = load.round(1_000, 50)) {
                round.awaitTheMiddle();
                long blocks = fill(ballast);
                load.awaitTheFirstLater();
                Machine.say("disque plein, %,d Mo de lest : « plus tard », 503".formatted(blocks));
                Files.delete(ballast);
                if (!ground.answers()) {
                    Machine.say(
                            "PostgreSQL s’est arrêté faute de place : démarré à nouveau, comme le ferait l’exploitant");
                    ground.startServerAgain();
                }
            }
            load.repeatAll();
            Machine.say("disque plein : " + load);
            Machine.say(new Checker(ground).check(List.of(load)));
        } finally {
            run("umount", "-l", disk.toString());
        }
    }

    /** Takes every byte that is left; PostgreSQL has what it had. */
    private static long fill(Path ballast) throws IOException {
        var megabyte = new byte[1 << 20];
        long written = 0;
        try (var out = Files.newOutputStream(ballast, StandardOpenOption.CREATE_NEW)) {
            while (true) {
                out.write(megabyte);
                written++;
            }
        } catch (IOException _) {
            // No place is left, down to parts of a block.
        }
        return written;
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getInputStream().readAllBytes();
            return process.waitFor() == 0;
        } catch (IOException _) {
            return false; // there is no such program here
        }
    }
}
