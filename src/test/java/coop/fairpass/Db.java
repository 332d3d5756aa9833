package coop.fairpass;

import com.zaxxer.hikari.HikariDataSource;
import coop.fairpass.postgres.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A fresh database with every migration applied, given to a test by {@link TestDatabase} and dropped after it.
 *
 * <p>{@link #jdbc()} and {@link #transactions()} work as the application does, under the role that cannot rewrite
 * history; {@link #owner()} prepares or breaks what the application may not.
 */
public final class Db implements AutoCloseable {

    private final Database database;
    private final Runnable drop;
    private final HikariDataSource app;
    private final HikariDataSource owner;
    private final DataSource seen;

    public Db(Database database, Runnable drop) {
        this(database, drop, connections -> connections);
    }

    /** The same, the application's connections seen through something that counts, cuts or leads elsewhere. */
    public Db(Database database, Runnable drop, UnaryOperator<DataSource> through) {
        this.database = database;
        this.drop = drop;
        this.app = database.application(16, Duration.ofSeconds(30));
        this.app.setMinimumIdle(0);
        this.owner = database.owner();
        this.seen = through.apply(app);
    }

    /** The connections of the application: {@code SET ROLE fairpass_app}, UTC, the timeouts of production. */
    public DataSource app() {
        return seen;
    }

    /** The connections of the owner of the schemas. */
    public DataSource owner() {
        return owner;
    }

    /** SQL as the application; inside {@link #transactions()} it takes part in them. */
    public JdbcClient jdbc() {
        return JdbcClient.create(seen);
    }

    /** Transactions as the application: what {@code @Transactional} does in the running program. */
    public TransactionTemplate transactions() {
        return new TransactionTemplate(new JdbcTransactionManager(seen));
    }

    /** What an operator's home would be for it: never that of a site that was opened here by hand. */
    public Path home() {
        return Path.of(
                        "target/test-homes",
                        database.url().replaceAll(".*/", "") + "-"
                                + ProcessHandle.current().pid())
                .toAbsolutePath();
    }

    /** Where it is, for a program that connects by itself. */
    public Database database() {
        return database;
    }

    @Override
    public void close() {
        app.close();
        owner.close();
        drop.run();
    }
}
