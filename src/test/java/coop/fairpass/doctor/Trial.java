package coop.fairpass.doctor;

import coop.fairpass.Db;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Breaks a database on purpose, as its owner and with the guards that would refuse it taken away, and asks the
 * invariants of a room what they see; then undoes it all.
 */
public final class Trial {

    private Trial() {}

    /**
     * Each invariant that no longer holds, with its offenders; {@code damage} is SQL statements, separated by
     * semicolons.
     */
    public static Map<String, List<String>> seen(Db db, Invariants room, String damage) {
        var found = new TreeMap<String, List<String>>();
        new TransactionTemplate(new JdbcTransactionManager(db.owner())).executeWithoutResult(transaction -> {
            transaction.setRollbackOnly();
            var jdbc = new JdbcTemplate(db.owner());
            jdbc.execute("SET CONSTRAINTS ALL IMMEDIATE");
            for (var statement : damage.split(";", -1)) {
                var sql = statement.strip();
                boolean changesRows = sql.startsWith("UPDATE") || sql.startsWith("DELETE") || sql.startsWith("INSERT");
                if (changesRows && jdbc.update(sql) == 0) {
                    throw new AssertionError("nothing was damaged by " + sql);
                }
                if (!changesRows) {
                    jdbc.execute(sql);
                }
            }
            for (var invariant : room.all()) {
                var offenders = jdbc.queryForList(invariant.offenders(), String.class);
                if (!offenders.isEmpty()) {
                    found.put(invariant.code(), offenders);
                }
            }
        });
        return found;
    }

    /** The invariants of a room that a table of trials never broke. */
    public static List<String> untried(Invariants room, Class<?> test, String table) {
        var tried = Arrays.stream(test.getDeclaredMethods())
                .filter(method -> method.getName().equals(table))
                .map(method -> method.getAnnotation(CsvSource.class).textBlock())
                .findFirst()
                .orElseThrow();
        return room.all().stream()
                .map(Invariant::code)
                .filter(code -> !tried.contains(code))
                .toList();
    }
}
