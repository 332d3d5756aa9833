package coop.fairpass.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import coop.fairpass.World;
import coop.fairpass.bench.Machine;
import coop.fairpass.bench.Node;
import coop.fairpass.faults.Load.Steady;
import coop.fairpass.ledger.RollUpBalances;
import coop.fairpass.ledger.Seals;
import coop.fairpass.postgres.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two sites on three machines under Patroni, under load; a machine, a cable or a program is lost, and what clients were
 * told is compared with the books. {@code -Dha.rounds} says how often, {@code -Dha.seed} what, {@code -Dha.callers}
 * and {@code -Dha.pause-ms} under how many calls, {@code -Dha.longest-gap} how long nothing may be answered (0: any).
 */
@DisplayName("Rien de ce qui a été répondu ne se perd avec une machine")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(value = 3, unit = TimeUnit.HOURS)
class HighAvailabilityTest {

    private static final int ROUNDS = Integer.getInteger("ha.rounds", 1);
    private static final int CALLERS = Integer.getInteger("ha.callers", 12);
    private static final Duration PAUSE = Duration.ofMillis(Integer.getInteger("ha.pause-ms", 100));
    private static final Duration LONGEST_GAP = Duration.ofSeconds(Integer.getInteger("ha.longest-gap", 0));
    private static final long SEED = Long.getLong("ha.seed", 1);
    private static final Instant NOW = Instant.parse("2026-10-20T08:00:00Z");
    private static final int VOUCHERS_A_ROUND = 12_000;

    private enum Fault {
        LEADER_ISOLATED("le primaire n’entend plus les autres, les clients l’entendent (30 s)"),
        LEADER_UNPLUGGED("câble du primaire débranché (30 s), puis rebranché"),
        MACHINE_KILLED("kill -9 de toute la machine du primaire"),
        POSTGRES_KILLED("kill -9 du PostgreSQL primaire"),
        STANDBY_KILLED("kill -9 de toute la machine du secondaire synchrone"),
        ETCD_KILLED("kill -9 d’un etcd, celui du primaire ou un autre"),
        SWITCHED_OVER("bascule demandée (patronictl switchover)");

        private final String words;

        Fault(String words) {
            this.words = words;
        }
    }

    private final Random random = new Random(SEED);
    private final List<Node> sites = new ArrayList<>();
    private final List<Relay> doors = new ArrayList<>();
    private Cluster cluster;
    private Territory territory;
    private Load load;

    @BeforeAll
    void open(@TempDir Path home) throws Exception {
        var missing = ClusterPrograms.missing();
        if (!missing.isEmpty()) {
            Machine.say("HAUTE DISPONIBILITÉ : NON ÉPROUVÉE, il manque %s ; « ./fairpass test ha » l’installe"
                    .formatted(String.join(", ", missing)));
        }
        assertThat(Boolean.getBoolean("ha.required") ? missing : List.of())
                .as("what is missing")
                .isEmpty();
        assumeTrue(missing.isEmpty(), "a cluster needs its programs");
        Machine.say(Machine.describe());
        cluster = new Cluster(home);
        var database = cluster.database();
        try (var owner = database.owner()) {
            Flyway.configure()
                    .dataSource(owner)
                    .placeholderReplacement(false)
                    .load()
                    .migrate();
        }
        territory = new Territory(database, home, (ROUNDS + 2) * VOUCHERS_A_ROUND / World.SIZE);
        for (int i = 0; i < 2; i++) {
            sites.add(site(database, home));
            doors.add(new Relay(sites.get(i).port()));
        }
        territory.world.clock.set("2026-10-20T10:00");
        load = new Load(territory.key, doors, territory.papers(), SEED);
    }

    private static Node site(Database database, Path home) throws IOException {
        return Node.start(
                database,
                home,
                NOW,
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-Dfairpass.patroni.urls=" + String.join(",", Cluster.patroniAddresses()));
    }

    @Test
    @Order(1)
    @DisplayName("un câble, une machine, un programme perdus : rien de perdu, rien deux fois, les livres justes")
    void lost() throws Exception {
        Map<Fault, List<Duration>> gaps = new EnumMap<>(Fault.class);
        for (int i = 0; i < ROUNDS; i++) {
            var fault = Fault.values()[i < Fault.values().length ? i : random.nextInt(Fault.values().length)];
            var gap = round(fault);
            gaps.computeIfAbsent(fault, _ -> new ArrayList<>()).add(gap);
            Machine.say("%2d. %s : %.1f s sans réponse".formatted(i + 1, fault.words, seconds(gap)));
        }
        load.repeatAll();
        Machine.say("%d pannes : %s".formatted(ROUNDS, load));
        Machine.say(new Checker(territory.world).check(List.of(load)));
        Machine.say("| panne | fois | plus longue attente |");
        gaps.forEach((fault, all) -> Machine.say("| %s | %d | %.1f s |"
                .formatted(
                        fault.words,
                        all.size(),
                        all.stream()
                                .mapToDouble(HighAvailabilityTest::seconds)
                                .max()
                                .orElseThrow())));
        if (LONGEST_GAP.isPositive()) {
            assertThat(gaps.values().stream().flatMap(List::stream))
                    .as("how long nobody was answered")
                    .allMatch(gap -> gap.compareTo(LONGEST_GAP) <= 0);
        }
    }

    /** One loss under load, and the cluster whole again; how long nobody was answered. */
    private Duration round(Fault fault) throws Exception {
        seal();
        Duration gap;
        try (var calls = load.steady(CALLERS, PAUSE)) {
            answered(calls, 100);
            int leader = Cluster.await("a leader", cluster::leader);
            calls.watch();
            switch (fault) {
                case LEADER_UNPLUGGED -> {
                    cluster.unplug(leader);
                    whileItLasts();
                    cluster.plug(leader);
                }
                case LEADER_ISOLATED -> {
                    cluster.isolate(leader);
                    whileItLasts();
                    cluster.join(leader);
                }
                case MACHINE_KILLED -> restarted(leader, calls);
                case STANDBY_KILLED -> restarted(Cluster.await("a standby", cluster::synchronousStandby), calls);
                case POSTGRES_KILLED -> cluster.killPostgres(leader);
                case SWITCHED_OVER -> assertThat(cluster.switchOver(leader)).isTrue();
                case ETCD_KILLED -> {
                    int one = random.nextInt(Cluster.SIZE);
                    cluster.killEtcd(one);
                    answered(calls, 300);
                    cluster.startEtcd(one);
                }
            }
            answered(calls, 50);
            Cluster.await("a whole cluster", Duration.ofMinutes(4), cluster::isWhole);
            answered(calls, 50);
            gap = calls.longestGap();
        }
        Machine.say("    " + new Checker(territory.world).check(List.of(load)));
        return gap;
    }

    private void restarted(int machine, Steady calls) throws Exception {
        cluster.killMachine(machine);
        answered(calls, 50);
        cluster.startMachine(machine);
    }

    /** Time is what this loss is made of: as long as it takes the others to do without that machine, and more. */
    private static void whileItLasts() {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        Cluster.await("thirty seconds", Duration.ofMinutes(1), () -> System.nanoTime() > end);
    }

    /** What was posted until now may not disappear: its seal is also in a file. */
    private void seal() {
        var today = territory.world.today();
        territory.world.bean(RollUpBalances.class).run(today);
        territory.world.bean(Seals.class).run(today);
    }

    private static void answered(Steady calls, int more) {
        int goal = calls.answers() + more;
        Cluster.await(more + " more answers", Duration.ofMinutes(3), () -> calls.answers() >= goal);
    }

    @Test
    @Order(2)
    @DisplayName("les deux secondaires perdus : plus rien n’est acquitté, et tout l’est à leur retour")
    void alone() throws Exception {
        assumeTrue(ROUNDS > 1, "of the long run: clients wait for more than half a minute");
        seal();
        int leader = Cluster.await("a leader", cluster::leader);
        var others = IntStream.range(0, Cluster.SIZE)
                .filter(machine -> machine != leader)
                .boxed()
                .toList();
        try (var calls = load.steady(CALLERS, PAUSE)) {
            answered(calls, 100);
            // Their etcd goes on: with it would go the lead, and there would be no primary to ask.
            for (int other : others) {
                cluster.killPatroni(other);
                cluster.killPostgres(other);
            }
            Cluster.await("no standby", Duration.ofMinutes(1), () -> standbys() == 0);
            int acknowledged = calls.answers();
            var again = load.again(load.told().getFirst());
            load.awaitALater();
            assertThat(again.status()).as("repeated by one disk: %s", again).isEqualTo(503);
            assertThat(calls.answers()).as("acknowledged by one disk").isEqualTo(acknowledged);
            Machine.say("les deux secondaires perdus : « plus tard », 503, rien d’acquitté ni répété");
            calls.watch();
            for (int other : others) {
                cluster.startPatroni(other);
            }
            answered(calls, 50);
            Machine.say(
                    "un secondaire démarré : de nouveau acquitté après %.1f s".formatted(seconds(calls.longestGap())));
            Cluster.await("a whole cluster", Duration.ofMinutes(4), cluster::isWhole);
        }
        load.repeatAll();
        Machine.say(new Checker(territory.world).check(List.of(load)));
    }

    private long standbys() {
        return territory
                .world
                .owner()
                .sql("SELECT count(*) FROM pg_stat_replication")
                .query(Long.class)
                .single();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    @AfterAll
    void close() throws IOException {
        if (cluster != null) {
            try {
                sites.forEach(Node::close);
                for (var door : doors) {
                    door.close();
                }
                if (territory != null) {
                    territory.close();
                }
            } finally {
                cluster.close();
            }
        }
    }
}
