package coop.fairpass.faults;

import coop.fairpass.Db;
import coop.fairpass.OwnServer;
import coop.fairpass.World;
import coop.fairpass.bench.Sql;
import coop.fairpass.booklets.BookletNumber;
import coop.fairpass.directory.ApiKeys;
import coop.fairpass.directory.Role;
import coop.fairpass.orders.Need.Restrictions;
import coop.fairpass.postgres.Database;
import coop.fairpass.postgres.PgServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * A territory with vouchers in people's hands, on a PostgreSQL of its own that writes to the disk as production does.
 * The server may be killed and started again on the same home; it is always reached by the same door.
 */
final class Ground implements AutoCloseable {

    static final LocalDate FIRST_DAY = LocalDate.of(2026, 10, 2);

    /** A voucher and the day of the service that it pays. */
    record Paper(String code, LocalDate day) {

        String json() {
            return "{\"service\":\"%s\",\"day\":\"%s\",\"presented\":[\"%s\"]}".formatted(World.TEN_EUROS, day, code);
        }
    }

    private final Path home;
    private final Path serverHome;
    private final Relay door;
    private PgServer server;
    private final Db db;
    final World world;
    final String key;
    private final long firstBooklet;
    private final int booklets;

    /**
     * Makes all that.
     *
     * @param home where the keys of vouchers are
     * @param serverHome where PostgreSQL writes
     * @param settings lines of postgresql.local.conf
     */
    Ground(Path home, Path serverHome, String settings, int booklets) throws IOException, SQLException {
        this.home = home;
        this.serverHome = serverHome;
        this.booklets = booklets;
        server = OwnServer.start(serverHome, settings);
        door = new Relay(portOf(server));
        long start = System.nanoTime();
        db = new Db(database(), () -> {});
        world = new World(db, home);
        var order = world.paidOrder(World.TOWN_BUYER, booklets, Restrictions.none());
        world.activate(order);
        firstBooklet = world.booklet(order, 1).value();
        key = world.bean(ApiKeys.class)
                .create(
                        UUID.randomUUID(),
                        World.FIRST,
                        "pannes",
                        Set.of(Role.PROVIDER_STAFF),
                        FIRST_DAY.plusYears(1),
                        World.FIRST_ADMIN);
        coop.fairpass.bench.Machine.say("prêt en %.1f s".formatted((System.nanoTime() - start) / 1e9));
        world.handOverAll(FIRST_DAY);
    }

    /** Each voucher once: those of one booklet on ten following days, as nobody spends a whole one in a day. */
    Iterator<Paper> papers() {
        return IntStream.rangeClosed(1, World.SIZE)
                .boxed()
                .flatMap(rank -> LongStream.range(firstBooklet, firstBooklet + booklets)
                        .mapToObj(booklet ->
                                new Paper(world.code(new BookletNumber(booklet), rank), FIRST_DAY.plusDays(rank))))
                .iterator();
    }

    Path home() {
        return home;
    }

    /** The database behind the door. */
    Database database() {
        var given = server.database();
        return new Database(
                given.url().replace(":" + portOf(server) + "/", ":" + door.port() + "/"),
                given.user(),
                given.password());
    }

    /** kill -9 of PostgreSQL itself. */
    void killServer() throws IOException {
        ProcessHandle.of(coop.fairpass.bench.Machine.postmaster(serverHome))
                .orElseThrow()
                .destroyForcibly();
    }

    /** kill -9 of one of its processes, which makes it end all others and read its journal again. */
    void killBackend(Random random) throws SQLException {
        var superuser = server.superuser();
        try (var connection = Sql.connect(superuser);
                var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        SELECT pid FROM pg_stat_activity
                         WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()
                         ORDER BY pid
                        """)) {
            var pids = new java.util.ArrayList<Long>();
            while (rows.next()) {
                pids.add(rows.getLong(1));
            }
            ProcessHandle.of(pids.get(random.nextInt(pids.size()))).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    /** Starts the server again on the same home. */
    void startServerAgain() {
        server.close();
        server = PgServer.start(serverHome, OwnServer.BINARIES);
        door.leadTo(portOf(server));
    }

    /** Whether the server answers. */
    boolean answers() {
        try (var connection = Sql.connect(server.database())) {
            return connection.isValid(5);
        } catch (SQLException _) {
            return false;
        }
    }

    private static int portOf(PgServer server) {
        return URI.create(server.database().url().substring("jdbc:".length())).getPort();
    }

    @Override
    public void close() throws IOException {
        world.close();
        db.close();
        server.close();
        door.close();
    }
}
