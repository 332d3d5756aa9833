package coop.fairpass.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Fairpass;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

@DisplayName("Le programme trouve sa base : celle qu’on lui donne, ou la sienne, qu’une commande peut partager")
class PostgresConfigurationTest {

    private static final Path CACHE = Path.of("target/test-postgres/binaries").toAbsolutePath();
    private static final Path HOME =
            Path.of("target/test-postgres/configuration-test").toAbsolutePath();

    @Test
    @DisplayName("une commande se joint au serveur d’un site ouvert, migre sa base, et le laisse ouvert")
    void a_command_joins_the_server_of_the_site() throws IOException {
        FileSystemUtils.deleteRecursively(HOME);
        try (var site = PgServer.start(HOME, CACHE)) {
            try (var command = new SpringApplicationBuilder(Fairpass.class)
                    .web(WebApplicationType.NONE)
                    .properties(Map.of("fairpass.home", HOME.toString()))
                    .run()) {
                assertThat(command.getBean(Database.class)).isEqualTo(site.database());
                assertThat(current(command.getBean(DataSource.class))).isEqualTo("fairpass_app fairpass");
            }
            try (var pool = site.database().owner()) {
                assertThat(current(pool)).isEqualTo("fairpass fairpass");
            }
        }
    }

    @Test
    @DisplayName("sans réglage : le dossier data, seize connexions, trente secondes")
    void by_default() {
        var settings = settings(Map.of());
        assertThat(settings.home()).isEqualTo(Path.of("data"));
        assertThat(settings.database().given()).isEmpty();
        assertThat(settings.patroni().urls()).isEmpty();
        assertThat(settings.database().poolSize()).isEqualTo(16);
        assertThat(settings.database().statementTimeout()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    @DisplayName("chaque réglage a sa variable d’environnement, sous le nom que l’aide annonce")
    void each_setting_has_its_variable() {
        var settings = settings(Map.of(
                "FAIRPASS_HOME", "/srv/fairpass",
                "FAIRPASS_DATABASE_URL", "jdbc:postgresql://a,b/territoire",
                "FAIRPASS_DATABASE_USER", "moi",
                "FAIRPASS_DATABASE_PASSWORD", "secret",
                "FAIRPASS_DATABASE_POOL_SIZE", "3",
                "FAIRPASS_DATABASE_STATEMENT_TIMEOUT", "2m",
                "FAIRPASS_PATRONI_URLS", "http://10.0.0.11:8008,http://10.0.0.12:8008"));
        assertThat(settings.patroni().urls())
                .containsExactly(URI.create("http://10.0.0.11:8008"), URI.create("http://10.0.0.12:8008"));
        assertThat(settings.home()).isEqualTo(Path.of("/srv/fairpass"));
        assertThat(settings.database().given())
                .contains(new Database("jdbc:postgresql://a,b/territoire", "moi", "secret"));
        assertThat(settings.database().poolSize()).isEqualTo(3);
        assertThat(settings.database().statementTimeout()).isEqualTo(Duration.ofMinutes(2));
    }

    private static DatabaseSettings settings(Map<String, Object> environment) {
        var sources = new MutablePropertySources();
        sources.addLast(new SystemEnvironmentPropertySource(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, environment));
        return new Binder(ConfigurationPropertySources.from(sources)).bindOrCreate("fairpass", DatabaseSettings.class);
    }

    private static String current(DataSource source) {
        return JdbcClient.create(source)
                .sql("SELECT current_user || ' ' || session_user")
                .query(String.class)
                .single();
    }
}
