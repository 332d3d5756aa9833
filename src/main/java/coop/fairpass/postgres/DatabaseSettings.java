package coop.fairpass.postgres;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an operator may say of the database, by {@code FAIRPASS_HOME} and {@code FAIRPASS_DATABASE_URL}, {@code _USER},
 * {@code _PASSWORD}, {@code _POOL_SIZE}, {@code _STATEMENT_TIMEOUT}.
 *
 * @param home where the embedded PostgreSQL keeps its data, when no other database is given
 */
@ConfigurationProperties("fairpass")
record DatabaseSettings(
        @DefaultValue("data") Path home, @DefaultValue External database) {

    /** A database that somebody else runs, when there is one; and how the application uses either. */
    record External(
            @Nullable String url,
            @DefaultValue("fairpass") String user,
            @DefaultValue("") String password,
            @DefaultValue("16") int poolSize,
            @DefaultValue("30s") Duration statementTimeout) {

        External {
            if (poolSize < 1) {
                throw new IllegalArgumentException("a pool holds at least one connection: " + poolSize);
            }
        }

        Optional<Database> given() {
            return Optional.ofNullable(url)
                    .filter(address -> !address.isBlank())
                    .map(address -> new Database(address, user, password));
        }
    }
}
