package coop.fairpass.doctor;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Asks every invariant of every room on one snapshot of a database, changing nothing. */
@Component
public class Examination {

    private static final int OFFENDERS_SHOWN = 20;

    /** What one invariant answered: no offender means that it holds. At most 20 offenders are listed. */
    public record Finding(Invariant invariant, List<String> offenders) {

        public boolean holds() {
            return offenders.isEmpty();
        }

        /** The codes of those that do not hold. */
        public static List<String> wrong(List<Finding> findings) {
            return findings.stream()
                    .filter(finding -> !finding.holds())
                    .map(finding -> finding.invariant().code())
                    .toList();
        }
    }

    private final List<Invariants> rooms;
    private final JdbcTemplate jdbc;

    Examination(List<Invariants> rooms, JdbcTemplate jdbc) {
        this.rooms = rooms;
        this.jdbc = jdbc;
    }

    /** All findings, in the order of the invariants' codes. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public List<Finding> handle() {
        return ask(jdbc, _ -> true);
    }

    /** The same of another database, a copy of ours: what is of this machine and not of the database is not asked. */
    public List<Finding> of(DataSource copy) {
        var reading = new TransactionTemplate(new JdbcTransactionManager(copy));
        reading.setReadOnly(true);
        reading.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        return Objects.requireNonNull(
                reading.execute(_ -> ask(new JdbcTemplate(copy), invariant -> !invariant.isOfThisMachine())));
    }

    private List<Finding> ask(JdbcTemplate database, Predicate<Invariant> which) {
        return rooms.stream()
                .flatMap(room -> room.all().stream())
                .filter(which)
                .sorted(Comparator.comparing(Invariant::code))
                .map(invariant -> ask(database, invariant))
                .toList();
    }

    private static Finding ask(JdbcTemplate database, Invariant invariant) {
        var limited = "SELECT o.* FROM (%s) AS o LIMIT %d".formatted(invariant.offenders(), OFFENDERS_SHOWN);
        return new Finding(invariant, database.query(limited, (row, _) -> String.valueOf(row.getString(1))));
    }
}
