package coop.fairpass.postgres;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A program of its own that owns a server, so that a test can kill it: writes numbers into {@code written}, and says
 * each one on its standard output once PostgreSQL has acknowledged it.
 */
final class ServerInAnotherJvm {

    private ServerInAnotherJvm() {}

    /** Starts it; {@code prefix} may give it a session of its own. */
    static Process start(List<String> prefix, Path home, Path cache) throws Exception {
        var words = new ArrayList<>(prefix);
        words.addAll(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                ServerInAnotherJvm.class.getName(),
                home.toString(),
                cache.toString()));
        return new ProcessBuilder(words)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    public static void main(String[] arguments) throws Exception {
        var server = PgServer.start(Path.of(arguments[0]), Path.of(arguments[1]));
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        try (var connection = server.database().connect();
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS written (number bigint PRIMARY KEY)");
            statement.execute("TRUNCATE written");
            for (long number = 1; ; number++) {
                statement.execute("INSERT INTO written VALUES (" + number + ")");
                System.out.println(number);
            }
        }
    }
}
