package coop.fairpass.faults;

import coop.fairpass.postgres.Database;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Three machines on this one, each in a network namespace of its own with its cable to a common switch: an etcd, a
 * Patroni and its PostgreSQL, set as {@code ops/patroni} says. Cables are cut, programs killed with {@code kill -9}.
 *
 * <p>Whatever ends this program, a shell that waits for it ends all that was started and takes the network away.
 */
final class Cluster implements AutoCloseable {

    static final int SIZE = 3;

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Path SETTINGS = Path.of("ops/patroni");
    /** What the programs say, kept after the test. */
    private static final Path LOGS = Path.of("target/ha/logs").toAbsolutePath();

    /** Roles of those whose disk counts. */
    private static final List<String> CONFIRMS = List.of("sync_standby", "quorum_standby");

    private static final String ACCOUNT = "postgres";
    private static final String PASSWORD = "secret";
    /** Of the addresses set aside for measures between networks (RFC 2544): nobody's. */
    private static final String NETWORK =
            "198.18." + (1 + ProcessHandle.current().pid() % 250) + ".";

    private static final String NAME = "fpha" + ProcessHandle.current().pid() % 100_000;

    /** What a member of the cluster says of itself to etcd. */
    record Member(String name, String role, String state, boolean streams, int timeline) {}

    private final ClusterPrograms programs;
    private final Path home;
    private final Process undertaker;
    private final Map<String, Process> running = new TreeMap<>();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

    Cluster(Path home) throws IOException, InterruptedException {
        this.home = home;
        this.programs = ClusterPrograms.find();
        Shell.must("rm", "-rf", LOGS.toString());
        Files.createDirectories(LOGS);
        this.undertaker = undertaker();
        try {
            Shell.must("ip", "link", "add", NAME, "type", "bridge");
            Shell.must("ip", "address", "add", NETWORK + "1/24", "dev", NAME);
            Shell.must("ip", "link", "set", NAME, "up");
            Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx--x--x"));
            // Where the account of PostgreSQL may read them, wherever this project is.
            Shell.must(
                    "cp",
                    "-r",
                    programs.python().toString(),
                    home.resolve("python").toString());
            Shell.must("cp", programs.etcd().toString(), home.resolve("etcd").toString());
            Shell.must("chmod", "-R", "a+rX", home.resolve("python").toString());
            Shell.must("chmod", "a+rx", home.resolve("etcd").toString());
            for (int i = 0; i < SIZE; i++) {
                wire(i);
            }
            for (int i = 0; i < SIZE; i++) {
                startEtcd(i);
            }
            for (int i = 0; i < SIZE; i++) {
                startPatroni(i);
            }
            await("a whole cluster", Duration.ofMinutes(2), this::isWhole);
            createBase();
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /** Waits until its input is closed, by us or by our end, then leaves nothing behind. */
    private Process undertaker() throws IOException {
        var names = IntStream.range(0, SIZE).mapToObj(Cluster::space).collect(Collectors.joining(" "));
        return new ProcessBuilder("setsid", "sh", "-c", """
                trap '' INT TERM HUP
                cat >/dev/null
                for space in %1$s; do
                  for turn in 1 2 3; do ip netns pids $space 2>/dev/null | xargs -r kill -9 2>/dev/null; done
                done
                for space in %1$s; do ip netns delete $space 2>/dev/null; done
                ip link delete %2$s 2>/dev/null
                rm -rf '%3$s'/machine-* '%3$s/python' '%3$s/etcd'
                """.formatted(names, NAME, home))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static String space(int machine) {
        return NAME + "-" + machine;
    }

    static String address(int machine) {
        return NETWORK + (11 + machine);
    }

    private static String name(int machine) {
        return "pg" + (machine + 1);
    }

    private void wire(int machine) throws IOException, InterruptedException {
        var space = space(machine);
        Shell.must("ip", "netns", "add", space);
        Shell.must("ip", "link", "add", space, "type", "veth", "peer", "name", "eth0", "netns", space);
        Shell.must("ip", "link", "set", space, "master", NAME, "up");
        Shell.must("ip", "-n", space, "address", "add", address(machine) + "/24", "dev", "eth0");
        Shell.must("ip", "-n", space, "link", "set", "eth0", "up");
        Shell.must("ip", "-n", space, "link", "set", "lo", "up");
        var place = Files.createDirectory(home.resolve("machine-" + machine));
        Files.writeString(place.resolve("patroni.yml"), filled("patroni.yml", machine));
        Shell.must("chown", "-R", ACCOUNT, place.toString());
    }

    /** A file of {@code ops/patroni} for one machine, filled as the guide says. */
    private String filled(String file, int machine) throws IOException {
        var place = home.resolve("machine-" + machine).toString();
        var values = new TreeMap<>(Map.of(
                "NAME",
                name(machine),
                "ADDRESS",
                address(machine),
                "NETWORK",
                NETWORK + "0/24",
                "DATA",
                place + "/data",
                "ETCD_DATA",
                place + "/etcd",
                "BIN",
                programs.postgres().toString(),
                "RUN",
                place,
                "WATCHDOG",
                "off",
                "FAIRPASS_PASSWORD",
                PASSWORD));
        for (var role : List.of("SUPERUSER", "REPLICATION", "REWIND")) {
            values.put(role + "_PASSWORD", PASSWORD);
        }
        for (int i = 0; i < SIZE; i++) {
            values.put("ADDRESS_" + (i + 1), address(i));
            values.put("NAME_" + (i + 1), name(i));
        }
        var text = Files.readString(SETTINGS.resolve(file));
        for (var value : values.entrySet()) {
            text = text.replace("@" + value.getKey() + "@", value.getValue());
        }
        if (text.lines().anyMatch(line -> line.matches(".*@[A-Z_0-9]+@.*"))) {
            throw new AssertionError("something is left to fill in " + file + ":\n" + text);
        }
        return text;
    }

    // ── What runs ────────────────────────────────────────────────────────────────────────────────────────────────

    private void start(int machine, String program, Map<String, String> environment, String... command)
            throws IOException {
        var words = new ArrayList<>(List.of("ip", "netns", "exec", space(machine)));
        words.addAll(List.of("setpriv", "--reuid=" + ACCOUNT, "--regid=" + ACCOUNT, "--clear-groups", "--"));
        words.addAll(List.of(command));
        var place = home.resolve("machine-" + machine);
        var builder = new ProcessBuilder(words).directory(place.toFile()).redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(
                LOGS.resolve(program + "-" + machine + ".log").toFile()));
        builder.environment().putAll(environment);
        var process = builder.start();
        process.getOutputStream().close();
        running.put(program + machine, process);
    }

    void startEtcd(int machine) throws IOException {
        var settings = filled("etcd.env", machine)
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        start(machine, "etcd", settings, home.resolve("etcd").toString());
    }

    void startPatroni(int machine) throws IOException {
        start(
                machine,
                "patroni",
                Map.of(
                        "PYTHONPATH",
                        home.resolve("python").toString(),
                        "HOME",
                        home.resolve("machine-" + machine).toString()),
                "/usr/bin/python3",
                "-m",
                "patroni",
                "patroni.yml");
    }

    void killEtcd(int machine) throws InterruptedException {
        kill("etcd" + machine);
    }

    void killPatroni(int machine) throws InterruptedException {
        kill("patroni" + machine);
    }

    private void kill(String program) throws InterruptedException {
        var process = running.get(program);
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }

    /** kill -9 of the postmaster alone. */
    void killPostgres(int machine) throws IOException {
        var file = home.resolve("machine-" + machine + "/data/postmaster.pid");
        if (Files.exists(file)) {
            ProcessHandle.of(Long.parseLong(Files.readAllLines(file).getFirst().strip()))
                    .ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    /** As a power cut would: everything that runs on the machine, at once. */
    void killMachine(int machine) throws IOException, InterruptedException {
        Shell.run("sh", "-c", "ip netns pids " + space(machine) + " | xargs -r kill -9");
        kill("patroni" + machine);
        kill("etcd" + machine);
    }

    /** Starts again what a machine that was killed runs. */
    void startMachine(int machine) throws IOException {
        startEtcd(machine);
        startPatroni(machine);
    }

    /** Pulls the cable: nobody hears the machine, clients neither. */
    void unplug(int machine) throws IOException, InterruptedException {
        Shell.must("ip", "link", "set", space(machine), "down");
    }

    void plug(int machine) throws IOException, InterruptedException {
        Shell.must("ip", "link", "set", space(machine), "up");
    }

    /** Hides the other machines from one that clients still reach: the most tempting way to be wrong. */
    void isolate(int machine) throws IOException, InterruptedException {
        for (int other = 0; other < SIZE; other++) {
            if (other != machine) {
                Shell.must("ip", "-n", space(machine), "route", "add", "blackhole", address(other) + "/32");
            }
        }
    }

    void join(int machine) throws IOException, InterruptedException {
        for (int other = 0; other < SIZE; other++) {
            if (other != machine) {
                Shell.must("ip", "-n", space(machine), "route", "delete", "blackhole", address(other) + "/32");
            }
        }
    }

    /** Gives the lead to the synchronous standby, as an operator does before stopping a machine; true once done. */
    boolean switchOver(int leader) throws IOException, InterruptedException {
        var answer = http.send(
                HttpRequest.newBuilder(URI.create(patroniAddresses().get(leader) + "/switchover"))
                        .timeout(Duration.ofMinutes(1))
                        .POST(HttpRequest.BodyPublishers.ofString("{\"leader\":\"%s\"}".formatted(name(leader))))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return answer.statusCode() == 200;
    }

    // ── What is known ────────────────────────────────────────────────────────────────────────────────────────────

    /** Where Patroni answers. */
    static List<String> patroniAddresses() {
        return IntStream.range(0, SIZE)
                .mapToObj(machine -> "http://" + address(machine) + ":8008")
                .toList();
    }

    /** What every machine says of all; nothing while they disagree, as when one has just come back. */
    List<Member> members() {
        var views = patroniAddresses().stream()
                .map(address -> ask(address + "/cluster"))
                .flatMap(Optional::stream)
                .map(Cluster::members)
                .toList();
        return views.size() == SIZE && views.stream().distinct().count() == 1 ? views.getFirst() : List.of();
    }

    private static List<Member> members(JsonNode view) {
        return view.path("members")
                .valueStream()
                .map(one -> new Member(
                        one.path("name").asString(""),
                        one.path("role").asString(""),
                        one.path("state").asString(""),
                        one.path("state").asString("").equals("streaming"),
                        one.path("timeline").asInt(0)))
                .toList();
    }

    private Optional<JsonNode> ask(String address) {
        try {
            var answer = http.send(
                    HttpRequest.newBuilder(URI.create(address))
                            .timeout(Duration.ofSeconds(2))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 ? Optional.of(JSON.readTree(answer.body())) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** The machine that holds the lead, or nothing while none does. */
    Optional<Integer> leader() {
        return machine("leader");
    }

    /** The machine without which nothing is acknowledged. */
    Optional<Integer> synchronousStandby() {
        return machine("sync_standby").or(() -> machine("quorum_standby"));
    }

    private Optional<Integer> machine(String role) {
        return members().stream()
                .filter(member -> member.role().equals(role))
                .map(member -> Integer.parseInt(member.name().substring(2)) - 1)
                .findFirst();
    }

    /** One leads, two follow it, one of them in step. */
    boolean isWhole() {
        var members = members();
        return members.size() == SIZE
                && members.stream()
                                .filter(one -> one.role().equals("leader")
                                        && one.state().equals("running"))
                                .count()
                        == 1
                && members.stream().filter(Member::streams).count() == SIZE - 1
                && members.stream().anyMatch(one -> CONFIRMS.contains(one.role()))
                && members.stream().map(Member::timeline).distinct().count() == 1;
    }

    /** Waits for something that must come. */
    static void await(String what, Duration atMost, BooleanSupplier hasCome) {
        long end = System.nanoTime() + atMost.toNanos();
        while (!hasCome.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("after %s: not %s".formatted(atMost, what));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        }
    }

    /** Waits for an answer that must come: machines may disagree for a moment after any change. */
    static <T> T await(String what, Supplier<Optional<T>> question) {
        var answer = new AtomicReference<T>();
        await(what, Duration.ofMinutes(1), () -> {
            question.get().ifPresent(answer::set);
            return answer.get() != null;
        });
        return Objects.requireNonNull(answer.get());
    }

    /** What an operator writes in FAIRPASS_DATABASE_URL, and no more. */
    Database database() {
        return new Database("jdbc:postgresql://" + hosts() + "/fairpass", "fairpass", PASSWORD);
    }

    private static String hosts() {
        return IntStream.range(0, SIZE).mapToObj(Cluster::address).collect(Collectors.joining(","));
    }

    /** The primary, as its superuser. */
    Database superuser() {
        return new Database(
                "jdbc:postgresql://" + hosts() + "/fairpass?targetServerType=primary&connectTimeout=2",
                "postgres",
                PASSWORD);
    }

    private void createBase() throws IOException {
        var url = superuser().url().replace("/fairpass?", "/postgres?");
        try (var connection = DriverManager.getConnection(url, "postgres", PASSWORD);
                var statement = connection.createStatement()) {
            for (var sql : filled("fairpass.sql", 0).split(";\\s*\\R", -1)) {
                if (!sql.isBlank()) {
                    statement.execute(sql);
                }
            }
        } catch (SQLException e) {
            throw new IOException("the base of Fairpass could not be made", e);
        }
    }

    @Override
    public void close() throws IOException {
        undertaker.getOutputStream().close();
        try {
            undertaker.waitFor(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
