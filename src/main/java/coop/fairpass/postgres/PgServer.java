package coop.fairpass.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The PostgreSQL of one home: started by one program, its owner, and joined by others while it runs.
 *
 * <p>It keeps what was committed whatever is killed: the JVM, the watchdog, itself or the machine. It listens to this
 * machine alone, and asks for a password that was drawn at random and that only the home's owner may read.
 *
 * <pre>{@code
 * try (var server = PgServer.startOrJoin(Path.of("data")); var pool = server.database().owner()) {
 *     var orders = JdbcClient.create(pool).sql("SELECT count(*) FROM orders.placed").query(Long.class).single();
 * }
 * }</pre>
 */
public final class PgServer implements AutoCloseable {

    /** The role that owns the schemas, and the database it owns. */
    static final String OWNER = "fairpass";

    static final String DATABASE = "fairpass";

    /** The server's own superuser: it creates the owner and the database, and tests copy databases with it. */
    static final String SUPERUSER = "postgres";

    private static final Duration BEAT = Duration.ofMillis(50);
    private static final Duration LONGEST_JOIN = Duration.ofMinutes(1);

    private final Database database;
    private final Path cache;
    private final boolean owned;
    private final Runnable stop;
    private final AtomicBoolean closed = new AtomicBoolean();

    private PgServer(Database database, Path cache, boolean owned, Runnable stop) {
        this.database = database;
        this.cache = cache;
        this.owned = owned;
        this.stop = stop;
    }

    /**
     * Starts the server of a home, which is made at the first start.
     *
     * @throws DatabaseUnavailable at once when another program owns the home, or when the server cannot start
     */
    public static PgServer start(Path home) {
        return start(home, ownCache(home));
    }

    /** Starts the server of a home with programs unpacked in a cache that other homes share, as those of tests do. */
    public static PgServer start(Path home, Path cache) {
        var place = PgHome.of(home);
        return place.tryLock().map(lock -> launch(place, lock, cache)).orElseThrow(place::inUse);
    }

    /** Joins the server of a home when another program owns it, or else starts it. */
    public static PgServer startOrJoin(Path home) {
        return startOrJoin(home, ownCache(home));
    }

    static PgServer startOrJoin(Path home, Path cache) {
        var place = PgHome.of(home);
        var deadline = System.nanoTime() + LONGEST_JOIN.toNanos();
        try {
            while (System.nanoTime() < deadline) {
                var lock = place.tryLock();
                if (lock.isPresent()) {
                    return launch(place, lock.get(), cache);
                }
                var port = place.port();
                var password = place.password();
                if (port.isPresent() && password.isPresent()) {
                    var database = new Database(PgHome.url(port.getAsInt()), OWNER, password.get());
                    if (PgLaunch.refusal(database).isEmpty()) {
                        return new PgServer(database, cache, false, () -> {});
                    }
                }
                Thread.sleep(BEAT); // its owner is starting or stopping it
            }
            throw place.inUse();
        } catch (IOException e) {
            throw new DatabaseUnavailable("%s ne se lit pas : %s".formatted(place.directory(), e), e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /**
     * Starts, beside this server, the one of a home into which a copy of its data was brought back: with the same
     * programs and the same password. Nobody is meant to work there.
     *
     * @param settings more lines of postgresql.local.conf
     */
    public PgServer startCopy(Path home, String settings) {
        var place = PgHome.of(home);
        try {
            place.publish(database.password(), OptionalInt.empty());
            place.addSettings(settings);
        } catch (IOException e) {
            throw new DatabaseUnavailable("%s ne s’écrit pas : %s".formatted(place.directory(), e), e);
        }
        return start(home, cache);
    }

    /**
     * Makes a home whose data are still to be brought back from a copy, and gives the directory where they go.
     *
     * @param major version of the PostgreSQL whose data they are
     */
    public static Path emptyHome(Path home, int major) throws IOException {
        return PgHome.of(home).emptyData(major);
    }

    /** Where a home has the data of a major version. */
    public static Path dataOf(Path home, int major) {
        return PgHome.of(home).data(major);
    }

    /** Notes in a home that its data were brought back from a copy, to be made whole at the start. */
    public static void keepAsCopy(Path home, int major) throws IOException {
        PgHome.of(home).keepAsCopy(major);
    }

    /** Erases a home that nobody will miss, whatever was left running on it. */
    public static void erase(Path home) throws IOException {
        if (Files.notExists(home)) {
            return;
        }
        var place = PgHome.of(home);
        try (var _ = place.tryLock().orElseThrow(place::inUse)) {
            for (int major : place.majorsWithData()) {
                PgProcess.stopOrphan(place.data(major));
            }
            PgHome.delete(home);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Where to connect, as the owner of the schemas. */
    public Database database() {
        return database;
    }

    /** The same server as its superuser, for whole databases: to make, copy or drop one. */
    public Database superuser() {
        return new Database(database.url(), SUPERUSER, database.password());
    }

    /** Whether this program started the server, and will stop it. */
    public boolean owned() {
        return owned;
    }

    /** Stops the server if it is ours; closing twice is closing once. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            stop.run();
        }
    }

    private static PgServer launch(PgHome home, PgHome.Lock lock, Path cache) {
        var launched = false;
        try {
            var running = PgLaunch.start(home, cache);
            launched = true;
            return new PgServer(running.database(), cache, true, () -> {
                try (lock) {
                    running.process().stop();
                    home.publish(running.database().password(), OptionalInt.empty());
                } catch (IOException e) {
                    throw new DatabaseUnavailable("%s ne s’écrit pas : %s".formatted(home.directory(), e), e);
                }
            });
        } catch (IOException e) {
            throw new DatabaseUnavailable("PostgreSQL ne démarre pas dans %s : %s".formatted(home.directory(), e), e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        } finally {
            if (!launched) {
                lock.close();
            }
        }
    }

    private static DatabaseUnavailable interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new DatabaseUnavailable("l’attente de PostgreSQL a été interrompue", cause);
    }

    private static Path ownCache(Path home) {
        return home.resolve("postgres/binaries");
    }
}
