package coop.fairpass.backup;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Témoin : a table to which rows are only ever added, as it stood at one instant.
 *
 * @param table with its schema
 * @param digest the sum of the digests of its rows, whatever their order
 */
record Witness(String table, long rows, String digest) {

    /**
     * Tables that nobody may change: neither the application, nor a function that acts for it as their owner, nor the
     * end of a row elsewhere.
     */
    private static final String UNCHANGING = """
            SELECT format('%I.%I', n.nspname, c.relname)
              FROM pg_class c
              JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE c.relkind = 'r'
               AND n.nspname NOT LIKE 'pg\\_%'
               AND n.nspname NOT IN ('information_schema', 'public')
               AND NOT has_any_column_privilege('fairpass_app', c.oid, 'UPDATE')
               AND NOT has_table_privilege('fairpass_app', c.oid, 'DELETE')
               AND NOT EXISTS (
                   SELECT FROM pg_constraint k
                    WHERE k.conrelid = c.oid AND k.contype = 'f' AND k.confdeltype NOT IN ('a', 'r'))
               AND NOT EXISTS (
                   SELECT FROM pg_proc p
                    WHERE p.prosecdef
                      AND (p.prosrc ~* ('\\m(update|delete\\s+from|truncate)\\s+(only\\s+)?'
                                        || n.nspname || '\\.' || c.relname || '\\M')
                           OR (p.prosrc ~* ('\\minsert\\s+into\\s+' || n.nspname || '\\.' || c.relname || '\\M')
                               AND p.prosrc ~* '\\mdo\\s+update\\M')))
             ORDER BY 1
            """;

    /**
     * A row says which transaction wrote it, by a number of 32 bits; the snapshot counts on 64, so the number is
     * completed with what the snapshot says of the present.
     */
    private static final String SEEN_THEN = """
             CROSS JOIN (SELECT ?::pg_snapshot AS shot, pg_snapshot_xmax(?::pg_snapshot)::text::numeric AS top) moment
             WHERE pg_visible_in_snapshot(
                   (CASE WHEN div(top, 4294967296) * 4294967296 + witness.xmin::text::numeric > top + 2147483648
                         THEN (div(top, 4294967296) - 1) * 4294967296
                         ELSE div(top, 4294967296) * 4294967296
                    END + witness.xmin::text::numeric)::text::xid8,
                   moment.shot)
            """;

    /**
     * All of them, as the caller's transaction sees them.
     *
     * @param snapshot as another transaction saw them, in these data or in those of which they are a copy
     */
    static List<Witness> of(Connection connection, Optional<String> snapshot) throws SQLException {
        var witnesses = new ArrayList<Witness>();
        for (var table : tables(connection)) {
            var question = """
                    SELECT count(*), coalesce(sum(hashtextextended(witness::text, 0)), 0)::text
                      FROM %s AS witness
                    """.formatted(table) + snapshot.map(_ -> SEEN_THEN).orElse("");
            try (var statement = connection.prepareStatement(question)) {
                if (snapshot.isPresent()) {
                    statement.setString(1, snapshot.get());
                    statement.setString(2, snapshot.get());
                }
                try (var row = statement.executeQuery()) {
                    row.next();
                    witnesses.add(new Witness(table, row.getLong(1), row.getString(2)));
                }
            }
        }
        return List.copyOf(witnesses);
    }

    private static List<String> tables(Connection connection) throws SQLException {
        var tables = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(UNCHANGING)) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }
}
