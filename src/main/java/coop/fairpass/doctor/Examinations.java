package coop.fairpass.doctor;

import coop.fairpass.doctor.Examination.Finding;
import java.sql.Array;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Examens : what the doctor found each time, kept so that nobody has to have been there. */
@Component
public class Examinations {

    /**
     * One examination.
     *
     * @param invariants how many were asked
     * @param wrong the codes of those that did not hold
     */
    public record Kept(Instant at, int invariants, List<String> wrong) {

        public Kept {
            wrong = List.copyOf(wrong);
        }
    }

    private final JdbcClient jdbc;
    private final Clock clock;

    Examinations(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Keeps what was found now in our own database. */
    @Transactional
    public Kept keep(List<Finding> findings) {
        var wrong = Finding.wrong(findings);
        var kept = new Kept(clock.instant(), findings.size(), wrong);
        jdbc.sql("INSERT INTO doctor.examination (examined_at, invariants, wrong) VALUES (:at, :invariants, :wrong)")
                .param("at", OffsetDateTime.ofInstant(kept.at(), ZoneOffset.UTC))
                .param("invariants", kept.invariants())
                .param("wrong", wrong.toArray(String[]::new))
                .update();
        return kept;
    }

    /** The last one, once there is one. */
    @Transactional(readOnly = true)
    public Optional<Kept> last() {
        return last(jdbc);
    }

    /** The last one that a copy of a database has seen. */
    public Optional<Kept> lastIn(DataSource copy) {
        return last(JdbcClient.create(copy));
    }

    private static Optional<Kept> last(JdbcClient database) {
        return database.sql("SELECT examined_at, invariants, wrong FROM doctor.examination ORDER BY place DESC LIMIT 1")
                .query((row, _) -> {
                    Array wrong = row.getArray("wrong");
                    return new Kept(
                            row.getObject("examined_at", OffsetDateTime.class).toInstant(),
                            row.getInt("invariants"),
                            List.of((String[]) wrong.getArray()));
                })
                .optional();
    }
}
