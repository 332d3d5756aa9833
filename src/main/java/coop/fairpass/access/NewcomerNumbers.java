package coop.fairpass.access;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.web.Language;
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
                        Language.say("Inviter de nouveau", "Invite again"),
                        Language.say(
                                Plural.of(
                                        over,
                                        "personne n’est pas venue, et son invitation est échue",
                                        "personnes ne sont pas venues, et leur invitation est échue"),
                                Plural.english(
                                        over,
                                        "person did not come, and their invitation is over",
                                        "people did not come, and their invitations are over")),
                        "/equipe"));
    }

    private static Panel panel(Newcomers newcomers) {
        return new Panel(
                RANK,
                Language.say("Premières connexions", "First visits"),
                List.of(
                        new Figure(
                                Language.say(newcomers.waiting()),
                                Language.say(
                                        Plural.words(
                                                newcomers.waiting(),
                                                "personne invitée qui n’est pas encore venue",
                                                "personnes invitées qui ne sont pas encore venues"),
                                        Plural.englishWords(
                                                newcomers.waiting(),
                                                "person invited who has not come yet",
                                                "people invited who have not come yet")),
                                "/equipe"),
                        new Figure(
                                Language.say(newcomers.over()),
                                Language.say(
                                        Plural.words(newcomers.over(), "invitation échue", "invitations échues"),
                                        Plural.englishWords(
                                                newcomers.over(), "invitation that is over", "invitations that are over")),
                                "/equipe")),
                List.of(),
                List.of(Language.say("Une invitation sert sept jours.", "An invitation is good for seven days.")));
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
