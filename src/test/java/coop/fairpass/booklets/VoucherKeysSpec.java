package coop.fairpass.booklets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("R-179 : les clés des codes sont hors de la base ; sans elles, une copie de la base ne fabrique rien")
class VoucherKeysSpec {

    /** Of randomness, at least. */
    private static final int BITS = 60;

    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00.123Z");
    private static final Generation FIRST = new Generation(1);
    private static final Generation SECOND = new Generation(2);
    private static final VoucherNumber NUMBER = new BookletNumber(12_345).voucher(7);

    @TempDir
    private Path temporary;

    private Path directory;

    @BeforeEach
    void choose_a_directory_that_does_not_exist_yet() {
        directory = temporary.resolve("cles");
    }

    private VoucherKeys create() {
        return VoucherKeys.create(directory, "cheques.exemple.coop", NOW);
    }

    private Path file(int generation) {
        return directory.resolve("generation-%03d.keys".formatted(generation));
    }

    @Test
    @DisplayName("un code rend son numéro, aujourd’hui et après un redémarrage")
    void a_code_gives_its_number_back() {
        var code = create().code(FIRST, NUMBER);
        assertThat(VoucherKeys.open(directory).candidates(code))
                .containsExactly(new VoucherKeys.Candidate(FIRST, NUMBER));
        assertThat(VoucherKeys.open(directory).code(FIRST, NUMBER)).isEqualTo(code);
    }

    @Test
    @DisplayName("une nouvelle génération n’invalide pas les chèques des précédentes")
    void rotating_keeps_older_vouchers() {
        var keys = create();
        var old = keys.code(FIRST, NUMBER);
        assertThat(keys.rotate(NOW.plusSeconds(60))).isEqualTo(SECOND);
        assertThat(keys.current()).isEqualTo(SECOND);
        assertThat(keys.generations()).containsExactly(FIRST, SECOND);
        assertThat(keys.createdAt(SECOND)).isEqualTo(Instant.parse("2026-11-25T10:01:00Z"));
        var fresh = keys.code(SECOND, NUMBER);
        assertThat(fresh).isNotEqualTo(old);
        assertThat(keys.candidates(old)).containsExactly(new VoucherKeys.Candidate(FIRST, NUMBER));
        assertThat(keys.candidates(fresh)).containsExactly(new VoucherKeys.Candidate(SECOND, NUMBER));
    }

    @Test
    @DisplayName("un code deviné ne donne presque jamais de numéro : un sur 76 millions mérite une recherche en base")
    void a_guess_gives_no_number() {
        var keys = create();
        var random = new Random(5);
        long found = IntStream.range(0, 500_000)
                .filter(i -> !keys.candidates(new VoucherCode(random.nextLong(1L << 60)))
                        .isEmpty())
                .count();
        // The keys are random: three among half a million would happen once in twenty million runs.
        assertThat(found).isLessThanOrEqualTo(2);
        assertThat((1L << 60) / (BookletNumber.LAST * VoucherNumber.LAST_RANK)).isEqualTo(76_861_433L);
    }

    @Test
    @DisplayName(
            "R-178 : les codes de numéros qui se suivent sont tirés des 60 bits : rien d’un code n’annonce le suivant")
    void codes_use_all_their_bits() {
        var keys = create();
        int booklets = 2_000;
        var set = new int[BITS];
        var changed = new int[BITS];
        var codes = new HashSet<VoucherCode>();
        long before = 0;
        for (int i = 1; i <= booklets; i++) {
            for (int rank = 1; rank <= 10; rank++) {
                var code = keys.code(FIRST, new BookletNumber(i).voucher(rank));
                codes.add(code);
                for (int bit = 0; bit < BITS; bit++) {
                    set[bit] += (int) (code.bits() >>> bit & 1);
                    changed[bit] += (int) ((code.bits() ^ before) >>> bit & 1);
                }
                before = code.bits();
            }
        }
        int drawn = booklets * 10;
        assertThat(codes).hasSize(drawn);
        // Each bit is one half of the time set, and one half of the time that of the number before. The keys are
        // random: seven standard deviations would happen to one of these bits once in three billion runs.
        double most = 7 * Math.sqrt(drawn) / 2;
        for (int bit = 0; bit < BITS; bit++) {
            assertThat((double) set[bit]).as("set: %d", bit).isBetween(drawn / 2.0 - most, drawn / 2.0 + most);
            assertThat((double) changed[bit]).as("changed: %d", bit).isBetween(drawn / 2.0 - most, drawn / 2.0 + most);
        }
    }

    @Test
    @DisplayName("les chances que donne la décision 0007 sont les bonnes")
    void the_odds_of_the_decision() {
        assertThat(10_000_000 / Math.pow(2, 60)).isBetween(8.6e-12, 8.7e-12);
    }

    @Test
    @DisplayName("chaque génération a son empreinte, que la base peut garder")
    void generations_have_fingerprints() {
        var keys = create();
        keys.rotate(NOW);
        var other = VoucherKeys.create(temporary.resolve("autres"), "cheques.exemple.coop", NOW);
        assertThat(keys.fingerprint(FIRST)).matches("[0-9a-f]{16}");
        assertThat(List.of(keys.fingerprint(SECOND), other.fingerprint(FIRST))).doesNotContain(keys.fingerprint(FIRST));
        assertThat(VoucherKeys.open(directory).fingerprint(FIRST)).isEqualTo(keys.fingerprint(FIRST));
    }

    @Test
    @DisplayName("rien de ce qui s’affiche ne contient une clé")
    void shows_no_key() throws IOException {
        var keys = create();
        var secrets = Files.readString(file(1))
                .lines()
                .filter(line -> line.startsWith("code-key ") || line.startsWith("signing-key "))
                .map(line -> line.substring(line.indexOf(' ') + 1))
                .toList();
        assertThat(secrets).hasSize(2).allMatch(secret -> secret.length() == 43);
        Files.writeString(file(1), Files.readString(file(1)).replace("created", "crée"));
        var damaged = catchThrowable(() -> VoucherKeys.open(directory));
        for (var shown : List.of(keys.toString(), keys.publicKeys().json(), stackOf(damaged))) {
            assertThat(shown).doesNotContain(secrets);
        }
    }

    private static String stackOf(Throwable thrown) {
        var writer = new StringWriter();
        thrown.printStackTrace(new PrintWriter(writer));
        return writer.toString();
    }

    @Test
    @DisplayName("fichiers lisibles du seul propriétaire, et rien d’autre dans le répertoire")
    void files_are_for_their_owner_only() throws IOException {
        create().rotate(NOW);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwx------");
        try (var files = Files.list(directory)) {
            assertThat(files.toList())
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"))
                    .extracting(file -> file.getFileName().toString())
                    .containsExactlyInAnyOrder("generation-001.keys", "generation-002.keys", ".lock");
        }
    }

    @ParameterizedTest(name = "refuse un fichier {0}")
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rwxrwxrwx"})
    void refuses_a_file_open_to_others(String permissions) throws IOException {
        create();
        Files.setPosixFilePermissions(file(1), PosixFilePermissions.fromString(permissions));
        assertThatThrownBy(() -> VoucherKeys.open(directory))
                .isInstanceOf(UnusableKeys.class)
                .hasMessageContaining("generation-001.keys is open to others")
                .hasMessageContaining("chmod 600");
    }

    @Test
    @DisplayName("refuse un répertoire où d’autres peuvent écrire")
    void refuses_a_directory_others_can_write() throws IOException {
        create();
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwx---"));
        assertThatThrownBy(() -> VoucherKeys.open(directory))
                .isInstanceOf(UnusableKeys.class)
                .hasMessageContaining("chmod 700");
    }

    @Test
    @DisplayName("un octet changé, où que ce soit, se voit et se dit")
    void refuses_a_damaged_file() throws IOException {
        create();
        var bytes = Files.readAllBytes(file(1));
        for (int i = 0; i < bytes.length; i++) {
            var damaged = bytes.clone();
            damaged[i] ^= 1;
            Files.write(file(1), damaged);
            assertThatThrownBy(() -> VoucherKeys.open(directory))
                    .as("byte %d", i)
                    .isInstanceOf(UnusableKeys.class)
                    .hasMessageContaining("generation-001.keys");
        }
        Files.write(file(1), Arrays.copyOf(bytes, 40));
        assertThatThrownBy(() -> VoucherKeys.open(directory)).isInstanceOf(UnusableKeys.class);
        Files.write(file(1), new byte[0]);
        assertThatThrownBy(() -> VoucherKeys.open(directory)).isInstanceOf(UnusableKeys.class);
    }

    @Test
    @DisplayName("refuse un trousseau absent, vide, incomplet ou dont un fichier a été renommé")
    void refuses_a_ring_that_is_not_whole() throws IOException {
        assertThatThrownBy(() -> VoucherKeys.open(directory)).hasMessageContaining("no key directory");
        Files.createDirectory(directory);
        assertThatThrownBy(() -> VoucherKeys.open(directory)).hasMessageContaining("no keys in");
        var keys = create();
        keys.rotate(NOW);
        Files.move(file(1), temporary.resolve("generation-001.keys"));
        assertThatThrownBy(() -> VoucherKeys.open(directory))
                .isInstanceOf(UnusableKeys.class)
                .hasMessageContaining("generation-001.keys is missing");
        Files.move(file(2), file(1));
        assertThatThrownBy(() -> VoucherKeys.open(directory)).hasMessageContaining("it was renamed");
        assertThatThrownBy(() -> keys.code(new Generation(3), NUMBER)).isInstanceOf(UnusableKeys.class);
    }

    @Test
    @DisplayName("n’écrase jamais une clé ; ignore ce qu’une écriture interrompue a laissé")
    void never_overwrites_a_key() throws IOException {
        var keys = create();
        assertThatThrownBy(this::create).isInstanceOf(UnusableKeys.class).hasMessageContaining("already holds keys");
        Files.writeString(directory.resolve(".generation-002.keys"), "fairpass-voucher-k");
        assertThat(VoucherKeys.open(directory).generations()).containsExactly(FIRST);
        var sameRing = VoucherKeys.open(directory);
        keys.rotate(NOW);
        var written = Files.readString(file(2));
        assertThatThrownBy(() -> sameRing.rotate(NOW))
                .isInstanceOf(UnusableKeys.class)
                .hasMessageContaining("already holds other keys");
        assertThat(Files.readString(file(2))).isEqualTo(written);
    }

    @Test
    @DisplayName("deux personnes qui renouvellent ensemble : une réussit, l’autre l’apprend, aucune clé n’est perdue")
    void two_rotations_at_once_draw_one_generation() {
        create();
        var rings = Stream.generate(() -> VoucherKeys.open(directory)).limit(8).toList();
        var drawn = rings.parallelStream().flatMap(VoucherKeysSpec::rotated).toList();
        assertThat(drawn).containsExactly(VoucherKeys.open(directory).fingerprint(SECOND));
    }

    private static Stream<String> rotated(VoucherKeys ring) {
        try {
            return Stream.of(ring.fingerprint(ring.rotate(NOW)));
        } catch (UnusableKeys e) {
            return Stream.empty();
        }
    }

    @ParameterizedTest(name = "« {0} » ne peut nommer une instance")
    @ValueSource(strings = {"", "Exemple.coop", "exemple coop", "-a", "é", "a\ngeneration 2"})
    void an_instance_is_named_like_a_host(String name) {
        assertThatThrownBy(() -> VoucherKeys.create(directory, name, NOW)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("une instance se transmet entière, par un fichier et une phrase de passe")
    void an_instance_is_handed_over() {
        var passphrase = "quatre chevaux sans fourrage".toCharArray();
        var keys = create();
        keys.rotate(NOW);
        var sealed = keys.handOver(passphrase);
        var code = keys.code(SECOND, NUMBER);

        var taken = VoucherKeys.takeOver(sealed, passphrase, temporary.resolve("reprise"));
        assertThat(taken.instance()).isEqualTo("cheques.exemple.coop");
        assertThat(taken.candidates(code)).containsExactly(new VoucherKeys.Candidate(SECOND, NUMBER));
        assertThat(taken.publicKeys().json()).isEqualTo(keys.publicKeys().json());
        // Again, as after an interruption: nothing changes, nothing is refused.
        assertThat(VoucherKeys.takeOver(sealed, passphrase, temporary.resolve("reprise"))
                        .generations())
                .containsExactly(FIRST, SECOND);

        assertThatThrownBy(() -> VoucherKeys.takeOver(sealed, "une autre phrase de passe".toCharArray(), directory))
                .isInstanceOf(UnusableKeys.class)
                .hasMessageContaining("wrong passphrase");
        var elsewhere = VoucherKeys.create(temporary.resolve("ailleurs"), "cheques.exemple.coop", NOW);
        assertThatThrownBy(() -> VoucherKeys.takeOver(sealed, passphrase, temporary.resolve("ailleurs")))
                .isInstanceOf(UnusableKeys.class);
        assertThat(elsewhere.generations()).containsExactly(FIRST);
    }

    @Test
    @DisplayName("refuse une transmission abîmée, affaiblie, ou une phrase de passe trop courte")
    void refuses_a_damaged_hand_over() {
        var passphrase = "quatre chevaux sans fourrage".toCharArray();
        var keys = create();
        var sealed = keys.handOver(passphrase);
        var target = temporary.resolve("reprise");
        for (var damaged : List.of(
                "",
                "bonjour",
                sealed.replace("1000000", "1000"),
                sealed.replace("1000000", "999999999"),
                sealed.replace("1000000", "1000001"),
                sealed.substring(0, sealed.length() - 40),
                sealed.substring(0, sealed.indexOf('\n') + 3))) {
            assertThatThrownBy(() -> VoucherKeys.takeOver(damaged, passphrase, target))
                    .as(damaged)
                    .isInstanceOf(UnusableKeys.class);
        }
        assertThatThrownBy(() -> keys.handOver("trop court".toCharArray()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("une reprise interrompue n’ouvre pas : la première génération est écrite en dernier")
    void an_interrupted_take_over_does_not_open() throws IOException {
        var passphrase = "quatre chevaux sans fourrage".toCharArray();
        var keys = create();
        keys.rotate(NOW);
        var target = Files.createDirectory(temporary.resolve("reprise"));
        var obstacle = Files.createDirectory(target.resolve("generation-001.keys"));
        assertThatThrownBy(() -> VoucherKeys.takeOver(keys.handOver(passphrase), passphrase, target))
                .isInstanceOf(UnusableKeys.class);
        Files.delete(obstacle);
        assertThat(target.resolve("generation-002.keys")).exists();
        assertThatThrownBy(() -> VoucherKeys.open(target))
                .isInstanceOf(UnusableKeys.class)
                .hasMessageContaining("generation-001.keys is missing");
    }
}
