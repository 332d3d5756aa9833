package coop.fairpass.access;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.web.LivesBy;
import coop.fairpass.web.Plural;
import coop.fairpass.web.WorkWaiting;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What an operator lives by: people who were invited and have not come in yet. */
@Component
class NewcomerNumbers implements LivesBy, WorkWaiting {

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
        return actor.has(Role.OPERATOR) ? List.of(panel(newcomers())) : List.of();
    }

    @Override
    @Transactional(readOnly = true)
    public List<Waiting> waitingFor(Actor actor) {
        long over = actor.has(Role.OPERATOR) ? newcomers().over() : 0;
        return over == 0
                ? List.of()
                : List.of(new Waiting(
                        "Inviter de nouveau",
                        Plural.of(
                                over,
                                "personne n’est pas venue, et son invitation est échue",
                                "personnes ne sont pas venues, et leur invitation est échue"),
                        "/equipe"));
    }

    private static Panel panel(Newcomers newcomers) {
        return new Panel(
                RANK,
                "Premières connexions",
                List.of(
                        new Figure(
                                Plural.number(newcomers.waiting()),
                                Plural.words(
                                        newcomers.waiting(),
                                        "personne invitée qui n’est pas encore venue",
                                        "personnes invitées qui ne sont pas encore venues"),
                                "/equipe"),
                        new Figure(
                                Plural.number(newcomers.over()),
                                Plural.words(newcomers.over(), "invitation échue", "invitations échues"),
                                "/equipe")),
                List.of(),
                List.of("Une invitation sert sept jours."));
    }

    /** A new invitation ends those before it: of each person, at most one is not used. */
    private Newcomers newcomers() {
        return jdbc.sql("""
                        SELECT count(*) FILTER (WHERE l.expires_at > :now) AS waiting,
                               count(*) FILTER (WHERE l.expires_at <= :now) AS too_old
                          FROM access.mailed_link l
                         WHERE l.purpose = 'INVITATION'
                           AND l.used_at IS NULL
                           AND NOT EXISTS (SELECT FROM access.account a WHERE a.person = l.person)
                        """)
                .param("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .query((row, _) -> new Newcomers(row.getLong("waiting"), row.getLong("too_old")))
                .single();
    }
}
