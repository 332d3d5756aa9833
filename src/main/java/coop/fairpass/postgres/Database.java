package coop.fairpass.postgres;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Base de données : where to connect and as whom, whoever runs the server.
 *
 * <p>{@code url} is a JDBC address, several hosts included; {@code user} is the login role that owns the schemas.
 */
public record Database(String url, String user, String password) {

    private static final Logger log = LoggerFactory.getLogger(Database.class);

    /** The oldest PostgreSQL for which our SQL is written. */
    static final int OLDEST_MAJOR = 15;

    /** The role under which pages and commands work; it is created by the first migration. */
    static final String APPLICATION_ROLE = "fairpass_app";

    private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(10);

    /** What every connection asks of the driver; the address itself may say otherwise. */
    private static final Map<String, String> OPTIONS = Map.of(
            "reWriteBatchedInserts", "true", // a batch travels as one statement
            "tcpKeepAlive", "true", // a cable that was cut is noticed
            "ApplicationName", "fairpass");

    /** Two machines that are away, then the primary. */
    static final int LOGIN_TIMEOUT_SECONDS = 5;

    /** What is asked besides when the address names several servers: the primary, and an answer soon or never. */
    private static final Map<String, String> OF_SEVERAL = Map.of(
            "targetServerType", "primary",
            "hostRecheckSeconds", "1", // what was seen of a server a second ago may no longer be true
            "connectTimeout", "2",
            "loginTimeout", Integer.toString(LOGIN_TIMEOUT_SECONDS),
            // Longer than any statement may take. A commit that no standby confirms ends here, and is asked again.
            "socketTimeout", "35");

    /** How long a pool of connections to several servers waits for one of them. */
    private static final Duration CONNECTION_TIMEOUT_OF_SEVERAL = Duration.ofSeconds(5);

    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(2);

    private static final Pattern HOSTS = Pattern.compile("jdbc:postgresql://([^/?]*)");

    public Database {
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new DatabaseUnavailable(
                    "« %s » n’est pas l’adresse d’une base : écrivez".formatted(withoutParameters(url))
                            + " FAIRPASS_DATABASE_URL=jdbc:postgresql://hôte:5432/fairpass");
        }
    }

    /** Connections as the owner of the schemas, for migrations; it keeps none open while it is not used. */
    public HikariDataSource owner() {
        var pool = pool("owner", 4);
        pool.setMinimumIdle(0);
        pool.setIdleTimeout(CONNECTION_TIMEOUT.toMillis());
        // A migration that waits for a lock makes everyone else wait behind it: better to fail and be run again.
        pool.setConnectionInitSql("SET TIME ZONE 'UTC'; SET lock_timeout = '30s'");
        return pool;
    }

    /**
     * Connections for the application, under a role that cannot rewrite history.
     *
     * <p>The first connection is made at the first use, so that migrations may create the role before.
     */
    public HikariDataSource application(int size, Duration statementTimeout) {
        var pool = pool("application", size);
        pool.setMinimumIdle(Math.min(2, size));
        // The driver asks for the JVM's time zone when it connects, whatever the server's settings: so it is set after.
        pool.setConnectionInitSql("""
                SET ROLE %s;
                SET TIME ZONE 'UTC';
                SET jit = off; -- short statements that are planned by indexes at any cost: compiling them took a second
                SET statement_timeout = %d;
                SET lock_timeout = '10s';
                SET idle_in_transaction_session_timeout = '60s'
                """.formatted(APPLICATION_ROLE, statementTimeout.toMillis()));
        return pool;
    }

    /** Whether the address names several servers, of which one at a time is the primary. */
    boolean isOfSeveral() {
        var hosts = HOSTS.matcher(url);
        return hosts.lookingAt() && hosts.group(1).contains(",");
    }

    /**
     * Refuses, in words, a database that does not answer or is too old. Among several servers, a primary may take a
     * moment to be chosen.
     */
    void check(int oldest, Duration patience) {
        var end = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                check(oldest);
                return;
            } catch (DatabaseUnavailable e) {
                if (!(e.getCause() instanceof SQLException cause) || !mayPass(cause) || System.nanoTime() > end) {
                    throw e;
                }
                LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
            }
        }
    }

    /** Refuses, in words, a database that does not answer or is too old. */
    void check(int oldest) {
        try (var connection = connect()) {
            var metadata = connection.getMetaData();
            if (metadata.getDatabaseMajorVersion() < oldest) {
                throw new DatabaseUnavailable("%s est un PostgreSQL %s : il faut la version %d ou une plus récente"
                        .formatted(withoutParameters(url), metadata.getDatabaseProductVersion(), oldest));
            }
            if (isOfSeveral()) {
                warnIfAlone(connection);
            }
        } catch (SQLException e) {
            throw new DatabaseUnavailable(
                    isOfSeveral()
                            ? ("aucun des serveurs de %s ne répond comme primaire (%s) : « patronictl list » dit où en"
                                            + " est la grappe")
                                    .formatted(withoutParameters(url), firstLine(e.getMessage()))
                            : "%s ne répond pas : %s".formatted(withoutParameters(url), firstLine(e.getMessage())),
                    e);
        }
    }

    /** Whether a connection was refused for a reason that passes: nobody there (08), starting or stopping (57). */
    static boolean mayPass(SQLException refused) {
        var state = refused.getSQLState();
        return state != null && (state.startsWith("08") || state.startsWith("57"));
    }

    /** Several servers are of little use when the primary does not wait for another one to have written. */
    private static void warnIfAlone(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SHOW synchronous_standby_names")) {
            if (row.next() && row.getString(1).isBlank()) {
                log.warn("the primary waits for no standby: what is acknowledged may be lost with it"
                        + " (synchronous_mode of Patroni, docs/high-availability.md)");
            }
        }
    }

    /** One connection, outside any pool. */
    Connection connect() throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.putAll(OPTIONS);
        if (isOfSeveral()) {
            properties.putAll(OF_SEVERAL);
        }
        return DriverManager.getConnection(url, properties);
    }

    private HikariDataSource pool(String name, int size) {
        var pool = new HikariDataSource();
        pool.setPoolName(name);
        pool.setMaximumPoolSize(size);
        if (isOfSeveral()) {
            var servers = new SeveralServers(this);
            pool.setDataSource(servers);
            pool.setConnectionTimeout(CONNECTION_TIMEOUT_OF_SEVERAL.toMillis());
            pool.setValidationTimeout(ANSWERS_WITHIN.toMillis());
            servers.watch(pool::isClosed);
        } else {
            pool.setJdbcUrl(url);
            pool.setUsername(user);
            pool.setPassword(password);
            OPTIONS.forEach(pool::addDataSourceProperty);
            pool.setConnectionTimeout(CONNECTION_TIMEOUT.toMillis());
        }
        return pool;
    }

    /** What follows the question mark may hold a password: it never reaches a message. */
    private static String withoutParameters(String url) {
        return url.replaceFirst("\\?.*", "").replaceFirst("//[^/]*@", "//");
    }

    static String firstLine(@Nullable String message) {
        return message == null ? "" : message.lines().findFirst().orElse("");
    }

    /** Without the password, which records would print. */
    @Override
    public String toString() {
        return "Database[%s, %s]".formatted(withoutParameters(url), user);
    }
}
