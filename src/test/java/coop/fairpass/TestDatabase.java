package coop.fairpass;

import coop.fairpass.postgres.Database;
import coop.fairpass.postgres.PgServer;
import coop.fairpass.territory.TestTerritory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/**
 * Gives each test a database of its own, on the same PostgreSQL as production, migrated by our migrations.
 *
 * <pre>{@code
 * @ExtendWith(TestDatabase.class)
 * class RedeemVoucherTest {
 *     RedeemVoucherTest(Db db) { … }
 * }
 * }</pre>
 *
 * <p>One server for the whole run and one migrated template, which holds the communes of France and nothing else: a
 * copy of its files is a fraction of a second, to write the communes takes several. A {@link Db} asked for by a
 * constructor or a test is that test's; one asked for by a {@code @BeforeAll}, or by the constructor of a class with
 * one instance for all, is the class's and its tests share it.
 */
public final class TestDatabase implements ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(TestDatabase.class);

    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
        return ExtensionContextScope.TEST_METHOD; // what a constructor asks for lives as long as its test
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Db.class;
    }

    @Override
    public Db resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(NAMESPACE).computeIfAbsent(Db.class, _ -> copy(), Db.class);
    }

    /** A database that lives as long as the caller wants: it closes it. */
    public static Db copy() {
        return Running.SERVER.copy();
    }

    private static final class Running {

        static final Server SERVER = OfTheRun.keep(Server.start());
    }

    /** The server of this run, started by the first test that asks for a database. */
    private record Server(Path home, PgServer server, JdbcClient superuser, AtomicInteger copies)
            implements AutoCloseable {

        private static final long ROOM = 6L << 30;

        private static final Path PLACE = place();

        /** Each test copies some sixty megabytes: in memory, where there is room, the disk is not waited for. */
        private static Path place() {
            var memory = Path.of("/dev/shm");
            try {
                if (Files.isWritable(memory) && Files.getFileStore(memory).getUsableSpace() > ROOM) {
                    return memory.resolve("fairpass-test-postgres");
                }
            } catch (IOException _) {
                // The disk does as well, only slower.
            }
            return Path.of("target/test-postgres").toAbsolutePath();
        }

        static Server start() {
            try {
                sweep();
                var home = PLACE.resolve("run-" + ProcessHandle.current().pid());
                // Nothing here outlives the run: a commit need not reach the disk, and a password need not be slow to
                // guess: that was ten milliseconds of each connection. PgServerTest keeps what production has.
                var server = OwnServer.start(home, """
                        fsync = off
                        synchronous_commit = off
                        full_page_writes = off
                        max_connections = 200
                        scram_iterations = 1
                        """);
                TestTerritory.load(server.database());
                var superuser = JdbcClient.create(outside(server.superuser()));
                return new Server(home, server, superuser, new AtomicInteger());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        Db copy() {
            var name = "copy_" + copies.incrementAndGet();
            superuser
                    .sql("CREATE DATABASE " + name + " TEMPLATE fairpass OWNER fairpass STRATEGY file_copy")
                    .update();
            var template = server.database();
            var database = new Database(
                    template.url().replaceFirst("/fairpass$", "/" + name), template.user(), template.password());
            return new Db(
                    database,
                    () -> superuser
                            .sql("DROP DATABASE " + name + " WITH (FORCE)")
                            .update());
        }

        /** A template is only copied when nobody is connected to it, so orders are given from another database. */
        private static DataSource outside(Database superuser) {
            return new Database(
                            superuser.url().replaceFirst("/fairpass$", "/postgres"),
                            superuser.user(),
                            superuser.password())
                    .owner();
        }

        /** What a killed run left behind; another JVM may be sweeping too. */
        private static void sweep() throws IOException {
            Files.createDirectories(PLACE);
            try (var paths = Files.newDirectoryStream(PLACE, "run-*")) {
                for (var path : paths) {
                    long pid = Long.parseLong(path.getFileName().toString().substring("run-".length()));
                    if (ProcessHandle.of(pid).isEmpty()) {
                        deleteWhatIsThere(path);
                    }
                }
            }
        }

        private static void deleteWhatIsThere(Path path) {
            try {
                FileSystemUtils.deleteRecursively(path);
            } catch (IOException _) {
                // Gone meanwhile; what is left is for the next run.
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
            FileSystemUtils.deleteRecursively(home);
        }
    }
}
