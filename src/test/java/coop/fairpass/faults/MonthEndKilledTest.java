package coop.fairpass.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import coop.fairpass.Db;
import coop.fairpass.OwnServer;
import coop.fairpass.World;
import coop.fairpass.bench.Machine;
import coop.fairpass.bench.Sql;
import coop.fairpass.postgres.Database;
import coop.fairpass.postgres.PgServer;
import coop.fairpass.settlement.PayProviders;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A month is closed and its payments gathered by a program that dies at a step, for every step there is; run again, it
 * must leave what an undisturbed one leaves: row for row, in every room that it writes to.
 */
@DisplayName("Une fin de mois tuée entre deux étapes quelconques")
@Timeout(value = 1, unit = TimeUnit.HOURS)
class MonthEndKilledTest {

    /** One step in so many; 1 is all of them. */
    private static final int EVERY = Integer.getInteger("faults.month-end-every", 12);

    private static final List<String> ROOMS =
            List.of("redemption", "settlement", "invoicing", "ledger", "bank", "notices", "directory");
    private static final UUID RUN = World.id("run of the month");

    /** Identities that are no document's number: one that was given and undone leaves a hole, which counts nothing. */
    private static final Map<String, String> IDENTITIES =
            Map.of("settlement.step", " - 'id'", "bank.run", " - 'number'");

    @Test
    @DisplayName("reprise, elle laisse exactement ce qu’une autre aurait laissé")
    void killed(@TempDir Path home) throws Exception {
        // Programs die here, not the machine.
        try (var server = OwnServer.start(home, "fsync = off\nsynchronous_commit = off\n")) {
            var steps = new ArrayList<Steps>();
            try (var db = new Db(server.database(), () -> {}, connections -> {
                        steps.add(new Steps(connections));
                        return steps.getFirst().asDataSource();
                    });
                    var world = new World(db, home)) {
                october(world);
                new Trial(server, world, steps.getFirst()).all();
            }
        }
    }

    private static void october(World world) {
        var order = world.order(30);
        world.clock.set("2026-10-07T10:00");
        world.spend(World.FIRST_STAFF, World.FIRST_PLACE, order, 26);
        world.spend(World.SECOND_STAFF, World.SECOND_PLACE, order, 9);
        world.day("2026-11-02");
    }

    private record Trial(PgServer server, World world, Steps steps) {

        private static int copies;

        void all() throws Exception {
            var first = new TreeMap<String, Set<String>>();
            int count = inACopy(Integer.MAX_VALUE, first);
            var second = new TreeMap<String, Set<String>>();
            inACopy(Integer.MAX_VALUE, second);
            assertThat(second).as("two undisturbed month ends").isEqualTo(first);
            var tried = IntStream.rangeClosed(1, count)
                    .filter(step -> EVERY == 1 || step % EVERY == 1)
                    .toArray();
            for (int step : tried) {
                var left = new TreeMap<String, Set<String>>();
                inACopy(step, left);
                assertThat(left).as("killed at step " + step).isEqualTo(first);
            }
            Machine.say("fin de mois : %d étapes, tuée à %d d’entre elles et reprise : même état à la ligne près"
                    .formatted(count, tried.length));
        }

        /** Answers how many steps the month end took. */
        private int inACopy(int deadlyStep, Map<String, Set<String>> left) throws Exception {
            var name = "copy_" + ++copies;
            var admin = at(server.superuser(), "postgres");
            Sql.run(admin, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'fairpass'");
            Sql.run(admin, "CREATE DATABASE " + name + " TEMPLATE fairpass OWNER fairpass STRATEGY file_copy");
            var copy = at(server.database(), name);
            int taken;
            try {
                try (var pool = pool(copy)) {
                    steps.restart(pool, deadlyStep);
                    monthEnd();
                    assertThat(deadlyStep).isEqualTo(Integer.MAX_VALUE);
                } catch (Steps.Killed _) {
                    // As was asked: nothing is left of that program but what it had committed.
                }
                taken = steps.taken();
                try (var pool = pool(copy)) {
                    steps.restart(pool, Integer.MAX_VALUE);
                    if (deadlyStep != Integer.MAX_VALUE) {
                        monthEnd();
                    }
                    assertThat(world.ailments())
                            .as("killed at step " + deadlyStep)
                            .isEmpty();
                }
                left.putAll(rows(copy));
            } finally {
                Sql.run(admin, "DROP DATABASE " + name + " WITH (FORCE)");
            }
            return taken;
        }

        private void monthEnd() {
            world.settle("2026-10");
            World.done(
                    PayProviders.Outcome.Prepared.class,
                    world.bean(PayProviders.class).handle(new PayProviders.Command(RUN, World.TREASURER)));
        }

        private static HikariDataSource pool(Database database) {
            var pool = database.application(4, Duration.ofSeconds(30));
            pool.setMinimumIdle(0);
            return pool;
        }

        private static Database at(Database database, String name) {
            return new Database(
                    database.url().replaceFirst("/fairpass$", "/" + name), database.user(), database.password());
        }
    }

    /** Every row of every table of these rooms, as JSON, without what is drawn at random or counted with gaps. */
    private static Map<String, Set<String>> rows(Database database) throws SQLException {
        var all = new TreeMap<String, Set<String>>();
        try (var connection = Sql.connect(database);
                var statement = connection.createStatement()) {
            var tables = new ArrayList<String>();
            try (var found = statement.executeQuery("""
                    SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c
                      JOIN pg_namespace n ON n.oid = c.relnamespace
                     WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname = ANY ('{ROOMS}')
                    """.replace("ROOMS", String.join(",", ROOMS)))) {
                while (found.next()) {
                    tables.add(found.getString(1));
                }
            }
            for (var table : tables) {
                var lines = new TreeSet<String>();
                try (var found =
                        statement.executeQuery("SELECT (to_jsonb(t) - 'posting' - 'entry_number'%s)::text FROM %s t"
                                // an identity that was given and undone leaves a hole, which counts nothing
                                .formatted(IDENTITIES.getOrDefault(table, ""), table))) {
                    while (found.next()) {
                        lines.add(found.getString(1));
                    }
                }
                all.put(table, lines);
            }
        }
        return all;
    }
}
