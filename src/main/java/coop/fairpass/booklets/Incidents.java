package coop.fairpass.booklets;

import coop.fairpass.directory.Actor;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The incidents of moves. The numbers of one are those of the day it was opened, and never change. */
@Component
class Incidents {

    private static final Pattern RUN = Pattern.compile("\\[(\\d+),(\\d+)\\)");

    private final JdbcClient jdbc;
    private final Clock clock;

    Incidents(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Optional<Incident> find(UUID id) {
        return jdbc.sql("""
                        SELECT id, move, kind, numbers::text AS numbers, closed_at, explanation
                          FROM booklets.incident
                         WHERE id = :id
                        """).param("id", id).query((row, _) -> incident(row)).optional();
    }

    List<Incident> openOf(UUID move) {
        return jdbc.sql("""
                        SELECT id, move, kind, numbers::text AS numbers, closed_at, explanation
                          FROM booklets.incident
                         WHERE move = :move
                           AND closed_at IS NULL
                         ORDER BY opened_at, id
                        """)
                .param("move", move)
                .query((row, _) -> incident(row))
                .list();
    }

    /** Opens one; the same numbers missed twice by one move are one incident. */
    Incident open(UUID move, Incident.Kind kind, BookletRanges numbers, Actor by) {
        var id = UUID.nameUUIDFromBytes("%s/%s/%s/%s"
                .formatted(move, kind, numbers.multirange(), clock.instant())
                .getBytes(StandardCharsets.UTF_8));
        jdbc.sql("""
                        INSERT INTO booklets.incident (id, move, kind, numbers, opened_at, opened_by)
                        VALUES (:id, :move, :kind, :numbers::int8multirange, :at, :by)
                        """)
                .param("id", id)
                .param("move", move)
                .param("kind", kind.name())
                .param("numbers", numbers.multirange())
                .param("at", now())
                .param("by", by.reference())
                .update();
        return find(id).orElseThrow();
    }

    void close(UUID id, String explanation, Actor by) {
        jdbc.sql("""
                        UPDATE booklets.incident
                           SET closed_at = :at, closed_by = :by, explanation = :explanation
                         WHERE id = :id
                           AND closed_at IS NULL
                        """)
                .param("at", now())
                .param("by", by.reference())
                .param("explanation", explanation)
                .param("id", id)
                .update();
    }

    private static BookletRanges numbers(String text) {
        var ranges = new ArrayList<BookletRange>();
        var runs = RUN.matcher(text);
        while (runs.find()) {
            ranges.add(new BookletRange(Long.parseLong(runs.group(1)), Long.parseLong(runs.group(2)) - 1));
        }
        return new BookletRanges(ranges);
    }

    static Incident incident(ResultSet row) throws SQLException {
        return new Incident(
                row.getObject("id", UUID.class),
                row.getObject("move", UUID.class),
                Incident.Kind.valueOf(row.getString("kind")),
                numbers(row.getString("numbers")),
                Optional.ofNullable(row.getString("explanation")));
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
