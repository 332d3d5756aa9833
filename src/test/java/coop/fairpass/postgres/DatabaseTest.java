package coop.fairpass.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.TimeZone;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;

@DisplayName("Une base donnée par l’exploitant est acceptée, ou refusée en une ligne qui dit pourquoi")
@ExtendWith(TestDatabase.class)
class DatabaseTest {

    private final Database database;

    DatabaseTest(Db db) {
        this.database = db.database();
    }

    @Test
    @DisplayName("une version assez récente est acceptée")
    void a_recent_version() {
        database.check(15);
        database.check(18);
    }

    @Test
    @DisplayName("une version trop ancienne est refusée")
    void an_old_version() {
        assertThatThrownBy(() -> database.check(19))
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageMatching(
                        ".*/copy_\\d+ est un PostgreSQL 18\\S* : il faut la version 19 ou une plus récente");
    }

    @Test
    @DisplayName("une base qui ne répond pas est refusée, sans montrer le mot de passe qui est dans l’adresse")
    void no_answer() throws Exception {
        int closed = closedPort();
        var url = "jdbc:postgresql://127.0.0.1:%d/nowhere?password=secret".formatted(closed);
        assertThatThrownBy(() -> new Database(url, "fairpass", "secret").check(15))
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageStartingWith("jdbc:postgresql://127.0.0.1:%d/nowhere ne répond pas : ".formatted(closed))
                .hasMessageNotContaining("secret");
    }

    @Test
    @DisplayName("de plusieurs serveurs, celui qui est le primaire est trouvé, sous le rôle et à l’heure qu’il faut")
    void the_primary_of_several() throws Exception {
        var url = database.url().replaceFirst("//([^/]*)/", "//127.0.0.1:%d,$1/".formatted(closedPort()));
        var several = new Database(url, database.user(), database.password());
        assertThat(several.isOfSeveral()).isTrue();
        assertThat(database.isOfSeveral()).isFalse();
        several.check(15, Duration.ZERO);
        try (var pool = several.application(1, Duration.ofSeconds(1))) {
            assertThat(JdbcClient.create(pool)
                            .sql("SELECT current_user || ' ' || current_setting('TimeZone')")
                            .query(String.class)
                            .single())
                    .isEqualTo("fairpass_app UTC");
        }
    }

    @Test
    @DisplayName("de plusieurs serveurs, aucun qui soit le primaire : refusée, et l’on sait à qui le demander")
    void no_primary() throws Exception {
        var url = "jdbc:postgresql://127.0.0.1:%d,127.0.0.1:%d/base?password=secret"
                .formatted(closedPort(), closedPort());
        assertThatThrownBy(() -> new Database(url, "fairpass", "secret").check(15, Duration.ZERO))
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageStartingWith("aucun des serveurs de jdbc:postgresql://127.0.0.1:")
                .hasMessageContaining("ne répond comme primaire")
                .hasMessageContaining("patronictl list")
                .hasMessageNotContaining("secret");
    }

    private static int closedPort() throws Exception {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    @DisplayName("une adresse qui n’est pas celle d’une base PostgreSQL est refusée, avec un exemple")
    void another_kind_of_address() {
        assertThatThrownBy(() -> new Database("postgres://moi:secret@hote/base", "fairpass", ""))
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageContaining("FAIRPASS_DATABASE_URL=jdbc:postgresql://")
                .hasMessageNotContaining("secret");
    }

    @Test
    @DisplayName("elle ne dit son mot de passe à personne")
    void says_no_password() {
        assertThat(new Database("jdbc:postgresql://hote/base?password=secret", "moi", "secret"))
                .asString()
                .isEqualTo("Database[jdbc:postgresql://hote/base, moi]");
    }

    @Test
    @DisplayName("les connexions sont à l’heure UTC, où que soit la machine")
    void connections_are_in_utc_wherever_the_machine_is() throws Exception {
        var before = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone("America/Guadeloupe")); // the driver would ask for it
        try (var owner = database.owner();
                var application = database.application(1, Duration.ofSeconds(1))) {
            for (var pool : List.of(owner, application)) {
                assertThat(JdbcClient.create(pool)
                                .sql("SHOW TimeZone")
                                .query(String.class)
                                .single())
                        .isEqualTo("UTC");
            }
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    @DisplayName("une requête trop longue est interrompue")
    void a_statement_times_out() throws Exception {
        try (var pool = database.application(1, Duration.ofMillis(50));
                var connection = pool.getConnection();
                var statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("SELECT pg_sleep(10)"))
                    .hasMessageContaining("statement timeout");
        }
    }
}
