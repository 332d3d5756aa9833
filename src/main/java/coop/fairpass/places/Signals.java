package coop.fairpass.places;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What was told of places and waits for an answer: a provider sees its own, the hub and the cooperative see all. */
@Component
public class Signals {

    private static final String COLUMNS = """
            SELECT s.id, s.place, p.name, p.provider, s.kind, s.words, s.told_at, s.state, s.answer
              FROM places.signal s
              JOIN places.place p ON p.id = s.place
            """;

    private final JdbcClient jdbc;

    Signals(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static boolean mayAnswer(Actor actor, OrganisationId provider) {
        return seesAll(actor) || (actor.isOf(provider) && actor.has(Role.PROVIDER_ADMIN));
    }

    static boolean seesAll(Actor actor) {
        return actor.hasAny(Role.COOP_REVIEWER, Role.HUB);
    }

    /** Those that wait, the oldest first. */
    @Transactional(readOnly = true)
    public List<Signal> open(Actor actor, int most) {
        if (!seesAll(actor) && !actor.has(Role.PROVIDER_ADMIN)) {
            return List.of();
        }
        return jdbc.sql(COLUMNS + """
                         WHERE s.state = 'OPEN'
                           AND (:all OR p.provider = :provider)
                         ORDER BY s.told_at, s.id
                         LIMIT :most
                        """)
                .param("all", seesAll(actor))
                .param(
                        "provider",
                        actor.organisation().map(OrganisationId::value).orElse(new UUID(0, 0)))
                .param("most", most)
                .query((row, _) -> signal(row))
                .list();
    }

    @Transactional(readOnly = true)
    public long countOpen(Actor actor) {
        return jdbc.sql("""
                        SELECT count(*)
                          FROM places.signal s
                          JOIN places.place p ON p.id = s.place
                         WHERE s.state = 'OPEN'
                           AND (:all OR p.provider = :provider)
                        """)
                .param("all", seesAll(actor))
                .param(
                        "provider",
                        actor.organisation().map(OrganisationId::value).orElse(new UUID(0, 0)))
                .query(Long.class)
                .single();
    }

    @Transactional(readOnly = true)
    public Optional<Signal> find(UUID id) {
        return jdbc.sql(COLUMNS + " WHERE s.id = :id")
                .param("id", id)
                .query((row, _) -> signal(row))
                .optional();
    }

    /** A signal that is about to be answered. */
    @Transactional(propagation = Propagation.MANDATORY)
    Optional<Signal> lock(UUID id) {
        return jdbc.sql(COLUMNS + " WHERE s.id = :id FOR UPDATE OF s")
                .param("id", id)
                .query((row, _) -> signal(row))
                .optional();
    }

    private static Signal signal(ResultSet row) throws SQLException {
        return new Signal(
                row.getObject("id", UUID.class),
                new PlaceId(row.getObject("place", UUID.class)),
                row.getString("name"),
                new OrganisationId(row.getObject("provider", UUID.class)),
                SignalKind.valueOf(row.getString("kind")),
                row.getString("words"),
                row.getObject("told_at", OffsetDateTime.class).toInstant(),
                SignalState.valueOf(row.getString("state")),
                row.getString("answer"));
    }
}
