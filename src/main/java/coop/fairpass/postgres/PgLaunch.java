package coop.fairpass.postgres;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** One start of the server of a home, from the programs in a jar to a database that answers. */
final class PgLaunch {

    private static final Duration BEAT = Duration.ofMillis(20);

    private static final Duration PAUSE = Duration.ofMillis(500);

    /**
     * A recovery after a crash reads at most a gigabyte of journal; a slow disk needs minutes for it, never this
     * long.
     */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /**
     * What a start may stumble over and a second one not: a port just taken, processes of a killed server still
     * ending.
     */
    private static final Pattern PASSING = Pattern.compile("could not bind|pre-existing shared memory block");

    private static final int STARTS = 4;

    private final PgHome home;
    private final PgBinaries binaries;
    private final PgAccount account;
    private final Path data;
    private final Path settings;

    private PgLaunch(PgHome home, PgBinaries binaries, PgAccount account) {
        this.home = home;
        this.binaries = binaries;
        this.account = account;
        this.data = home.data(binaries.major());
        this.settings = home.directory().resolve("postgresql.conf");
    }

    /** A server that answers, and how to stop it. */
    record Running(Database database, PgProcess process) {}

    /** Starts the server of a home, whose lock the caller holds. */
    static Running start(PgHome home, Path cache) throws IOException, InterruptedException {
        home.sweep();
        var binaries = PgBinaries.in(cache);
        var account = PgAccount.of(home.directory(), binaries.program("postgres"));
        return new PgLaunch(home, binaries, account).start();
    }

    private Running start() throws IOException, InterruptedException {
        refuseOtherMajor();
        var known = home.password();
        var password = known.orElseGet(PgHome::newPassword);
        // First of all, so that nobody joins the server of a former start, and so that the password outlives a kill.
        home.publish(password, OptionalInt.empty());
        writeSettings();
        if (Files.exists(data)) {
            account.own(data);
            PgProcess.stopOrphan(data);
            if (known.isEmpty()) {
                setForgottenPassword(password);
            }
        } else {
            initialise(password);
        }
        for (int tried = 1; ; tried++) {
            long from = Files.size(home.openLog());
            var leftover = pidFile();
            int port = freePort();
            var process = PgProcess.start(account, server(port), data, home.log());
            if (answers(process, leftover)) {
                return published(process, new Database(PgHome.url(port), PgServer.OWNER, password), port);
            }
            process.stop();
            var said = since(from);
            if (tried == STARTS || !PASSING.matcher(said).find()) {
                throw new DatabaseUnavailable(
                        "PostgreSQL n’a pas démarré (%s) ; tout est dans %s".formatted(lastReason(said), home.log()));
            }
            Thread.sleep(PAUSE);
        }
    }

    private Running published(PgProcess process, Database database, int port) throws IOException, InterruptedException {
        var kept = false;
        try {
            if (refusal(database).isPresent()) {
                provide(database);
            }
            home.publish(database.password(), OptionalInt.of(port));
            kept = true;
            return new Running(database, process);
        } catch (SQLException e) {
            throw new DatabaseUnavailable(
                    "le mot de passe de %s n’ouvre pas la base (%s) : supprimez ce fichier,"
                                    .formatted(
                                            home.directory().resolve("connection.properties"),
                                            Database.firstLine(e.getMessage()))
                            + " il sera refait",
                    e);
        } finally {
            if (!kept) {
                process.stop();
            }
        }
    }

    /** An empty database beside a full one of another version would look like a loss of everything. */
    private void refuseOtherMajor() throws IOException {
        var majors = home.majorsWithData();
        if (!majors.isEmpty() && !majors.contains(binaries.major())) {
            throw new DatabaseUnavailable(
                    ("%s contient les données de PostgreSQL %s et ce programme apporte la version %d :"
                                    + " exportez-les avec la version précédente de Fairpass, puis importez-les ici")
                            .formatted(home.directory(), majors.iterator().next(), binaries.major()));
        }
    }

    /** Makes the data directory beside its place, then renames it: it exists whole, or not at all. */
    private void initialise(String password) throws IOException, InterruptedException {
        var draft = home.privateDirectory(binaries.major() + ".init-");
        var secret = home.privateFile("password", password);
        account.own(draft);
        account.own(secret);
        var failure = PgProcess.run(
                account,
                List.of(
                        binaries.program("initdb").toString(),
                        "--pgdata=" + draft,
                        "--username=" + PgServer.SUPERUSER,
                        "--pwfile=" + secret,
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        // Words are sorted as French dictionaries do, without depending on what the system knows.
                        "--locale-provider=icu",
                        "--icu-locale=fr-FR",
                        "--locale=C",
                        // Plain C would not see that É is a letter, and searches by trigrams would skip it.
                        "--lc-ctype=" + (System.getProperty("os.name").startsWith("Mac") ? "en_US.UTF-8" : "C.UTF-8"),
                        "--data-checksums",
                        "--no-instructions"),
                "");
        Files.delete(secret);
        if (failure.isPresent()) {
            throw new DatabaseUnavailable("la base ne peut pas être créée dans %s : %s"
                    .formatted(home.directory(), lastReason(failure.get())));
        }
        Files.move(draft, data, StandardCopyOption.ATOMIC_MOVE);
        PgHome.sync(home.directory());
    }

    /** Who lost the file of the password still owns the data: without a server, it is changed from inside. */
    private void setForgottenPassword(String password) throws IOException, InterruptedException {
        var failure = PgProcess.run(
                account,
                List.of(
                        binaries.program("postgres").toString(),
                        "--single",
                        "-D",
                        data.toString(),
                        "-c",
                        "config_file=" + settings,
                        "postgres"),
                "ALTER ROLE %s PASSWORD '%s'%n".formatted(PgServer.SUPERUSER, password));
        if (failure.isPresent()) {
            throw new DatabaseUnavailable(
                    "le mot de passe de la base ne peut pas être refait : " + lastReason(failure.get()));
        }
    }

    private void writeSettings() throws IOException {
        try (var text = PgLaunch.class.getResourceAsStream("/postgres/postgresql.conf")) {
            if (text == null) {
                throw new IOException("postgresql.conf is missing from the program");
            }
            Files.copy(text, settings, StandardCopyOption.REPLACE_EXISTING);
        }
        var own = settings.resolveSibling("postgresql.local.conf");
        if (Files.notExists(own)) {
            Files.writeString(own, "# Vos réglages de PostgreSQL : ils l’emportent sur ceux de postgresql.conf.\n");
        }
    }

    private List<String> server(int port) {
        return List.of(
                binaries.program("postgres").toString(),
                "-D",
                data.toString(),
                "-p",
                Integer.toString(port),
                "-c",
                "config_file=" + settings);
    }

    /** Waits until the server says in its pid file that it is ready, as pg_ctl does; false once it has stopped. */
    private boolean answers(PgProcess process, String leftover) throws IOException, InterruptedException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            var now = pidFile();
            if (now.contains("\nready") && !now.equals(leftover)) {
                return true;
            }
            if (!process.isAliveAfter(BEAT)) {
                return false;
            }
        }
        return false;
    }

    /** A server that was killed leaves its file, which still says that it is ready. */
    private String pidFile() throws IOException {
        try {
            return Files.readString(data.resolve("postmaster.pid"));
        } catch (NoSuchFileException e) {
            return "";
        }
    }

    /** Creates the owner and its database, each if it is missing: a kill in between is made good at the next start. */
    private static void provide(Database database) throws SQLException {
        var superuser = new Database(
                database.url().replaceFirst("/" + PgServer.DATABASE + "$", "/postgres"),
                PgServer.SUPERUSER,
                database.password());
        try (var connection = superuser.connect();
                var statement = connection.createStatement()) {
            if (!exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = '%s'".formatted(PgServer.OWNER))) {
                // CREATEROLE for the role of the application; not a superuser, so that no query can reach files.
                statement.execute("CREATE ROLE %s LOGIN CREATEROLE".formatted(PgServer.OWNER));
            }
            statement.execute("ALTER ROLE %s PASSWORD '%s'".formatted(PgServer.OWNER, database.password()));
            if (!exists(connection, "SELECT 1 FROM pg_database WHERE datname = '%s'".formatted(PgServer.DATABASE))) {
                statement.execute("CREATE DATABASE %s OWNER %s".formatted(PgServer.DATABASE, PgServer.OWNER));
            }
        }
    }

    private static boolean exists(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }

    /** Why the owner cannot enter the database, if she cannot. */
    static Optional<SQLException> refusal(Database database) {
        try (var _ = database.connect()) {
            return Optional.empty();
        } catch (SQLException e) {
            return Optional.of(e);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private String since(long from) throws IOException {
        try (var file = new RandomAccessFile(home.log().toFile(), "r")) {
            file.seek(from);
            var bytes = new byte[(int) (file.length() - from)];
            file.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    /** The line that says why, among what a server says when it stops. */
    private static String lastReason(String said) {
        var reasons = new ArrayList<String>();
        said.lines()
                .filter(line -> line.matches(".*(FATAL|PANIC|ERROR|error):.*"))
                .forEach(reasons::add);
        return reasons.isEmpty()
                ? said.lines().reduce("sans un mot", (first, last) -> last)
                : reasons.getLast().replaceFirst("^.*(FATAL|PANIC|ERROR|error): *", "");
    }
}
