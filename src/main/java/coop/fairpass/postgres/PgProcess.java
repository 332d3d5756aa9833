package coop.fairpass.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running postmaster and the watchdog that starts it.
 *
 * <p>The watchdog is a shell that waits for a word, or the end, on its standard input, of which this JVM holds the
 * other side. Killed in whatever way, the JVM lets go of it, and the server stops by itself. Both live in a session
 * of their own, because a Ctrl-C reaches every process of a terminal's session at once and the server must outlive
 * the pages that are being finished; a service manager may still signal everyone, and the watchdog does not listen.
 * Its own signal is sent until the server is gone: one that comes very early is ignored.
 */
final class PgProcess {

    private static final Logger log = LoggerFactory.getLogger(PgProcess.class);

    private static final String WATCHDOG = """
            trap '' HUP INT TERM
            exec 3<&0
            "$@" </dev/null 3<&- &
            server=$!
            (read -r word; while kill -INT "$server"; do sleep 1; done) <&3 2>/dev/null &
            reader=$!
            wait "$server"
            code=$?
            { kill -KILL "$reader" && wait "$reader"; } 2>/dev/null
            exit "$code"
            """;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Process watchdog;
    private final Path data;
    private volatile boolean stopping;

    private PgProcess(Process watchdog, Path data) {
        this.watchdog = watchdog;
        this.data = data;
        var _ = watchdog.onExit().thenRun(() -> {
            if (!stopping) {
                log.error("PostgreSQL stopped, which nobody asked for: see {}", data.resolveSibling("postgres.log"));
            }
        });
    }

    static PgProcess start(PgAccount account, List<String> server, Path data, Path output) throws IOException {
        var words = new ArrayList<>(ownSession());
        words.addAll(account.command(List.of("sh", "-c", WATCHDOG, "fairpass-watchdog")));
        words.addAll(server);
        var builder = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        clean(builder);
        return new PgProcess(builder.start(), data);
    }

    /** Runs one of the server's programs to its end, and gives what it said if it failed. */
    static Optional<String> run(PgAccount account, List<String> words, String input)
            throws IOException, InterruptedException {
        var builder = new ProcessBuilder(account.command(words)).redirectErrorStream(true);
        clean(builder);
        var process = builder.start();
        try (var writer = process.outputWriter()) {
            writer.write(input);
        }
        String said;
        try (var reader = process.inputReader()) {
            said = reader.readAllAsString();
        }
        return process.waitFor() == 0 ? Optional.empty() : Optional.of(said);
    }

    /** Waits a little, and says whether it still runs. */
    boolean isAliveAfter(Duration wait) throws InterruptedException {
        return !watchdog.waitFor(wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Stops the server, letting it write what it holds; whatever happened to the watchdog, nothing is left after it.
     */
    void stop() {
        stopping = true;
        try {
            watchdog.getOutputStream().close();
            watchdog.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            stopOrphan(data);
        } catch (IOException e) {
            throw new DatabaseUnavailable("PostgreSQL ne s’arrête pas : " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Makes sure that no server runs on these data, and that none is wrongly believed to.
     *
     * <p>A server whose JVM and watchdog were both killed goes on; it is known by its command line, and stopped. A
     * pid file that names a living process of another kind (the number was taken again after a reboot) is removed, or
     * PostgreSQL would refuse to start. When the system hides the command line, PostgreSQL itself decides.
     */
    static void stopOrphan(Path data) throws IOException, InterruptedException {
        var pidFile = data.resolve("postmaster.pid");
        var named = named(pidFile);
        if (named.isEmpty()) {
            return;
        }
        var process = named.get();
        var arguments = process.info().arguments();
        if (arguments.isEmpty()) {
            return;
        }
        if (Collections.indexOfSubList(List.of(arguments.get()), List.of("-D", data.toString())) < 0) {
            log.warn("{} named a process that is not PostgreSQL: it is removed", pidFile);
            Files.deleteIfExists(pidFile);
            return;
        }
        log.warn("a PostgreSQL left alone still runs on {}: it is stopped", data);
        for (var signal : List.of("INT", "QUIT", "KILL")) { // write and stop; stop; die
            new ProcessBuilder("sh", "-c", "kill -" + signal + " " + process.pid())
                    .start()
                    .waitFor();
            var deadline = System.nanoTime() + PATIENCE.toNanos();
            while (runs(process) && System.nanoTime() < deadline) {
                Thread.sleep(10);
            }
            if (!runs(process)) {
                return;
            }
        }
        throw new DatabaseUnavailable(
                "un PostgreSQL (processus %d) occupe %s et ne s’arrête pas".formatted(process.pid(), data));
    }

    /** A process that has ended stays in the list until its parent asks for it, and has no words left. */
    private static boolean runs(ProcessHandle process) {
        return process.isAlive() && process.info().arguments().isPresent();
    }

    private static Optional<ProcessHandle> named(Path pidFile) throws IOException {
        try (var lines = Files.lines(pidFile)) {
            return lines.findFirst()
                    .filter(line -> line.matches("\\d+"))
                    .map(Long::valueOf)
                    .flatMap(ProcessHandle::of)
                    .filter(ProcessHandle::isAlive);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** The words that give a command a session of its own; macOS has no setsid, but has Perl. */
    private static List<String> ownSession() {
        if (System.getProperty("os.name").startsWith("Mac")) {
            return List.of("/usr/bin/perl", "-MPOSIX", "-e", "POSIX::setsid(); exec @ARGV", "--");
        }
        return List.of("setsid");
    }

    /** Our environment holds secrets, and a stray PGPORT or LC_ALL would change what the server does. */
    private static void clean(ProcessBuilder builder) {
        var environment = builder.environment();
        var path = environment.get("PATH");
        environment.clear();
        if (path != null) {
            environment.put("PATH", path);
        }
    }
}
