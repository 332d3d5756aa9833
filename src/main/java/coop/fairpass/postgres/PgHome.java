package coop.fairpass.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * What a home holds of PostgreSQL, under {@code <home>/postgres}.
 *
 * <pre>
 * lock                   held by the program that owns the server; says its process id
 * connection.properties  password, and port while the server runs; readable by its owner alone
 * 18/                    data of PostgreSQL 18: each major version has its own
 * postgres.log           what the server says
 * </pre>
 */
record PgHome(Path directory) {

    /** Homes locked by this JVM: the system's locks tell processes apart, not two callers in one. */
    private static final Set<Path> LOCKED_HERE = ConcurrentHashMap.newKeySet();

    private static final Pattern HALF_DONE = Pattern.compile("\\.new$|\\.init-|^\\.unpacking-");

    private static final long LARGEST_LOG_BYTES = 10_000_000;

    static PgHome of(Path home) {
        try {
            var directory = home.toAbsolutePath().normalize().resolve("postgres");
            Files.createDirectories(directory);
            return new PgHome(directory.toRealPath());
        } catch (IOException e) {
            throw new DatabaseUnavailable("%s ne peut pas être créé : %s".formatted(home, e.getMessage()), e);
        }
    }

    Path data(int major) {
        return directory.resolve(Integer.toString(major));
    }

    Path log() {
        return directory.resolve("postgres.log");
    }

    /** The log, made unreadable to others before anything is written in it. */
    Path openLog() throws IOException {
        if (Files.notExists(log())) {
            Files.createFile(log(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        return log();
    }

    /** The major versions of which there are data, lowest first. */
    Set<Integer> majorsWithData() throws IOException {
        var majors = new TreeSet<Integer>();
        try (var paths = Files.list(directory)) {
            paths.map(path -> path.getFileName().toString())
                    .filter(name -> name.matches("\\d{2}"))
                    .map(Integer::valueOf)
                    .forEach(majors::add);
        }
        return majors;
    }

    /** Takes the home for this program, unless another has it; the system gives it back whatever way we end. */
    Optional<Lock> tryLock() {
        if (!LOCKED_HERE.add(directory)) {
            return Optional.empty();
        }
        var taken = false;
        try {
            var channel = FileChannel.open(lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            var lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                return Optional.empty();
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)));
            taken = true;
            return Optional.of(() -> {
                try (channel) {
                    lock.release();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                } finally {
                    LOCKED_HERE.remove(directory);
                }
            });
        } catch (IOException e) {
            throw new DatabaseUnavailable("%s ne peut pas être verrouillé : %s".formatted(lockFile(), e), e);
        } finally {
            if (!taken) {
                LOCKED_HERE.remove(directory);
            }
        }
    }

    DatabaseUnavailable inUse() {
        return new DatabaseUnavailable(
                "%s est déjà utilisé par un autre Fairpass (processus %s) : arrêtez-le, ou donnez un autre dossier"
                                .formatted(directory.getParent(), lockOwner())
                        + " par FAIRPASS_HOME");
    }

    private String lockOwner() {
        if (LOCKED_HERE.contains(directory)) {
            // Without a look at the file: closing it would give back the lock, as POSIX has it.
            return Long.toString(ProcessHandle.current().pid());
        }
        try {
            return Files.readString(lockFile());
        } catch (IOException e) {
            return "?";
        }
    }

    /** The password, if it has ever been chosen here. */
    Optional<String> password() throws IOException {
        return Optional.ofNullable(connection().getProperty("password"));
    }

    /** The port of the server, while one runs. */
    OptionalInt port() throws IOException {
        var port = connection().getProperty("port");
        return port == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(port));
    }

    static String newPassword() {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Tells the other programs of this home how to connect; without a port, that there is nothing to connect to. */
    void publish(String password, OptionalInt port) throws IOException {
        var lines = new StringBuilder("# PostgreSQL de Fairpass : qui lit ce fichier peut tout lire et tout écrire.\n");
        port.ifPresent(number -> lines.append("url=")
                .append(url(number))
                .append("\nport=")
                .append(number)
                .append('\n'));
        lines.append("user=")
                .append(PgServer.OWNER)
                .append("\npassword=")
                .append(password)
                .append('\n');
        var draft = privateFile("connection", lines.toString());
        Files.move(draft, connectionFile(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        sync(directory);
    }

    static String url(int port) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, PgServer.DATABASE);
    }

    /** A new file that nobody else may read, already on the disk. */
    Path privateFile(String prefix, String content) throws IOException {
        var file = Files.createTempFile(directory, prefix + "-", ".new");
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8)));
            channel.force(true);
        }
        return file;
    }

    /** A new directory that nobody else may enter. */
    Path privateDirectory(String prefix) throws IOException {
        return Files.createTempDirectory(
                directory, prefix, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    /** An empty data directory, which PostgreSQL asks to be its own. */
    Path emptyData(int major) throws IOException {
        return Files.createDirectory(
                data(major), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    /**
     * Makes the start of a copied data directory read the journal to the end of the copy, or refuse: without the
     * signal, PostgreSQL would take a journal that ends too early for the one of a crash.
     */
    void keepAsCopy(int major) throws IOException {
        Files.createFile(data(major).resolve("recovery.signal"));
        addSettings("""
                # Une copie a été restaurée ici ; son journal est avec elle. Qui garde aussi un journal archivé remplace
                # « false » par ce qui le relit, avant le premier démarrage, par exemple 'cp /srv/wal/%f %p'.
                restore_command = 'false'
                hot_standby = off
                """);
    }

    /** Adds to the settings that follow those of the house. */
    void addSettings(String settings) throws IOException {
        Files.writeString(
                directory.resolve("postgresql.local.conf"),
                settings,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    /** Removes what a killed program left half done; only the owner of the lock may call it. */
    void sweep() throws IOException {
        try (var paths = Files.find(
                directory,
                2,
                (path, _) -> HALF_DONE.matcher(path.getFileName().toString()).find())) {
            for (var path : paths.toList()) {
                delete(path);
            }
        }
        if (Files.exists(log()) && Files.size(log()) > LARGEST_LOG_BYTES) {
            Files.move(log(), directory.resolve("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    static void delete(Path root) throws IOException {
        List<Path> inside;
        try (var paths = Files.walk(root)) {
            inside = paths.toList();
        }
        for (var path : inside.reversed()) {
            Files.deleteIfExists(path);
        }
    }

    /** A renamed file is only renamed for good once its directory is on the disk. */
    static void sync(Path directory) throws IOException {
        try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private Properties connection() throws IOException {
        var properties = new Properties();
        if (Files.exists(connectionFile())) {
            try (var reader = Files.newBufferedReader(connectionFile())) {
                properties.load(reader);
            }
        }
        return properties;
    }

    private Path lockFile() {
        return directory.resolve("lock");
    }

    private Path connectionFile() {
        return directory.resolve("connection.properties");
    }

    /** The right to run the server of a home. */
    interface Lock extends AutoCloseable {

        @Override
        void close();
    }
}
