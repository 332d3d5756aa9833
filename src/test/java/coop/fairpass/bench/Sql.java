package coop.fairpass.bench;

import coop.fairpass.postgres.Database;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** SQL as the owner, on a connection of its own. */
public final class Sql {

    private Sql() {}

    public static Connection connect(Database database) throws SQLException {
        return DriverManager.getConnection(database.url(), database.user(), database.password());
    }

    public static void run(Database database, String sql) throws SQLException {
        try (var owner = connect(database);
                var statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }

    /** A whole number that a query answers. */
    public static long number(Database database, String sql) throws SQLException {
        try (var owner = connect(database);
                var statement = owner.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
