package coop.fairpass.postgres;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayDataSource;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.web.context.WebApplicationContext;

/** The database of the running program: the one an operator gives, or our own; one door to migrate, another to work. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseSettings.class)
class PostgresConfiguration {

    private static final Logger log = LoggerFactory.getLogger(PostgresConfiguration.class);

    /** A cluster that has just lost its primary has another one before that. */
    private static final Duration UNTIL_A_PRIMARY = Duration.ofSeconds(40);

    @Bean
    EmbeddedServer embeddedServer(DatabaseSettings settings, ApplicationContext context) {
        return new EmbeddedServer(
                settings.database().given().isPresent() ? Optional.empty() : Optional.of(embedded(settings, context)));
    }

    @Bean
    Database database(DatabaseSettings settings, EmbeddedServer ours) {
        var database = settings.database()
                .given()
                .orElseGet(() -> ours.server().orElseThrow().database());
        PatroniVersion.check(settings.patroni().urls());
        database.check(Database.OLDEST_MAJOR, database.isOfSeveral() ? UNTIL_A_PRIMARY : Duration.ZERO);
        log.info("database: {}", database);
        return database;
    }

    /** What pages and commands use: no history can be rewritten through it. */
    @Bean
    @Primary
    HikariDataSource applicationDataSource(Database database, DatabaseSettings settings) {
        return database.application(
                settings.database().poolSize(), settings.database().statementTimeout());
    }

    /** What migrations use, and they alone. */
    @Bean(defaultCandidate = false)
    @FlywayDataSource
    DataSource ownerDataSource(Database database) {
        return database.owner();
    }

    /** The site owns its server, so that a second site on one home is refused; a command may run beside it. */
    private static PgServer embedded(DatabaseSettings settings, ApplicationContext context) {
        var server = context instanceof WebApplicationContext
                ? PgServer.start(settings.home())
                : PgServer.startOrJoin(settings.home());
        // Not a bean's destruction nor a hook of the JVM: Spring calls this once every context has closed, pools
        // included.
        SpringApplication.getShutdownHandlers().add(server::close);
        return server;
    }
}
