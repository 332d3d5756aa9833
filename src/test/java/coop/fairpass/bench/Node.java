package coop.fairpass.bench;

import coop.fairpass.Fairpass;
import coop.fairpass.postgres.Database;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.support.GenericApplicationContext;

/**
 * One site in a process of its own, on a base that others may share, with the heap and the collector that the launcher
 * gives it: to be measured, killed and started again. Its clock starts at a given instant and goes on.
 */
public final class Node implements AutoCloseable {

    private final Process process;
    private final int port;

    private Node(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Opens a site on a base; it answers when this returns. */
    public static Node start(Database database, Path home, Instant now, String... javaOptions) throws IOException {
        var command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "-XX:+ExitOnOutOfMemoryError"));
        command.addAll(List.of(javaOptions));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Node.class.getName(), now.toString()));
        var builder = new ProcessBuilder(command);
        builder.environment()
                .putAll(Map.of(
                        "FAIRPASS_HOME", home.toString(),
                        "FAIRPASS_PORT", "0",
                        "FAIRPASS_INSTANCE", "cheques.exemple.coop",
                        "FAIRPASS_DATABASE_URL", database.url(),
                        "FAIRPASS_DATABASE_USER", database.user(),
                        "FAIRPASS_DATABASE_PASSWORD", database.password()));
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        var process = builder.start();
        var reader = process.inputReader();
        for (var line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.startsWith("port ")) {
                var port = Integer.parseInt(line.substring(5));
                Thread.ofPlatform().daemon().start(() -> reader.lines().forEach(_ -> {})); // see main
                return new Node(process, port);
            }
        }
        throw new IOException("the site ended without opening");
    }

    /** What runs in the process. */
    public static void main(String[] arguments) {
        var ahead = Duration.between(Instant.now(), Instant.parse(arguments[0]));
        var clock = Clock.offset(Clock.systemUTC(), ahead);
        var context = new SpringApplicationBuilder(Fairpass.class)
                .web(WebApplicationType.SERVLET)
                .initializers(start ->
                        ((GenericApplicationContext) start).registerBean("testClock", Clock.class, () -> clock))
                .run("serve");
        // not a virtual thread: while it reads it would keep one of the few that carry the others
        Thread.ofPlatform().daemon().start(Node::endWithOurParent);
        System.out.println("port " + context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    /** Whoever started us holds our input open until it ends, whatever ends it. */
    private static void endWithOurParent() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException _) {
            // It is over all the same.
        }
        Runtime.getRuntime().halt(1);
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    /** As a power cut would end it. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
