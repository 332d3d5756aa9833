package coop.fairpass;

import coop.fairpass.postgres.PgServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.flywaydb.core.Flyway;

/** A PostgreSQL of its own for whoever measures, kills or fills it, started by our own code on migrations of ours. */
public final class OwnServer {

    /** The programs that all tests share, so that they are unpacked once. */
    public static final Path BINARIES = Path.of("target/test-postgres/binaries").toAbsolutePath();

    private OwnServer() {}

    /**
     * Starts a server on an empty home and migrates its database.
     *
     * @param settings lines of postgresql.local.conf, as an operator would write them
     */
    public static PgServer start(Path home, String settings) throws IOException {
        Files.createDirectories(home.resolve("postgres"));
        Files.writeString(home.resolve("postgres/postgresql.local.conf"), settings);
        var server = PgServer.start(home, BINARIES);
        try (var owner = server.database().owner()) {
            Flyway.configure()
                    .dataSource(owner)
                    .placeholderReplacement(false)
                    .load()
                    .migrate();
        }
        return server;
    }
}
