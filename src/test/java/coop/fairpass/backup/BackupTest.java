package coop.fairpass.backup;

import static coop.fairpass.World.COOPERATIVE;
import static coop.fairpass.World.FIRST_PLACE;
import static coop.fairpass.World.FIRST_STAFF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coop.fairpass.Db;
import coop.fairpass.OwnServer;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.People;
import coop.fairpass.directory.Role;
import coop.fairpass.doctor.Examination;
import coop.fairpass.doctor.Examinations;
import coop.fairpass.postgres.DatabaseUnavailable;
import coop.fairpass.postgres.EmbeddedServer;
import coop.fairpass.postgres.OnlineCopy;
import coop.fairpass.postgres.PgServer;
import coop.fairpass.site.OpenSite;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.FileSystemUtils;
import org.springframework.util.unit.DataSize;

/** On a server of its own, started by our code: the whole program lives on it while it is copied. */
@DisplayName("Sauvegarde de la base embarquée : prise pendant qu’on travaille, restaurée pour voir, et l’échec se dit")
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class BackupTest {

    private static final Path PLACE =
            Path.of("target/test-postgres/backup-test").toAbsolutePath();
    private static final Path HOME = PLACE.resolve("home");
    private static final int WRITERS = 3;

    private static final Actor OPERATOR = new Actor(
            "person/" + UUID.nameUUIDFromBytes(new byte[] {33}),
            "Exploitante Exemple",
            Optional.of(COOPERATIVE),
            Set.of(Role.OPERATOR));

    private PgServer server;
    private Db db;
    private OpenSite site;
    private JdbcClient owner;

    @BeforeAll
    void open() throws IOException {
        FileSystemUtils.deleteRecursively(PLACE);
        server = OwnServer.start(HOME, "fsync = off\nmax_connections = 100\n");
        db = new Db(server.database(), () -> {});
        site = new OpenSite(db, HOME, OPERATOR);
        owner = JdbcClient.create(db.owner());
        var people = site.world.bean(People.class);
        var other = UUID.randomUUID();
        people.enter(other, "Autre exploitante", Optional.of("exploitante@exemple.coop"));
        people.grant(other, COOPERATIVE, Role.OPERATOR, Actor.CLOCK);
        site.world.spend(FIRST_STAFF, FIRST_PLACE, site.world.order(3), 4);
    }

    @AfterAll
    void close() throws IOException {
        site.close();
        db.close();
        server.close();
        FileSystemUtils.deleteRecursively(PLACE);
    }

    private BackUp backUp() {
        return site.bean(BackUp.class);
    }

    /** The same on a disk that must keep more room than any disk has. */
    private BackUp withoutRoom() {
        var settings = settings(DataSize.ofTerabytes(1_000_000));
        var shelf = new Shelf(settings);
        return new BackUp(
                new TakeBackup(shelf, site.world.clock),
                new Rehearsal(settings, shelf, site.bean(Examination.class)),
                shelf,
                site.bean(BackupOutcomes.class),
                site.bean(Alert.class),
                settings,
                site.bean(TransactionTemplate.class),
                site.world.clock);
    }

    private static BackupSettings settings(DataSize leave) {
        return new BackupSettings(HOME.resolve("backups"), HOME.resolve("rehearsal"), 2, 14, 12, leave);
    }

    private NightlyBackup nightly(BackUp backUp) {
        return new NightlyBackup(
                new EmbeddedServer(Optional.of(server)),
                backUp,
                site.bean(BackupOutcomes.class),
                site.bean(Alert.class),
                settings(DataSize.ofMegabytes(1)),
                site.bean(TransactionTemplate.class),
                site.world.clock);
    }

    private Path last() {
        return HOME.resolve("backups")
                .resolve(site.bean(BackupOutcomes.class)
                        .lastGood()
                        .orElseThrow()
                        .backup()
                        .orElseThrow());
    }

    private List<String> mail() {
        return owner.sql(
                        "SELECT subject FROM mail.letter WHERE recipient = 'exploitante@exemple.coop' ORDER BY written_at")
                .query(String.class)
                .list();
    }

    private static String said(String... words) {
        var out = new ByteArrayOutputStream();
        int code = new RestoreCommand().run(List.of(words), new PrintStream(out, true, StandardCharsets.UTF_8));
        return code + " " + out.toString(StandardCharsets.UTF_8);
    }

    /** People write until they are told to stop; each write that was acknowledged is noted. */
    private final class Writers implements AutoCloseable {

        private final Queue<UUID> acknowledged = new ConcurrentLinkedQueue<>();
        private final AtomicBoolean over = new AtomicBoolean();
        private final CountDownLatch begun = new CountDownLatch(10 * WRITERS);
        private final java.util.concurrent.ExecutorService threads = Executors.newFixedThreadPool(WRITERS);

        Writers() throws InterruptedException {
            var people = site.bean(People.class);
            for (int writer = 0; writer < WRITERS; writer++) {
                var _ = threads.submit(() -> {
                    while (!over.get()) {
                        var id = UUID.randomUUID();
                        people.enter(id, "Personne Exemple", Optional.empty());
                        acknowledged.add(id);
                        begun.countDown();
                    }
                });
            }
            begun.await();
        }

        List<UUID> acknowledged() {
            return List.copyOf(acknowledged);
        }

        @Override
        public void close() {
            over.set(true);
            threads.close();
        }
    }

    @Test
    @Order(1)
    @DisplayName(
            "R-333 : pendant que trois personnes écrivent, elle est prise, restaurée sur une base d’essai, comparée et examinée")
    void is_taken_while_people_write() throws Exception {
        Outcome outcome;
        List<UUID> before;
        List<UUID> after;
        try (var writers = new Writers()) {
            before = writers.acknowledged();
            outcome = backUp().handle(server);
            after = writers.acknowledged();
        }
        assertThat(outcome.failure()).isEmpty();
        assertThat(outcome.state()).isEqualTo(BackupState.RESTORED);
        assertThat(outcome.invariants()).isGreaterThan(100);
        assertThat(outcome.wrong()).isEmpty();
        assertThat(after).as("they did not wait for the backup").hasSizeGreaterThan(before.size());
        assertThat(HOME.resolve("rehearsal"))
                .as("what was brought back is erased")
                .doesNotExist();
        assertThat(slots()).isZero();

        var manifest = Manifest.of(last());
        assertThat(manifest.witnesses())
                .extracting(Witness::table)
                .contains("ledger.leg", "ledger.seal", "redemption.cancellation", "settlement.step")
                .doesNotContain("ledger.rolled_balance", "mail.letter", "access.session", "booklets.span");
        assertThat(manifest.files())
                .extracting(Manifest.Entry::path)
                .contains("global/pg_control", "backup_label")
                .noneMatch(path -> path.contains("keys") || path.contains("access.key"))
                .noneMatch(path -> path.startsWith("pg_replslot/") || path.startsWith("postmaster"));

        assertThat(said(last().toString(), PLACE.resolve("restored").toString()))
                .startsWith("0 ");
        // Without connection.properties: the password is lost with the machine, and drawn again.
        try (var restored = PgServer.start(PLACE.resolve("restored"), OwnServer.BINARIES);
                var pool = restored.database().application(2, Duration.ofMinutes(1))) {
            var found = JdbcClient.create(pool)
                    .sql("SELECT id FROM directory.person")
                    .query(UUID.class)
                    .set();
            assertThat(found).as("nothing that was acknowledged is lost").containsAll(before);
            assertThat(site.bean(Examination.class).of(pool)).isNotEmpty().allMatch(Examination.Finding::holds);
        }
    }

    private long slots() {
        return owner.sql("SELECT count(*) FROM pg_replication_slots")
                .query(Long.class)
                .single();
    }

    @Test
    @Order(2)
    @DisplayName("restaurer : un dossier qui n’est pas vide est refusé, et rien n’y change")
    void a_home_that_is_not_empty() throws IOException {
        var home = Files.createDirectories(PLACE.resolve("taken"));
        Files.writeString(home.resolve("mine"), "à moi");
        assertThat(said(last().toString(), home.toString())).startsWith("1 ").contains("n’est pas vide");
        try (var inside = Files.list(home)) {
            assertThat(inside).containsExactly(home.resolve("mine"));
        }
        assertThat(said(last().toString())).startsWith("2 ");
    }

    /** A copy of the last backup whose files are seen through something; the manifest follows them or not. */
    private Path tampered(String name, UnaryOperator<Manifest> manifest, BiFunction<String, byte[], byte[]> through)
            throws IOException {
        var known = Manifest.of(last());
        var copy = Files.createDirectories(HOME.resolve("backups").resolve(name));
        List<Manifest.Entry> entries;
        try (var archive = Archive.in(copy)) {
            Archive.read(last(), known, new Archive.Reader() {
                @Override
                public void directory(String path) throws IOException {
                    archive.directory(path.substring(0, path.length() - 1));
                }

                @Override
                public OutputStream file(String path) {
                    return new ByteArrayOutputStream() {
                        @Override
                        public void close() throws IOException {
                            var bytes = through.apply(path, toByteArray());
                            archive.file(path, bytes.length, new ByteArrayInputStream(bytes));
                        }
                    };
                }
            });
            entries = archive.end();
        }
        var followed = new Manifest(known.takenAt(), known.major(), known.snapshot(), known.witnesses(), entries);
        Files.writeString(copy.resolve(Manifest.NAME), manifest.apply(followed).written());
        return copy;
    }

    @Test
    @Order(3)
    @DisplayName("restaurer : un fichier abîmé est nommé, et rien n’est écrit")
    void a_damaged_file_is_named() throws IOException {
        var known = Manifest.of(last());
        var copy = tampered("damaged", _ -> known, (path, bytes) -> {
            if (path.equals("PG_VERSION")) {
                bytes[0] ^= 1;
            }
            return bytes;
        });
        var home = PLACE.resolve("never");
        assertThat(said(copy.toString(), home.toString()))
                .startsWith("1 ")
                .contains("la sauvegarde damaged est abîmée : PG_VERSION n’est pas le fichier qui y fut mis");
        assertThat(home).doesNotExist();

        // Some bytes of the archive itself, wherever they fall.
        var archive = copy.resolve(Archive.NAME);
        var bytes = Files.readAllBytes(last().resolve(Archive.NAME));
        for (int at : new int[] {0, bytes.length / 2, bytes.length - 8}) {
            invert(bytes, at);
            Files.write(archive, bytes);
            invert(bytes, at);
            assertThat(said(copy.toString(), home.toString()))
                    .as("bytes at %d", at)
                    .startsWith("1 ")
                    .contains("abîmée");
        }
        Files.write(archive, Arrays.copyOf(bytes, bytes.length / 2));
        assertThat(said(copy.toString(), home.toString())).startsWith("1 ").contains("abîmée");
        Files.delete(archive);
        assertThat(said(copy.toString(), home.toString())).contains(Archive.NAME);
        Files.writeString(copy.resolve(Manifest.NAME), known.written().replaceFirst("file (\\d)", "file 1$1"));
        assertThat(said(copy.toString(), home.toString())).contains(Manifest.NAME + " est abîmé");
        Files.delete(copy.resolve(Manifest.NAME));
        assertThat(said(copy.toString(), home.toString())).contains("n’est pas une sauvegarde");
        assertThat(home).doesNotExist();
        FileSystemUtils.deleteRecursively(copy);
    }

    private static void invert(byte[] bytes, int from) {
        for (int at = from; at < Math.min(from + 64, bytes.length); at++) {
            bytes[at] = (byte) ~bytes[at];
        }
    }

    @Test
    @Order(4)
    @DisplayName(
            "R-333 : un journal coupé se voit à la restauration d’essai ; chaque opératrice reçoit un courriel, un par jour")
    void a_truncated_journal_alerts() throws IOException {
        var label = new StringBuilder();
        Archive.read(last(), Manifest.of(last()), new Archive.Reader() {
            @Override
            public void directory(String path) {
                // not looked at
            }

            @Override
            public OutputStream file(String path) {
                return new ByteArrayOutputStream() {
                    @Override
                    public void close() {
                        label.append(path.equals("backup_label") ? toString(StandardCharsets.UTF_8) : "");
                    }
                };
            }
        });
        long end = checkpoint(label.toString()) + 1_024;
        var copy = tampered("truncated", UnaryOperator.identity(), (path, bytes) -> {
            if (path.matches("pg_wal/[0-9A-F]{24}")) {
                long begins = Long.parseLong(path.substring(15, 23), 16) * 0x1_0000_0000L
                        + Long.parseLong(path.substring(23), 16) * bytes.length;
                Arrays.fill(bytes, Math.clamp(end - begins, 0, bytes.length), bytes.length, (byte) 0);
            }
            return bytes;
        });

        var outcome = backUp().judge(server, site.world.clock.instant(), copy);

        assertThat(outcome.state()).isEqualTo(BackupState.NOT_RESTORED);
        assertThat(outcome.failure()).contains("WAL ends before end of online backup");
        assertThat(mail()).containsExactly("La sauvegarde de Fairpass a échoué");
        assertThat(HOME.resolve("rehearsal")).doesNotExist();
        assertThat(HOME.resolve("backups/truncated"))
                .as("it is a backup no more")
                .doesNotExist();
        assertThat(HOME.resolve("backups/truncated.refusee")).exists();
        assertThat(last()).as("the one before stays").exists();

        backUp().keep(outcome);
        assertThat(mail()).as("tried again the same day").hasSize(1);
        try (var operator = site.as(OPERATOR)) {
            assertThat(operator.read("/").text())
                    .contains("La dernière sauvegarde n’est pas bonne")
                    .contains("⚠ Sauvegardes : à regarder");
            assertThat(operator.read("/sauvegardes").text())
                    .contains("elle n’a pas pu être restaurée")
                    .contains("restaurée à l’essai, identique, tout est vrai");
        }
    }

    /** Where the first checkpoint of the copy is in the journal. */
    private static long checkpoint(String label) {
        var place =
                Pattern.compile("CHECKPOINT LOCATION: ([0-9A-F]+)/([0-9A-F]+)").matcher(label);
        assertThat(place.find()).isTrue();
        return Long.parseLong(place.group(1), 16) * 0x1_0000_0000L + Long.parseLong(place.group(2), 16);
    }

    @Test
    @Order(5)
    @DisplayName("R-333 : une copie qui ne contient pas ce qui y était est refusée, et la table est nommée")
    void what_is_missing_is_named() throws IOException {
        var copy = tampered(
                "other",
                known -> new Manifest(
                        known.takenAt(),
                        known.major(),
                        known.snapshot(),
                        known.witnesses().stream()
                                .map(one -> one.table().equals("ledger.leg")
                                        ? new Witness(one.table(), one.rows() + 1, one.digest())
                                        : one)
                                .toList(),
                        known.files()),
                (_, bytes) -> bytes);

        var outcome = backUp().judge(server, site.world.clock.instant(), copy);

        assertThat(outcome.state()).isEqualTo(BackupState.DIFFERENT);
        assertThat(outcome.failure()).isEqualTo("ne contient pas ce qui y était : ledger.leg");
        assertThat(HOME.resolve("backups/other")).doesNotExist();
    }

    @Test
    @Order(6)
    @DisplayName("disque trop plein : refusée avant d’écrire, en disant combien il manque ; une à la fois")
    void no_room_and_one_at_a_time() throws Exception {
        var before = site.bean(Shelf.class).backups();
        var outcome = withoutRoom().handle(server);
        assertThat(outcome.state()).isEqualTo(BackupState.NOT_TAKEN);
        assertThat(outcome.failure()).contains("il n’y a pas la place", "FAIRPASS_BACKUPS");
        assertThat(site.bean(Shelf.class).backups()).isEqualTo(before);

        try (var _ = OnlineCopy.begin(server)) {
            assertThat(slots()).isEqualTo(1);
            assertThatThrownBy(() -> site.bean(TakeBackup.class).handle(server, HOME.resolve("backups")))
                    .isInstanceOf(DatabaseUnavailable.class)
                    .hasMessageContaining("déjà en cours");
        }
        assertThat(slots()).as("a copy that is given up leaves nothing").isZero();
    }

    @Test
    @Order(7)
    @DisplayName(
            "R-336 : trois nuits d’arrêt sont rattrapées par une sauvegarde ; vingt-six heures sans se disent une fois ; un échec est repris après une heure")
    void nights_are_caught_up() {
        var clock = site.world.clock;
        clock.set("2026-10-20T09:00");
        var failing = nightly(withoutRoom());
        int kept = count();
        failing.look();
        assertThat(count()).isEqualTo(kept + 1);
        assertThat(mail())
                .filteredOn(subject -> subject.contains("pas de sauvegarde récente"))
                .hasSize(1);
        failing.look();
        clock.set("2026-10-20T09:59");
        failing.look();
        assertThat(count()).as("not at every look").isEqualTo(kept + 1);
        clock.set("2026-10-20T10:01");
        failing.look();
        assertThat(count()).as("after an hour").isEqualTo(kept + 2);
        assertThat(mail())
                .filteredOn(subject -> subject.contains("pas de sauvegarde récente"))
                .hasSize(1);

        clock.set("2026-10-23T09:00");
        nightly(backUp()).look();
        assertThat(site.bean(BackupOutcomes.class).last().orElseThrow().state()).isEqualTo(BackupState.RESTORED);
        kept = count();
        nightly(backUp()).look();
        clock.set("2026-10-24T01:59");
        nightly(backUp()).look();
        assertThat(count()).as("one a night").isEqualTo(kept);
        assertThat(nightly(backUp()).lateSince()).isEmpty();
        clock.set("2026-10-24T11:01");
        assertThat(nightly(backUp()).lateSince()).isPresent();
    }

    private int count() {
        return owner.sql("SELECT count(*)::int FROM backup.outcome")
                .query(Integer.class)
                .single();
    }

    @Test
    @Order(8)
    @DisplayName("base tenue ailleurs : une copie restaurée est examinée ; trop ancienne ou absente, elle le dit")
    void a_copy_of_somebody_else() {
        var check = site.bean(CheckCopy.class);
        var url = server.database().url();
        assertThat(check.handle(url).failure()).startsWith("trop ancienne");
        site.bean(Examinations.class).keep(site.bean(Examination.class).handle());
        var outcome = check.handle(url);
        assertThat(outcome.failure()).isEmpty();
        assertThat(outcome.invariants()).isGreaterThan(100);
        assertThat(check.handle(url + "_absente").state()).isEqualTo(BackupState.NOT_RESTORED);
        assertThat(check.handle("mysql://x").state()).isEqualTo(BackupState.NOT_RESTORED);
    }
}
