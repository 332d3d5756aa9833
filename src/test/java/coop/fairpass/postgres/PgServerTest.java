package coop.fairpass.postgres;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("R-315 : la base embarquée garde ce qui a été validé, quoi qu’on tue")
@Timeout(30)
class PgServerTest {

    private static final Path CACHE = Path.of("target/test-postgres/binaries").toAbsolutePath();
    private static final Path HOME =
            Path.of("target/test-postgres/pg-server-test").toAbsolutePath();
    private static final Path PLACE = HOME.resolve("postgres");

    /** One home for all, as the life of one installation; each test leaves it stopped. */
    @BeforeAll
    static void a_new_home() throws IOException {
        if (Files.exists(HOME)) {
            PgHome.delete(HOME);
        }
        Files.createDirectories(HOME);
    }

    @AfterEach
    void nothing_is_left_running() throws Exception {
        if (Files.exists(pidFile())) {
            PgProcess.stopOrphan(data());
        }
    }

    @Test
    @DisplayName("un redémarrage retrouve les données, sous les mêmes réglages")
    void a_restart_keeps_data() throws Exception {
        try (var server = PgServer.start(HOME, CACHE)) {
            execute(server, "CREATE TABLE kept AS SELECT 'École' AS word");
        }
        assertThat(pidFile()).doesNotExist();
        try (var server = PgServer.start(HOME, CACHE)) {
            assertThat(server.owned()).isTrue();
            assertThat(one(server, "SELECT word FROM kept")).isEqualTo("École");
            assertThat(one(
                            server,
                            "SELECT string_agg(setting, ' ' ORDER BY name) FROM pg_settings WHERE name IN"
                                    + " ('data_checksums', 'fsync', 'full_page_writes', 'listen_addresses',"
                                    + " 'password_encryption', 'synchronous_commit')"))
                    .isEqualTo("on on on 127.0.0.1 scram-sha-256 on");
            assertThat(one(server, "SELECT current_user || ' ' || rolsuper FROM pg_roles WHERE rolname = current_user"))
                    .isEqualTo("fairpass false");
            assertThat(one(
                            server,
                            "SELECT string_agg(word, ' ' ORDER BY word)"
                                    + " FROM unnest(ARRAY['zèbre', 'École', 'eclair', 'abeille', 'éclair']) AS word"))
                    .isEqualTo("abeille eclair éclair École zèbre");
        }
    }

    @Test
    @DisplayName("mot de passe et journal ne sont lisibles que de leur propriétaire ; un autre mot de passe est refusé")
    void only_the_owner_may_read_the_password() throws Exception {
        try (var server = PgServer.start(HOME, CACHE)) {
            for (var file : List.of("connection.properties", "postgres.log")) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(PLACE.resolve(file))))
                        .isEqualTo("rw-------");
            }
            var database = server.database();
            assertThatThrownBy(() -> new Database(database.url(), database.user(), "autre").connect())
                    .hasMessageContaining("password authentication failed");
            assertThat(Files.readString(PLACE.resolve("postgres.log"))).doesNotContain(database.password());
        }
    }

    @Test
    @DisplayName("le fichier du mot de passe perdu est refait, sans perdre les données")
    void a_lost_password_is_made_again() throws Exception {
        try (var server = PgServer.start(HOME, CACHE)) {
            execute(server, "CREATE TABLE before_the_loss AS SELECT 1 AS number");
        }
        Files.delete(PLACE.resolve("connection.properties"));
        try (var server = PgServer.start(HOME, CACHE)) {
            assertThat(one(server, "SELECT number FROM before_the_loss")).isEqualTo("1");
        }
    }

    @Test
    @DisplayName("kill -9 de Java en pleine écriture : le serveur s’arrête seul, aucune ligne confirmée ne manque")
    void kill_java_while_writing() throws Exception {
        var program = ServerInAnotherJvm.start(List.of(), HOME, CACHE);
        var output = program.inputReader();
        awaitWritten(output, 300);
        var postmaster = postmaster();

        kill(program);

        long acknowledged = last(output, 300);
        postmaster.onExit().get(10, SECONDS);
        assertNothingLost(acknowledged);
    }

    @Test
    @DisplayName("kill -9 de Java et du veilleur : le serveur orphelin est reconnu et arrêté au démarrage suivant")
    void kill_java_and_the_watchdog() throws Exception {
        var program = ServerInAnotherJvm.start(List.of(), HOME, CACHE);
        var output = program.inputReader();
        awaitWritten(output, 1);
        var postmaster = postmaster();

        signal("STOP", program.pid()); // or Java would see one shell of the watchdog end, and wake the other
        program.descendants()
                .filter(process -> process.info()
                        .arguments()
                        .map(List::of)
                        .filter(words -> words.contains("fairpass-watchdog"))
                        .isPresent())
                .forEach(ProcessHandle::destroyForcibly);
        kill(program);

        long acknowledged = last(output, 1);
        assertThat(postmaster.isAlive()).isTrue();
        assertNothingLost(acknowledged);
        postmaster.onExit().get(10, SECONDS);
    }

    @Test
    @DisplayName("kill -9 de tout, serveur compris : le journal est rejoué, aucune ligne confirmée ne manque")
    void kill_everything() throws Exception {
        var program = ServerInAnotherJvm.start(List.of(), HOME, CACHE);
        var output = program.inputReader();
        awaitWritten(output, 300);

        var all = program.descendants().toList();
        all.forEach(ProcessHandle::destroyForcibly);
        kill(program);

        long acknowledged = last(output, 300);
        for (var process : all) {
            process.onExit().get(10, SECONDS);
        }
        assertNothingLost(acknowledged);
        assertThat(lastStart()).contains("not properly shut down");
    }

    @Test
    @DisplayName("SIGTERM à tout le groupe de processus : arrêt propre, rien ne reste")
    void terminate_the_whole_group() throws Exception {
        var program = ServerInAnotherJvm.start(List.of("setsid"), HOME, CACHE);
        var output = program.inputReader();
        awaitWritten(output, 1);
        var all = program.descendants().toList();

        new ProcessBuilder("sh", "-c", "kill -s TERM -- -" + program.pid())
                .start()
                .waitFor();

        assertThat(program.waitFor()).isEqualTo(128 + 15);
        assertThat(all).isNotEmpty();
        for (var process : all) {
            process.onExit().get(10, SECONDS);
        }
        assertThat(pidFile()).doesNotExist();
        assertNothingLost(last(output, 1));
        assertThat(lastStart()).doesNotContain("not properly shut down");
    }

    @Test
    @DisplayName(
            "un fichier de pid périmé qui désigne un autre processus vivant du même compte n’empêche pas de démarrer")
    void a_stale_pid_file_names_somebody_else() throws Exception {
        String left;
        try (var _ = PgServer.start(HOME, CACHE)) {
            left = Files.readString(pidFile());
        }
        var account = PgAccount.of(PLACE, PgBinaries.in(CACHE).program("postgres"));
        var foreign = new ProcessBuilder(account.command(List.of("sh", "-c", "read -r word"))).start();
        try {
            Files.writeString(pidFile(), left.replaceFirst("\\d+", Long.toString(foreign.pid())));
            account.own(pidFile());

            PgServer.start(HOME, CACHE).close();

            assertThat(foreign.isAlive()).isTrue();
        } finally {
            foreign.destroyForcibly();
        }
    }

    @Test
    @DisplayName("un deuxième programme est refusé aussitôt, en disant qui tient le dossier ; une commande s’y joint")
    void a_second_program() throws Exception {
        var program = ServerInAnotherJvm.start(List.of(), HOME, CACHE);
        awaitWritten(program.inputReader(), 1);
        try {
            assertThatThrownBy(() -> PgServer.start(HOME, CACHE))
                    .isInstanceOf(DatabaseUnavailable.class)
                    .hasMessageContaining(HOME.toString())
                    .hasMessageContaining("processus " + program.pid());

            try (var joined = PgServer.startOrJoin(HOME, CACHE)) {
                assertThat(joined.owned()).isFalse();
                assertThat(one(joined, "SELECT min(number) FROM written")).isEqualTo("1");
            }
            assertThat(postmaster().isAlive()).isTrue();
        } finally {
            kill(program);
            postmaster().onExit().get(10, SECONDS);
        }
    }

    @Test
    @DisplayName("dans le même programme aussi, un seul possède le serveur")
    void a_second_caller_in_the_same_program() throws Exception {
        try (var owner = PgServer.start(HOME, CACHE)) {
            assertThatThrownBy(() -> PgServer.start(HOME, CACHE)).isInstanceOf(DatabaseUnavailable.class);
            try (var joined = PgServer.startOrJoin(HOME, CACHE)) {
                assertThat(joined.owned()).isFalse();
                assertThat(joined.database()).isEqualTo(owner.database());
            }
            // Its refusal has not made the lock fall, as closing a file that is locked would.
            assertThat(ServerInAnotherJvm.start(List.of(), HOME, CACHE).waitFor())
                    .isEqualTo(1);
            assertThat(one(owner, "SELECT 1")).isEqualTo("1");
        }
        try (var started = PgServer.startOrJoin(HOME, CACHE)) {
            assertThat(started.owned()).isTrue();
        }
    }

    @Test
    @DisplayName("des données d’une autre version majeure ne sont pas remplacées par une base vide")
    void data_of_another_major_version() throws Exception {
        var home = HOME.resolveSibling("pg-server-test-17");
        Files.createDirectories(home.resolve("postgres/17"));

        assertThatThrownBy(() -> PgServer.start(home, CACHE))
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageContaining("PostgreSQL 17")
                .hasMessageContaining("version 18");

        assertThat(home.resolve("postgres/18")).doesNotExist();
    }

    @Test
    @DisplayName("ce qu’une création interrompue a laissé est balayé")
    void an_interrupted_creation_is_swept() throws Exception {
        var draft = PLACE.resolve("18.init-interrupted");
        Files.createDirectories(draft.resolve("base"));

        PgServer.start(HOME, CACHE).close();

        assertThat(draft).doesNotExist();
    }

    /** Without closing our end of its output, as {@code Process.destroyForcibly} would. */
    private static void kill(Process program) throws InterruptedException {
        program.toHandle().destroyForcibly();
        program.waitFor();
    }

    private static void signal(String name, long process) throws Exception {
        var kill = new ProcessBuilder("sh", "-c", "kill -s %s -- %d".formatted(name, process)).start();
        assertThat(kill.waitFor()).isZero();
    }

    private static void assertNothingLost(long acknowledged) throws Exception {
        try (var server = PgServer.start(HOME, CACHE)) {
            // The last one may have been written without having been acknowledged.
            assertThat(Long.parseLong(one(server, "SELECT count(*) FROM written")))
                    .isBetween(acknowledged, acknowledged + 1);
        }
    }

    private static void awaitWritten(BufferedReader output, long count) throws IOException {
        for (long number = 1; number <= count; number++) {
            assertThat(output.readLine()).isEqualTo(Long.toString(number));
        }
    }

    /** The last number that a program said before it ended, when {@code read} had been read already. */
    private static long last(BufferedReader output, long read) {
        return output.lines().mapToLong(Long::parseLong).reduce(read, (first, last) -> last);
    }

    private static ProcessHandle postmaster() throws IOException {
        return ProcessHandle.of(Long.parseLong(Files.readAllLines(pidFile()).getFirst()))
                .orElseThrow();
    }

    private static String lastStart() throws IOException {
        var log = Files.readString(PLACE.resolve("postgres.log"));
        return log.substring(log.lastIndexOf("starting PostgreSQL"));
    }

    private static Path data() {
        return PLACE.resolve("18");
    }

    private static Path pidFile() {
        return data().resolve("postmaster.pid");
    }

    private static void execute(PgServer server, String sql) throws Exception {
        try (var connection = server.database().connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String one(PgServer server, String query) throws Exception {
        try (var connection = server.database().connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
