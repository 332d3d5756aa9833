package coop.fairpass.access;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Keeps what happened to accounts; a year later it is forgotten ({@link ForgetAccounts}). */
@Component
public class AccessEvents {

    /**
     * One event.
     *
     * @param detail where from, by which means or for what reason; never a secret
     * @param author who did it, by reference: {@code person/…}
     */
    public record Line(AccessEvent kind, String detail, String author, Instant at) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    AccessEvents(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Keeps something that a person did to their own account. */
    void keep(UUID person, AccessEvent kind, String detail) {
        keep(person, kind, detail, "person/" + person);
    }

    @Transactional
    public void keep(UUID person, AccessEvent kind, String detail, String author) {
        jdbc.sql("""
                        INSERT INTO access.event (person, kind, detail, author, at)
                        VALUES (:person, :kind, :detail, :author, :at)
                        """)
                .param("person", person)
                .param("kind", kind.name())
                .param("detail", detail)
                .param("author", author)
                .param("at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .update();
    }

    /** The last events of one account, the latest first. */
    @Transactional(readOnly = true)
    public List<Line> lastOf(UUID person, int count) {
        return jdbc.sql("""
                        SELECT kind, detail, author, at FROM access.event
                         WHERE person = :person
                         ORDER BY at DESC, id DESC
                         LIMIT :count
                        """)
                .param("person", person)
                .param("count", count)
                .query((row, _) -> new Line(
                        AccessEvent.valueOf(row.getString("kind")),
                        row.getString("detail"),
                        row.getString("author"),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
    }
}
