package coop.fairpass.backup;

import coop.fairpass.postgres.OnlineCopy;
import coop.fairpass.postgres.PgServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Takes a backup of a server that goes on working. */
@Component
class TakeBackup {

    /**
     * How often a moment is looked for at which nobody is writing. A snapshot names the transactions that are open, and
     * not the parts of one that a savepoint opened; at such a moment there are none.
     */
    private static final int LOOKS = 20;

    private final Shelf shelf;
    private final Clock clock;

    TakeBackup(Shelf shelf, Clock clock) {
        this.shelf = shelf;
        this.clock = clock;
    }

    private record Seen(String snapshot, java.util.List<Witness> witnesses) {}

    /**
     * Takes one, and gives its directory: whole, on the disk, and holding all that was committed before the end.
     *
     * @throws Shelf.NoRoom when the disk is too full for it
     * @throws coop.fairpass.postgres.DatabaseUnavailable when another one is being taken
     */
    Path handle(PgServer server, Path where) throws SQLException, IOException {
        shelf.needRoom(where, OnlineCopy.bytes(server));
        try (var copy = OnlineCopy.begin(server)) {
            var takenAt = clock.instant();
            var part = shelf.begin(takenAt);
            try (var archive = Archive.in(part)) {
                copy.files(archive);
                var seen = look(copy.connection());
                copy.end(archive);
                var manifest = new Manifest(takenAt, copy.major(), seen.snapshot(), seen.witnesses(), archive.end());
                return shelf.end(part, manifest);
            }
        }
    }

    /** What the copy must hold: all that is visible now, for its journal goes on after that. */
    private static Seen look(Connection connection) throws SQLException {
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setReadOnly(true);
        connection.setAutoCommit(false);
        try {
            var snapshot = snapshot(connection);
            for (int look = 1; look < LOOKS && !isQuiet(snapshot); look++) {
                connection.rollback();
                snapshot = snapshot(connection);
            }
            return new Seen(snapshot, Witness.of(connection, Optional.empty()));
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
            connection.setReadOnly(false);
        }
    }

    /** As PostgreSQL writes it: the oldest open transaction, the next one, those between that are open. */
    private static boolean isQuiet(String snapshot) {
        return snapshot.endsWith(":");
    }

    private static String snapshot(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT pg_current_snapshot()::text")) {
            row.next();
            return row.getString(1);
        }
    }
}
