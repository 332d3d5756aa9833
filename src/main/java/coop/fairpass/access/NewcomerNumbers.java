package coop.fairpass.access;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.web.LivesBy;
import coop.fairpass.web.Plural;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What an operator lives by: people who were invited and have not come in yet. */
@Component
class NewcomerNumbers implements LivesBy {

    private static final int RANK = 13;

    private record Newcomers(long waiting, long over) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    NewcomerNumbers(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Panel> panelsFor(Actor actor) {
        if (!actor.has(Role.OPERATOR)) {
            return List.of();
        }
        // A new invitation ends those before it: of each person, at most one is not used.
        var newcomers = jdbc.sql("""
                        SELECT count(*) FILTER (WHERE l.expires_at > :now) AS waiting,
                               count(*) FILTER (WHERE l.expires_at <= :now) AS over
                          FROM access.mailed_link l
                         WHERE l.purpose = 'INVITATION'
                           AND l.used_at IS NULL
                           AND NOT EXISTS (SELECT FROM access.account a WHERE a.person = l.person)
                        """)
                .param("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .query((row, _) -> new Newcomers(row.getLong("waiting"), row.getLong("over")))
                .single();
        return List.of(new Panel(
                RANK,
                "Premières connexions",
                List.of(
                        new Figure(
                                Plural.number(newcomers.waiting()),
                                Plural.words(newcomers.waiting(), "personne invitée", "personnes invitées")
                                        + " et pas encore venue"
                                        + Plural.words(newcomers.waiting(), "", "s"),
                                "/equipe"),
                        new Figure(
                                Plural.number(newcomers.over()),
                                Plural.words(newcomers.over(), "invitation échue", "invitations échues")
                                        + ", à refaire si elle sert encore",
                                "/equipe")),
                List.of(),
                List.of("Une invitation sert sept jours.")));
    }
}
