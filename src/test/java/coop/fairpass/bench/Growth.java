package coop.fairpass.bench;

import coop.fairpass.postgres.Database;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/**
 * What each step cost at each size, and how cost grows with size: the exponent is log of the ratio of costs over log of
 * the ratio of sizes, between the two largest. 1 is linear; below, better.
 */
final class Growth {

    /** Seconds that passed, and seconds of processor of this program and of the server. */
    record Cost(double wall, double java, double base) {

        double processor() {
            return java + base;
        }
    }

    private final Map<String, TreeMap<Long, Cost>> steps = new LinkedHashMap<>();
    private final String unit;

    /** @param unit what a size counts, plural */
    Growth(String unit) {
        this.unit = unit;
    }

    /** {@code -Dbench.sizes=300000,3000000}, or what is measured when nothing is said. */
    static long[] sizes(String usual) {
        return Arrays.stream(System.getProperty("bench.sizes", usual).split(","))
                .mapToLong(size -> Long.parseLong(size.replace("_", "").strip()))
                .sorted()
                .toArray();
    }

    /** Runs a step once, and says at once what it cost. */
    <T> T measure(String step, long size, long postmaster, Callable<T> work) throws Exception {
        double base = Machine.cpuSeconds(postmaster);
        double java = ownSeconds();
        long start = System.nanoTime();
        var answer = work.call();
        var cost =
                new Cost((System.nanoTime() - start) / 1e9, ownSeconds() - java, Machine.cpuSeconds(postmaster) - base);
        steps.computeIfAbsent(step, _ -> new TreeMap<>()).put(size, cost);
        Machine.say("%-46s %,12d %s : %9.3f s (CPU programme %.2f s, base %.2f s)"
                .formatted(step, size, unit, cost.wall(), cost.java(), cost.base()));
        return answer;
    }

    /** Runs it a few times and keeps the quickest, for steps of milliseconds that anything else disturbs. */
    <T> T quickest(String step, long size, long postmaster, Callable<T> work) throws Exception {
        for (int i = 0; i < 4; i++) {
            work.call(); // warm: pages read, statements prepared
        }
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            long start = System.nanoTime();
            work.call();
            best = Math.min(best, System.nanoTime() - start);
        }
        double base = Machine.cpuSeconds(postmaster);
        double java = ownSeconds();
        var answer = work.call();
        var cost = new Cost(best / 1e9, ownSeconds() - java, Machine.cpuSeconds(postmaster) - base);
        steps.computeIfAbsent(step, _ -> new TreeMap<>()).put(size, cost);
        Machine.say("%-46s %,12d %s : %9.1f ms".formatted(step, size, unit, cost.wall() * 1000));
        return answer;
    }

    /** The table: seconds by size, then the exponents, of time and of processor. */
    void print() {
        var sizes = steps.values().stream()
                .flatMap(costs -> costs.keySet().stream())
                .distinct()
                .sorted()
                .toList();
        var head = new StringBuilder("%-46s".formatted("secondes, par nombre de " + unit));
        sizes.forEach(size -> head.append("%,14d".formatted(size)));
        Machine.say(head + "%12s%12s".formatted("exposant", "exp. CPU"));
        steps.forEach((step, costs) -> {
            var line = new StringBuilder("%-46s".formatted(step));
            for (var size : sizes) {
                var cost = costs.get(size);
                line.append(cost == null ? "%14s".formatted("") : "%14.3f".formatted(cost.wall()));
            }
            Machine.say(line + exponents(costs));
        });
    }

    private static String exponents(NavigableMap<Long, Cost> costs) {
        if (costs.size() < 2) {
            return "";
        }
        var last = costs.lastEntry();
        var before = costs.lowerEntry(last.getKey());
        double sizes = Math.log((double) last.getKey() / before.getKey());
        double wall = Math.log(last.getValue().wall() / before.getValue().wall()) / sizes;
        double processor =
                Math.log(last.getValue().processor() / before.getValue().processor()) / sizes;
        return "%12.2f%12s".formatted(wall, Double.isFinite(processor) ? "%.2f".formatted(processor) : "");
    }

    /** Seconds of processor that this program has used. */
    static double ownSeconds() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                        .getProcessCpuTime()
                / 1e9;
    }

    /** Forgets how much the heap ever held. */
    static void resetPeak() {
        ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
    }

    /** Megabytes that the heap held at most since {@link #resetPeak}, garbage included. */
    static long peakMegabytes() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getType() == MemoryType.HEAP)
                        .mapToLong(pool -> pool.getPeakUsage().getUsed())
                        .sum()
                / 1_048_576;
    }

    /** Statistics, and pages whose rows all can see: what autovacuum does in time. */
    static void settle(Database database) throws Exception {
        Sql.run(database, "VACUUM ANALYZE");
    }
}
