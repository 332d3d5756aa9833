package coop.fairpass.postgres;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an operator may say of the database, by {@code FAIRPASS_HOME} and {@code FAIRPASS_DATABASE_URL}, {@code _USER},
 * {@code _PASSWORD}, {@code _POOL_SIZE}, {@code _STATEMENT_TIMEOUT}; and by {@code FAIRPASS_PATRONI_URLS} of the
 * cluster that holds it.
 *
 * @param home where the embedded PostgreSQL keeps its data, when no other database is given
 */
@ConfigurationProperties("fairpass")
record DatabaseSettings(
        @DefaultValue("data") Path home,
        @DefaultValue External database,
        @DefaultValue Patroni patroni) {

    /** Where the Patronis of a cluster answer, whose version is then checked at the start. */
    record Patroni(@DefaultValue List<URI> urls) {

        Patroni {
            urls = List.copyOf(urls);
        }
    }

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
