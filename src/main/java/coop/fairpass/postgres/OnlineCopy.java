package coop.fairpass.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Copie à chaud : the files of a server that goes on working, then the journal that makes them one whole, by {@code
 * pg_backup_start} and {@code pg_backup_stop} on one connection.
 *
 * <p>The journal between both is kept by a temporary replication slot of that same connection: it asks for no setting
 * and no archive, and a copy that is cut short leaves nothing behind, neither slot nor state of backup. What comes out
 * is started with a {@code recovery.signal}, so that PostgreSQL itself refuses a copy whose journal ends too early.
 */
public final class OnlineCopy implements AutoCloseable {

    /** Where the files go, one after the other, under their path from the data directory. */
    public interface Taker {

        void directory(String path) throws IOException;

        /** Exactly {@code size} bytes are to be read. */
        void file(String path, long size, InputStream content) throws IOException;
    }

    /** Directories whose content belongs to the running server alone. */
    private static final Set<String> EMPTIED = Set.of(
            "pg_wal",
            "pg_replslot",
            "pg_dynshmem",
            "pg_notify",
            "pg_serial",
            "pg_snapshots",
            "pg_stat_tmp",
            "pg_subtrans");

    private static final Pattern LEFT_OUT =
            Pattern.compile("postmaster\\.(pid|opts)|backup_label.*|tablespace_map.*|backup_manifest|current_logfiles"
                    + "|recovery\\.signal|standby\\.signal|pg_internal\\.init.*|pgsql_tmp.*");

    /** What says where the server stands: read last, so that it is not older than what it speaks of. */
    private static final String CONTROL = "global/pg_control";

    private static final Pattern FIRST_SEGMENT = Pattern.compile("START WAL LOCATION: \\S+ \\(file ([0-9A-F]{24})\\)");

    private static final String IN_PROGRESS = "une sauvegarde est déjà en cours : attendez qu’elle finisse";

    private final Connection connection;
    private final Path data;
    private final int major;

    private OnlineCopy(Connection connection, Path data, int major) {
        this.connection = connection;
        this.data = data;
        this.major = major;
    }

    /**
     * Begins a copy: from now on the journal is kept. One at a time for the whole server.
     *
     * @throws DatabaseUnavailable when another copy is being made
     */
    public static OnlineCopy begin(PgServer server) throws SQLException {
        var connection = server.superuser().connect();
        var begun = false;
        try {
            execute(connection, "SET TIME ZONE 'UTC'; SET jit = off; SET statement_timeout = 0; SET lock_timeout = 0");
            if (!"t".equals(one(connection, "SELECT pg_try_advisory_lock(467, 333)"))) {
                throw new DatabaseUnavailable(IN_PROGRESS);
            }
            var data = Path.of(one(connection, "SHOW data_directory"));
            int major = Integer.parseInt(one(connection, "SHOW server_version_num")) / 10_000;
            one(connection, "SELECT pg_create_physical_replication_slot('fairpass_copy', true, true)");
            one(connection, "SELECT pg_backup_start('fairpass', true)");
            begun = true;
            return new OnlineCopy(connection, data, major);
        } finally {
            if (!begun) {
                connection.close();
            }
        }
    }

    /** How many bytes a server's files have, journal left out: what its copy may weigh at the most. */
    public static long bytes(PgServer server) throws SQLException, IOException {
        try (var connection = server.superuser().connect()) {
            var data = Path.of(one(connection, "SHOW data_directory"));
            long bytes = 0;
            for (var path : paths(data)) {
                bytes += Files.isDirectory(path) ? 0 : size(path);
            }
            return bytes;
        }
    }

    /** The major version of the server. */
    public int major() {
        return major;
    }

    /** The connection of the copy, as the superuser: between the files and the end, to say what the copy must hold. */
    public Connection connection() {
        return connection;
    }

    /** Gives the files as they are now. Each may be torn or late; the journal mends that. */
    public void files(Taker taker) throws IOException {
        for (var path : paths(data)) {
            var name = data.relativize(path).toString();
            if (Files.isDirectory(path)) {
                taker.directory(name);
            } else if (!name.equals(CONTROL)) {
                give(path, name, taker);
            }
        }
        give(data.resolve(CONTROL), CONTROL, taker);
    }

    /**
     * Ends the copy and gives its label, and the whole journal from its first instant to its last.
     *
     * @throws IOException when a part of the journal is missing or is not what it should be
     */
    public void end(Taker taker) throws SQLException, IOException {
        String label;
        String lastSegment;
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("""
                        SELECT labelfile, coalesce(spcmapfile, ''), pg_walfile_name(lsn)
                          FROM pg_backup_stop(wait_for_archive => false)
                        """)) {
            row.next();
            label = row.getString(1);
            if (!row.getString(2).isBlank()) {
                throw new IOException("tablespaces outside of the data directory are not copied");
            }
            lastSegment = row.getString(3);
        }
        var first = FIRST_SEGMENT.matcher(label);
        if (!first.find()) {
            throw new IOException("the label of the copy does not say where its journal begins");
        }
        int size = Integer.parseInt(one(connection, "SELECT setting FROM pg_settings WHERE name = 'wal_segment_size'"));
        for (var segment : Segment.from(first.group(1), size).through(Segment.from(lastSegment, size))) {
            segment.check(data);
            give(data.resolve(segment.path()), segment.path(), taker);
        }
        try (var histories = Files.newDirectoryStream(data.resolve("pg_wal"), "*.history")) {
            for (var history : histories) {
                give(history, data.relativize(history).toString(), taker);
            }
        }
        var bytes = label.getBytes(StandardCharsets.UTF_8);
        taker.file("backup_label", bytes.length, new java.io.ByteArrayInputStream(bytes));
    }

    /**
     * Lets the server go on; without an end, the copy was never made. When this returns the next copy may begin: the
     * slot and the lock are given back here, for a server notices only later that a connection was closed.
     */
    @Override
    public void close() throws SQLException {
        try (connection) {
            one(connection, "SELECT pg_drop_replication_slot('fairpass_copy')");
            one(connection, "SELECT pg_advisory_unlock(467, 333)");
        }
    }

    private static List<Path> paths(Path data) throws IOException {
        var paths = new ArrayList<Path>();
        Files.walkFileTree(data, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                if (directory.equals(data)) {
                    return FileVisitResult.CONTINUE;
                }
                if (LEFT_OUT.matcher(directory.getFileName().toString()).matches()) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                paths.add(directory);
                return EMPTIED.contains(data.relativize(directory).toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (!LEFT_OUT.matcher(file.getFileName().toString()).matches()) {
                    paths.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE; // it went away while we walked
                }
                throw failure;
            }
        });
        return paths;
    }

    /** Gives a file of the size it has now: what grows is cut, what shrinks is filled, and the journal mends both. */
    private static void give(Path path, String name, Taker taker) throws IOException {
        try (var content = Files.newInputStream(path)) {
            taker.file(name, Files.size(path), content);
        } catch (NoSuchFileException e) {
            if (name.equals(CONTROL) || name.startsWith("pg_wal/")) {
                throw e;
            }
            // A table that was dropped meanwhile: the journal says so too.
        }
    }

    /** Nothing, of a table that was dropped meanwhile. */
    private static long size(Path path) throws IOException {
        try {
            return Files.size(path);
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String one(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }

    /**
     * A part of the journal.
     *
     * @param number counted from the beginning of the journal
     * @param size in bytes, the same for all
     */
    private record Segment(String timeline, long number, int size) {

        private static final long LOG_BYTES = 0x1_0000_0000L;

        static Segment from(String name, int size) {
            long log = Long.parseLong(name.substring(8, 16), 16);
            long inLog = Long.parseLong(name.substring(16), 16);
            return new Segment(name.substring(0, 8), log * (LOG_BYTES / size) + inLog, size);
        }

        List<Segment> through(Segment last) throws IOException {
            if (!last.timeline.equals(timeline) || last.number < number) {
                throw new IOException("the journal goes from %s to %s".formatted(path(), last.path()));
            }
            return Stream.iterate(number, one -> one <= last.number, one -> one + 1)
                    .map(one -> new Segment(timeline, one, size))
                    .toList();
        }

        String path() {
            long perLog = LOG_BYTES / size;
            return "pg_wal/%s%08X%08X".formatted(timeline, number / perLog, number % perLog);
        }

        /** The file is there, whole, and begins as this segment does: one used again would say another place. */
        void check(Path data) throws IOException {
            var file = data.resolve(path());
            if (Files.notExists(file)) {
                throw new IOException(path() + " is missing from the journal");
            }
            var header = ByteBuffer.allocate(16).order(ByteOrder.nativeOrder());
            try (var channel = Files.newByteChannel(file, StandardOpenOption.READ)) {
                if (channel.size() != size || channel.read(header) != header.capacity()) {
                    throw new IOException(path() + " is cut");
                }
            }
            if (header.getInt(4) != Integer.parseUnsignedInt(timeline, 16) || header.getLong(8) != number * size) {
                throw new IOException(path() + " is another part of the journal");
            }
        }
    }
}
