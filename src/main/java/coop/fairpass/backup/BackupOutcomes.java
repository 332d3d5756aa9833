package coop.fairpass.backup;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What became of each backup, kept in the database that they are backups of. */
@Component
class BackupOutcomes {

    private final JdbcClient jdbc;

    BackupOutcomes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void keep(Outcome outcome) {
        jdbc.sql("""
                        INSERT INTO backup.outcome (started_at, ended_at, state, backup, bytes, rows_found, invariants,
                               wrong, failure)
                        VALUES (:started_at, :ended_at, :state, :backup, :bytes, :rows, :invariants, :wrong, :failure)
                        """)
                .param("started_at", at(outcome.startedAt()))
                .param("ended_at", at(outcome.endedAt()))
                .param("state", outcome.state().name())
                .param("backup", outcome.backup().orElse(null), java.sql.Types.VARCHAR)
                .param("bytes", outcome.bytes())
                .param("rows", outcome.rows())
                .param("invariants", outcome.invariants())
                .param("wrong", outcome.wrong().toArray(String[]::new))
                .param("failure", outcome.failure())
                .update();
    }

    /** The last ones, the latest first. */
    @Transactional(readOnly = true)
    public List<Outcome> last(int most) {
        return read("true", most);
    }

    @Transactional(readOnly = true)
    public Optional<Outcome> last() {
        return read("true", 1).stream().findFirst();
    }

    @Transactional(readOnly = true)
    public Optional<Outcome> lastGood() {
        return read("state = 'RESTORED'", 1).stream().findFirst();
    }

    /**
     * Notes that no backup was good for too long; false when that is known already.
     *
     * @param since the end of the last good one, or when this was first expected
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean noteLate(Instant since, Instant now) {
        return jdbc.sql("""
                        INSERT INTO backup.late (since, noticed_at) VALUES (:since, :now) ON CONFLICT (since) DO NOTHING
                        """).param("since", at(since)).param("now", at(now)).update() == 1;
    }

    /** From the first time on, a backup of this database is expected. */
    @Transactional
    public void expect(Instant now) {
        jdbc.sql("INSERT INTO backup.expected (since) VALUES (:now) ON CONFLICT DO NOTHING")
                .param("now", at(now))
                .update();
    }

    /** Since when a backup of this database is expected; empty when nobody looked for one yet. */
    @Transactional(readOnly = true)
    public Optional<Instant> expectedSince() {
        return jdbc.sql("SELECT since FROM backup.expected")
                .query((row, _) -> row.getObject("since", OffsetDateTime.class).toInstant())
                .optional();
    }

    private List<Outcome> read(String which, int most) {
        return jdbc.sql("""
                        SELECT started_at, ended_at, state, backup, bytes, rows_found, invariants, wrong, failure
                          FROM backup.outcome
                         WHERE
                        """ + which + " ORDER BY place DESC LIMIT :most")
                .param("most", most)
                .query((row, _) -> outcome(row))
                .list();
    }

    private static Outcome outcome(ResultSet row) throws SQLException {
        Array wrong = row.getArray("wrong");
        return new Outcome(
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                row.getObject("ended_at", OffsetDateTime.class).toInstant(),
                BackupState.valueOf(row.getString("state")),
                Optional.ofNullable(row.getString("backup")),
                row.getLong("bytes"),
                row.getLong("rows_found"),
                row.getInt("invariants"),
                List.of((String[]) wrong.getArray()),
                row.getString("failure"));
    }

    private static OffsetDateTime at(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
