package coop.fairpass.doctor;

import java.util.Comparator;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Asks every invariant of every room on one snapshot of the database, changing nothing. */
@Component
public class Examination {

    private static final int OFFENDERS_SHOWN = 20;

    /** What one invariant answered: no offender means that it holds. At most 20 offenders are listed. */
    public record Finding(Invariant invariant, List<String> offenders) {

        public boolean holds() {
            return offenders.isEmpty();
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
        return rooms.stream()
                .flatMap(room -> room.all().stream())
                .sorted(Comparator.comparing(Invariant::code))
                .map(this::ask)
                .toList();
    }

    private Finding ask(Invariant invariant) {
        var limited = "SELECT o.* FROM (%s) AS o LIMIT %d".formatted(invariant.offenders(), OFFENDERS_SHOWN);
        return new Finding(invariant, jdbc.query(limited, (row, _) -> String.valueOf(row.getString(1))));
    }
}
