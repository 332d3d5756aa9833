package coop.fairpass.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.postgresql.jdbc.PgConnection;
import org.postgresql.util.HostSpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * Connections to whichever of several servers is the primary. A pool keeps them; when the primary changes, those that
 * lead to the old one are cut, so that whoever waits for it is answered and comes back to the new one.
 */
final class SeveralServers extends AbstractDataSource {

    private static final Logger log = LoggerFactory.getLogger(SeveralServers.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(250);
    private static final int ANSWERS_WITHIN_SECONDS = 3;

    private final Database database;
    private final Map<Connection, HostSpec> open = new ConcurrentHashMap<>();
    private Optional<Connection> eye = Optional.empty();

    SeveralServers(Database database) {
        this.database = database;
    }

    @Override
    public Connection getConnection() throws SQLException {
        var connection = patiently();
        open.put(connection, server(connection));
        return connection;
    }

    /** While no primary is there, a pool would ask ever more rarely, and find the new one long after it came. */
    private Connection patiently() throws SQLException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return database.connect();
            } catch (SQLException e) {
                if (!Database.mayPass(e) || System.nanoTime() > end) {
                    throw e;
                }
                LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
            }
        }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLException("everybody connects as " + database.user());
    }

    /** The pool asks how long to wait for a connection that is being made when it closes. */
    @Override
    public int getLoginTimeout() {
        return Database.LOGIN_TIMEOUT_SECONDS;
    }

    @Override
    public void setLoginTimeout(int seconds) {
        // The driver's own, the same for all.
    }

    /** Looks every second for where the primary is, until nobody needs it. */
    void watch(BooleanSupplier isOver) {
        var watch = new PrimaryWatch<>(this::primary, this::cut);
        Thread.ofVirtual().name("primary-watch").start(() -> {
            while (!isOver.getAsBoolean()) {
                open.keySet().removeIf(SeveralServers::isClosed);
                if (open.isEmpty()) {
                    close(); // nobody to free
                } else {
                    watch.look();
                }
                LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            }
            close();
        });
    }

    /** The server to which our own connection leads, made again when it is cut. */
    private Optional<HostSpec> primary() {
        try {
            if (eye.isEmpty() || !eye.get().isValid(ANSWERS_WITHIN_SECONDS)) {
                close();
                eye = Optional.of(database.connect());
            }
            return Optional.of(server(eye.get()));
        } catch (SQLException _) {
            return Optional.empty(); // whoever needs it says so
        }
    }

    private void cut(Predicate<HostSpec> isGone) {
        int cut = 0;
        for (var entry : open.entrySet()) {
            if (!isClosed(entry.getKey()) && isGone.test(entry.getValue())) {
                cut++;
                abort(entry.getKey());
            }
        }
        if (cut > 0) {
            var primary = eye.map(connection -> "the primary is now " + describe(connection));
            log.warn("{}: {} connections to others are cut", primary.orElse("no primary answers"), cut);
        }
    }

    /** Closes the socket at once, without a word to a server that would not hear it. */
    private static void abort(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            log.warn("a connection could not be cut: {}", e.getMessage());
        }
    }

    private void close() {
        eye.ifPresent(SeveralServers::abort);
        eye = Optional.empty();
    }

    private static HostSpec server(Connection connection) throws SQLException {
        return connection.unwrap(PgConnection.class).getQueryExecutor().getHostSpec();
    }

    private static String describe(Connection connection) {
        try {
            return server(connection).toString();
        } catch (SQLException e) {
            return "another";
        }
    }

    private static boolean isClosed(Connection connection) {
        try {
            return connection.isClosed();
        } catch (SQLException e) {
            return true;
        }
    }
}
