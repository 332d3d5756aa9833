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

/**
 * What was told of places and waits for an answer: a provider sees its own, a hub those of its
 * territories, the cooperative all.
 */
@Component
public class Signals {

    private static final String COLUMNS = """
            SELECT s.id, s.place, p.name, p.provider, s.kind, s.words, s.told_at, s.state, s.answer
            """;

    private static final String SIGNALS = """
              FROM places.signal s
              JOIN places.place p ON p.id = s.place
            """;

    /** Those that somebody may answer: all, those of the territories of their hub, those of their own places. */
    private static final String THEIRS = """
               (:all
                OR p.provider = :provider
                OR EXISTS (SELECT 1
                             FROM places.hub_territory t
                             JOIN territory.known_code k ON t.zone = ANY (k.codes)
                            WHERE t.hub = :hub
                              AND t.ended_at IS NULL
                              AND k.code = p.commune))
            """;

    private static final UUID NOBODY = new UUID(0, 0);

    private final JdbcClient jdbc;

    Signals(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether somebody may have signals to answer; which ones is another question. */
    static boolean answers(Actor actor) {
        return actor.hasAny(Role.COOP_REVIEWER, Role.HUB, Role.PROVIDER_ADMIN);
    }

    /** Those that wait, the oldest first. */
    @Transactional(readOnly = true)
    public List<Signal> open(Actor actor, int most) {
        return theirs(COLUMNS + SIGNALS + " WHERE s.state = 'OPEN' AND " + THEIRS + """
                         ORDER BY s.told_at, s.id
                         LIMIT :most
                        """, actor)
                .param("most", most)
                .query((row, _) -> signal(row))
                .list();
    }

    @Transactional(readOnly = true)
    public long countOpen(Actor actor) {
        return theirs("SELECT count(*)" + SIGNALS + " WHERE s.state = 'OPEN' AND " + THEIRS, actor)
                .query(Long.class)
                .single();
    }

    /** Whether a signal is somebody's to answer. */
    @Transactional(readOnly = true)
    public boolean mayAnswer(Actor actor, UUID signal) {
        return theirs("SELECT count(*)" + SIGNALS + " WHERE s.id = :id AND " + THEIRS, actor)
                        .param("id", signal)
                        .query(Long.class)
                        .single()
                > 0;
    }

    private JdbcClient.StatementSpec theirs(String sql, Actor actor) {
        return jdbc.sql(sql)
                .param("all", actor.has(Role.COOP_REVIEWER))
                .param("provider", organisationOf(actor, Role.PROVIDER_ADMIN))
                .param("hub", organisationOf(actor, Role.HUB));
    }

    private static UUID organisationOf(Actor actor, Role role) {
        return actor.organisation()
                .filter(_ -> actor.has(role))
                .map(OrganisationId::value)
                .orElse(NOBODY);
    }

    @Transactional(readOnly = true)
    public Optional<Signal> find(UUID id) {
        return jdbc.sql(COLUMNS + SIGNALS + " WHERE s.id = :id")
                .param("id", id)
                .query((row, _) -> signal(row))
                .optional();
    }

    /** A signal that is about to be answered. */
    @Transactional(propagation = Propagation.MANDATORY)
    Optional<Signal> lock(UUID id) {
        return jdbc.sql(COLUMNS + SIGNALS + " WHERE s.id = :id FOR UPDATE OF s")
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
