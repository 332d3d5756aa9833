package coop.fairpass.backup;

import coop.fairpass.doctor.Examination;
import coop.fairpass.doctor.Examination.Finding;
import coop.fairpass.postgres.DatabaseUnavailable;
import coop.fairpass.postgres.PgServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Essai : a backup is brought back on a server of its own, on this machine alone, compared with what it says of itself,
 * examined by the doctor, and erased.
 */
@Component
class Rehearsal {

    /** An invariant of a whole country's books may take its time at night. */
    private static final Duration LONGEST_QUESTION = Duration.ofMinutes(30);

    /** Nothing of it lasts, and it must not take the place of the one that works. */
    private static final String SETTINGS = """
            fsync = off
            full_page_writes = off
            archive_mode = off
            autovacuum = off
            shared_buffers = 64MB
            max_wal_size = 256MB
            """;

    private final BackupSettings settings;
    private final Shelf shelf;
    private final Examination examination;

    Rehearsal(BackupSettings settings, Shelf shelf, Examination examination) {
        this.settings = settings;
        this.shelf = shelf;
        this.examination = examination;
    }

    /**
     * What was found.
     *
     * @param different tables that do not hold what they held; each of the others holds the same to the last row
     */
    record Found(long rows, List<String> different, List<Finding> findings) {

        List<String> wrong() {
            return Finding.wrong(findings);
        }
    }

    /**
     * Brings a backup back, and says what is in it.
     *
     * @throws DamagedBackup when a file is not the one that was put there
     * @throws DatabaseUnavailable when no server starts from it
     */
    Found handle(PgServer beside, Path backup) throws IOException, SQLException {
        var manifest = Manifest.of(backup);
        var home = settings.rehearsal();
        PgServer.erase(home);
        shelf.needRoom(home, manifest.bytes());
        try {
            bringBack(backup, manifest, home);
            // What somebody wrote by ALTER SYSTEM wins over every file, and may send a journal to an archive.
            Files.writeString(PgServer.dataOf(home, manifest.major()).resolve("postgresql.auto.conf"), "");
            try (var server = beside.startCopy(home, SETTINGS)) {
                return look(server, manifest);
            }
        } finally {
            PgServer.erase(home);
        }
    }

    /** Makes a home that holds a backup, ready to be started. */
    static void bringBack(Path backup, Manifest manifest, Path home) throws IOException {
        Archive.unpack(backup, manifest, PgServer.emptyHome(home, manifest.major()));
        PgServer.keepAsCopy(home, manifest.major());
    }

    private Found look(PgServer server, Manifest manifest) throws SQLException {
        List<Witness> found;
        try (var pool = server.superuser().owner();
                var connection = pool.getConnection()) {
            found = Witness.of(connection, Optional.of(manifest.snapshot()));
        }
        var different = manifest.witnesses().stream()
                .filter(witness -> !found.contains(witness))
                .map(Witness::table)
                .toList();
        try (var copy = server.database().application(2, LONGEST_QUESTION)) {
            return new Found(manifest.rows(), different, examination.of(copy));
        }
    }
}
