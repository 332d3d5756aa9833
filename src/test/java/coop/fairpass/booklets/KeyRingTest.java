package coop.fairpass.booklets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

@DisplayName("R-179 : le trousseau vit hors de la base, et la base refuse tout autre que le sien")
@ExtendWith(TestDatabase.class)
class KeyRingTest {

    private static final String INSTANCE = "cheques.exemple.coop";

    @TempDir
    private Path home;

    private final Db db;
    private KeyGenerations known;

    KeyRingTest(Db db) {
        this.db = db;
    }

    @BeforeEach
    void read_what_the_database_knows() {
        known = new KeyGenerations(db.jdbc());
    }

    private VoucherKeys start(String directory) {
        return start(directory, INSTANCE);
    }

    private VoucherKeys start(String directory, String instance) {
        return new KeyRing()
                .voucherKeys(known, Clock.systemUTC(), home.resolve(directory).toString(), instance);
    }

    @Test
    @DisplayName("au premier démarrage il est tiré, au nom de l’instance ; au suivant il est le même")
    void is_drawn_at_the_first_start() {
        var drawn = start("keys");
        assertThat(drawn.instance()).isEqualTo(INSTANCE);
        assertThat(known.newest()).isEqualTo(new Generation(1));
        assertThat(start("keys").fingerprint(new Generation(1))).isEqualTo(drawn.fingerprint(new Generation(1)));
    }

    @Test
    @DisplayName("une base neuve adopte le trousseau qui est là")
    void is_adopted_by_a_new_database() {
        var drawn = VoucherKeys.create(
                home.resolve("keys"), INSTANCE, Clock.systemUTC().instant());
        drawn.rotate(Clock.systemUTC().instant());
        start("keys");
        assertThat(known.newest()).isEqualTo(new Generation(2));
    }

    @Test
    @DisplayName("sans ses clés, l’instance refuse de démarrer et n’en tire pas d’autres")
    void is_never_drawn_anew() {
        start("keys");
        assertThatThrownBy(() -> start("elsewhere"))
                .isInstanceOf(UnusableKeys.class)
                .hasMessageContaining("restore them from a copy")
                .hasMessageContaining("elsewhere");
        assertThat(home.resolve("elsewhere")).doesNotExist();
    }

    @Test
    @DisplayName("le trousseau d’une autre base est refusé, par son empreinte")
    void refuses_the_ring_of_another_database() {
        start("keys");
        VoucherKeys.create(home.resolve("other"), INSTANCE, Clock.systemUTC().instant());
        assertThatThrownBy(() -> start("other"))
                .isInstanceOf(UnusableKeys.class)
                .hasMessageContaining("are not those this database was used with");
    }

    @Test
    @DisplayName("un trousseau à qui il manque la dernière génération est refusé")
    void refuses_a_ring_that_is_older() throws Exception {
        start("keys");
        FileSystemUtils.copyRecursively(home.resolve("keys"), home.resolve("copy"));
        Files.setPosixFilePermissions(
                home.resolve("copy/generation-001.keys"),
                java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
        try (var ground = new Ground(db, home)) {
            assertThat(ground.bean(RotateKeys.class).handle(Ground.OPERATOR))
                    .isEqualTo(new RotateKeys.Outcome.Rotated(new Generation(2)));
        }
        assertThatThrownBy(() -> start("copy")).isInstanceOf(UnusableKeys.class).hasMessageContaining("generation 2");
        assertThat(start("keys").current()).isEqualTo(new Generation(2));
    }

    @Test
    @DisplayName("un autre nom d’instance ne change pas celui qui est signé")
    void keeps_its_name() {
        start("keys");
        assertThat(start("keys", "autre.exemple.coop").instance()).isEqualTo(INSTANCE);
    }

    @Test
    @DisplayName(
            "un nouveau lot prend la dernière génération, les anciens gardent la leur ; l’opérateur seul la change")
    void a_new_lot_takes_the_newest() {
        try (var ground = new Ground(db, home)) {
            var before = ground.madeOrder(2);
            assertThat(ground.bean(RotateKeys.class).handle(Ground.PRODUCTION))
                    .isEqualTo(new RotateKeys.Outcome.Refused(BookletReason.NOT_ALLOWED));
            ground.bean(RotateKeys.class).handle(Ground.OPERATOR);
            var after = ground.madeOrder(2);
            var booklets = ground.bean(Booklets.class);
            assertThat(booklets.find(ground.number(before, 1)).orElseThrow().generation())
                    .isEqualTo(new Generation(1));
            assertThat(booklets.find(ground.number(after, 1)).orElseThrow().generation())
                    .isEqualTo(new Generation(2));
            assertThat(ground.broken()).isEmpty();
        }
    }
}
