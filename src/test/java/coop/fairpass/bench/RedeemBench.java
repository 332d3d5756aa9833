package coop.fairpass.bench;

import coop.fairpass.World;
import coop.fairpass.booklets.BookletNumber;
import coop.fairpass.directory.ApiKeys;
import coop.fairpass.directory.Role;
import coop.fairpass.orders.Need.Restrictions;
import coop.fairpass.orders.OrderId;
import coop.fairpass.postgres.Database;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How many vouchers a second are redeemed over HTTP, with a key, by the site in a process of its own, on the embedded
 * PostgreSQL as production runs it: what is answered is on the disk. It prints, and judges nothing but that every
 * voucher was redeemed once: {@code ./fairpass bench redeem}.
 */
@DisplayName("Combien de chèques par seconde")
class RedeemBench {

    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 10, 2);
    private static final Instant NOW = Instant.parse("2026-10-20T08:00:00Z");
    private static final int SECONDS = Integer.getInteger("bench.seconds", 8);
    private static final int BOOKLETS = Integer.getInteger("bench.booklets", 150_000);
    private static final String[] NODE_OPTIONS =
            System.getProperty("bench.node", "-XX:+IgnoreUnrecognizedVMOptions").split(" ", -1);
    private static final int WARM_UP = Integer.getInteger("bench.warm-up", 20);

    private record Round(int connections, int together) {}

    /** {@code -Dbench.rounds=64x1,8x1000}: connections and vouchers a call. */
    private static final List<Round> ROUNDS = Stream.of(
                    System.getProperty("bench.rounds", "16x1,64x1,512x1,64x10,16x100,8x1000")
                            .split(",", -1))
            .map(round -> round.split("x", -1))
            .map(round -> new Round(Integer.parseInt(round[0]), Integer.parseInt(round[1])))
            .toList();

    private static final Pattern REDEEMED = Pattern.compile("\"REDEEMED\"");

    @Test
    @DisplayName("un par un et par listes, comparés à pgbench sur le même serveur")
    void redeem(@TempDir Path home) throws Exception {
        try (var stage = Stage.open(home)) {
            var world = stage.world();
            long start = System.nanoTime();
            var order = world.paidOrder(World.TOWN_BUYER, BOOKLETS, Restrictions.none());
            world.activate(order);
            Machine.say("%,d chèques commandés, fabriqués, activés en %.1f s"
                    .formatted(BOOKLETS * World.SIZE, (System.nanoTime() - start) / 1e9));
            var key = world.bean(ApiKeys.class)
                    .create(
                            UUID.randomUUID(),
                            World.FIRST,
                            "mesure",
                            Set.of(Role.PROVIDER_STAFF),
                            FIRST_DAY.plusYears(1),
                            World.FIRST_ADMIN);
            var vouchers = vouchers(world, order);
            world.handOverAll(FIRST_DAY);
            Machine.say(Machine.describe());
            stage.run("VACUUM ANALYZE");
            var tpcB = Machine.tpcB(stage.database(), SECONDS);
            Machine.say(tpcB.map("pgbench -c 16 -j 2 (TPC-B) : %,.0f transactions/s"::formatted)
                    .orElse("pgbench manque sur cette machine : pas de rapport"));
            try (var node = Node.start(stage.database(), home, NOW, NODE_OPTIONS)) {
                var meter = new Meter(node, key, stage.postmaster(), stage.database(), tpcB.orElse(Double.NaN));
                Machine.say("CPU en secondes pour mille chèques ; WAL et stockés en octets par chèque");
                Machine.say(Meter.HEAD);
                meter.round("échauffement", () -> body(vouchers, 1), 64, 1, WARM_UP);
                for (var round : ROUNDS) {
                    meter.round(
                            round.together() == 1
                                    ? "un par un, %d connexions".formatted(round.connections())
                                    : "listes de %d, %d connexions".formatted(round.together(), round.connections()),
                            () -> body(vouchers, round.together()),
                            round.connections(),
                            round.together(),
                            SECONDS);
                }
                // What HTTP, the key and JSON cost here by themselves: nothing is redeemed, nothing is written.
                for (int connections : ROUNDS.stream()
                        .filter(round -> round.together() == 1)
                        .mapToInt(Round::connections)
                        .toArray()) {
                    meter.round(
                            "liste vide, %d connexions".formatted(connections),
                            () -> "{\"place\":\"" + World.FIRST_PLACE.value() + "\",\"services\":[]}",
                            connections,
                            0,
                            SECONDS);
                }
            }
        }
    }

    /** Services of one voucher each; those of one booklet on different days, as nobody spends a whole one in a day. */
    private static Iterator<String> vouchers(World world, OrderId order) {
        long first = world.booklet(order, 1).value();
        return java.util.stream.IntStream.rangeClosed(1, World.SIZE)
                .boxed()
                .flatMap(rank -> java.util.stream.LongStream.range(first, first + BOOKLETS)
                        .mapToObj(booklet -> "{\"service\":\"%s\",\"day\":\"%s\",\"presented\":[\"%s\"]}"
                                .formatted(
                                        World.TEN_EUROS,
                                        FIRST_DAY.plusDays(rank),
                                        world.code(new BookletNumber(booklet), rank))))
                .toList()
                .iterator();
    }

    /** The next call; empty when too few vouchers are left. */
    private static String body(Iterator<String> vouchers, int together) {
        var services = new ArrayList<String>(together);
        synchronized (vouchers) {
            while (services.size() < together && vouchers.hasNext()) {
                services.add(vouchers.next());
            }
        }
        return services.size() < together
                ? ""
                : services.stream()
                        .collect(Collectors.joining(
                                ",", "{\"place\":\"" + World.FIRST_PLACE.value() + "\",\"services\":[", "]}"));
    }

    /** Sends rounds of calls and prints what each cost. */
    private record Meter(Node node, String key, long postmaster, Database database, double tpcB) {

        static final String HEAD = "%-28s %10s %8s %8s %8s %8s %9s %9s %7s %9s"
                .formatted(
                        "",
                        "chèques/s",
                        "× TPC-B",
                        "p50 ms",
                        "p99 ms",
                        "pire ms",
                        "CPU site",
                        "CPU base",
                        "WAL",
                        "stockés");

        /** @param together how many vouchers a call holds; none for calls that are refused before the base */
        void round(String what, Supplier<String> bodies, int connections, int together, int seconds) throws Exception {
            long wal = number("SELECT pg_current_wal_insert_lsn() - '0/0'");
            long stored = stored();
            double siteCpu = Machine.cpuSeconds(node.pid());
            double baseCpu = Machine.cpuSeconds(postmaster);
            long start = System.nanoTime();
            long end = start + seconds * 1_000_000_000L;
            Queue<Long> latencies = new ConcurrentLinkedQueue<>();
            var rounds = new ArrayList<Future<Long>>();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < connections; i++) {
                    rounds.add(threads.submit(() -> {
                        long redeemed = 0;
                        try (var connection = new HttpConnection(node.port(), key)) {
                            while (System.nanoTime() < end) {
                                var body = bodies.get();
                                if (body.isEmpty()) {
                                    break;
                                }
                                long sent = System.nanoTime();
                                var answer = connection.post(
                                        "/api/v1/redemptions",
                                        UUID.randomUUID().toString(),
                                        body.getBytes(StandardCharsets.US_ASCII));
                                latencies.add(System.nanoTime() - sent);
                                long done = REDEEMED.matcher(answer.body())
                                        .results()
                                        .count();
                                if (answer.status() != (together == 0 ? 422 : 200) || done != together) {
                                    throw new AssertionError(answer);
                                }
                                redeemed += Math.max(done, 1);
                            }
                        }
                        return redeemed;
                    }));
                }
            }
            long redeemed = 0;
            for (var round : rounds) {
                redeemed += round.get();
            }
            double elapsed = (System.nanoTime() - start) / 1e9;
            siteCpu = Machine.cpuSeconds(node.pid()) - siteCpu;
            baseCpu = Machine.cpuSeconds(postmaster) - baseCpu;
            var sorted = latencies.stream().mapToLong(Long::longValue).sorted().toArray();
            Machine.say("%-28s %,10.0f %8.2f %8.1f %8.1f %8.1f %9.3f %9.3f %7.0f %9.0f"
                    .formatted(
                            what,
                            redeemed / elapsed,
                            redeemed / elapsed / tpcB,
                            at(sorted, 0.50),
                            at(sorted, 0.99),
                            at(sorted, 1),
                            siteCpu / redeemed * 1000,
                            baseCpu / redeemed * 1000,
                            (number("SELECT pg_current_wal_insert_lsn() - '0/0'") - wal) / (double) redeemed,
                            (stored() - stored) / (double) redeemed));
        }

        private static double at(long[] sorted, double part) {
            return sorted.length == 0
                    ? Double.NaN
                    : sorted[(int) Math.min(sorted.length - 1, part * sorted.length)] / 1e6;
        }

        private long stored() throws SQLException {
            return number("""
                    SELECT sum(pg_total_relation_size(c.oid)) FROM pg_class c
                      JOIN pg_namespace n ON n.oid = c.relnamespace
                     WHERE n.nspname IN ('redemption', 'ledger', 'booklets') AND c.relkind = 'r'
                    """);
        }

        private long number(String sql) throws SQLException {
            return Sql.number(database, sql);
        }
    }
}
