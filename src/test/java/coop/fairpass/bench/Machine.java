package coop.fairpass.bench;

import coop.fairpass.postgres.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The machine that measures: what it is, what its processes have used, what pgbench makes of it. */
public final class Machine {

    private static final Pattern TPS = Pattern.compile("tps = ([0-9.]+) \\(without");
    private static final double TICKS_A_SECOND = 100; // USER_HZ, the same on every Linux

    private Machine() {}

    /** A line of what was measured, which the launcher tells from what Maven says. */
    public static void say(String line) {
        System.out.println("│ " + line);
    }

    /** One line for the head of every table of figures. */
    public static String describe() {
        var model = lines("/proc/cpuinfo").stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.replaceFirst(".*: ", ""))
                .findFirst()
                .orElse(System.getProperty("os.arch"));
        var memory = lines("/proc/meminfo").stream()
                .filter(line -> line.startsWith("MemTotal"))
                .map(line -> "%.0f Gio".formatted(Long.parseLong(line.replaceAll("\\D", "")) / 1048576.0))
                .findFirst()
                .orElse("?");
        return "%s · %d processeurs (%s), %s · Java %s"
                .formatted(
                        LocalDate.now(coop.fairpass.calendar.Paris.ZONE),
                        Runtime.getRuntime().availableProcessors(),
                        model,
                        memory,
                        Runtime.version());
    }

    /** Seconds of processor that a process and those it started have used, ended ones included. */
    static double cpuSeconds(long pid) {
        return ProcessHandle.of(pid).stream()
                        .flatMap(process -> java.util.stream.Stream.concat(
                                java.util.stream.Stream.of(process), process.descendants()))
                        .mapToLong(process -> ticks(process.pid(), process.pid() == pid))
                        .sum()
                / TICKS_A_SECOND;
    }

    private static long ticks(long pid, boolean withEndedChildren) {
        try {
            var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            long ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
            return withEndedChildren ? ticks + Long.parseLong(fields[13]) + Long.parseLong(fields[14]) : ticks;
        } catch (IOException e) {
            return 0; // ended meanwhile, or not Linux
        }
    }

    /** Megabytes of memory that a process holds. */
    static double residentMegabytes(long pid) {
        return lines("/proc/" + pid + "/status").stream()
                        .filter(line -> line.startsWith("VmRSS"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .sum()
                / 1024.0;
    }

    /** Megabytes that a process holds, and those it started; what several share counts once. */
    static double proportionalMegabytes(long pid, boolean withChildren) {
        return ProcessHandle.of(pid).stream()
                        .flatMap(process -> withChildren
                                ? java.util.stream.Stream.concat(
                                        java.util.stream.Stream.of(process), process.descendants())
                                : java.util.stream.Stream.of(process))
                        .flatMap(process -> lines("/proc/" + process.pid() + "/smaps_rollup").stream())
                        .filter(line -> line.startsWith("Pss:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .sum()
                / 1024.0;
    }

    /** The process of a server, from the file it keeps. */
    public static long postmaster(Path home) throws IOException {
        return Long.parseLong(
                Files.readAllLines(home.resolve("postgres/18/postmaster.pid")).getFirst());
    }

    /**
     * Transactions a second of pgbench's TPC-B-like script on the same server, in the same run; empty where pgbench is
     * not installed (Debian: postgresql-contrib or postgresql-15).
     */
    static Optional<Double> tpcB(Database database, int seconds) throws IOException, InterruptedException {
        var url = java.net.URI.create(database.url().substring("jdbc:".length()));
        var place = List.of(
                "-h",
                url.getHost(),
                "-p",
                Integer.toString(url.getPort()),
                "-U",
                database.user(),
                url.getPath().substring(1));
        if (run(database, List.of("pgbench", "-i", "-q", "-s", "20"), place).isEmpty()) {
            return Optional.empty();
        }
        var said =
                run(database, List.of("pgbench", "-n", "-c", "16", "-j", "2", "-T", Integer.toString(seconds)), place);
        return said.map(TPS::matcher)
                .filter(java.util.regex.Matcher::find)
                .map(found -> Double.valueOf(found.group(1)));
    }

    private static Optional<String> run(Database database, List<String> command, List<String> place)
            throws InterruptedException {
        try {
            var builder = new ProcessBuilder(java.util.stream.Stream.concat(command.stream(), place.stream())
                            .toList())
                    .redirectErrorStream(true);
            builder.environment().put("PGPASSWORD", database.password());
            var process = builder.start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? Optional.of(said) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static List<String> lines(String file) {
        try {
            return Files.readAllLines(Path.of(file));
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
