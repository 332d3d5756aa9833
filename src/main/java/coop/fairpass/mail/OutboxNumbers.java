package coop.fairpass.mail;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.web.Language;
import coop.fairpass.web.LivesBy;
import coop.fairpass.web.Plural;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What an operator lives by: mail that waits, mail that was given up, and when some last left. */
@Component
class OutboxNumbers implements LivesBy {

    private static final int RANK = 12;

    private record Outbox(long waiting, long retried, long givenUp, Optional<OffsetDateTime> lastSent) {}

    private final JdbcClient jdbc;
    private final Optional<Mailbox> mailbox;

    OutboxNumbers(JdbcClient jdbc, Optional<Mailbox> mailbox) {
        this.jdbc = jdbc;
        this.mailbox = mailbox;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Panel> panelsFor(Actor actor) {
        if (!actor.has(Role.OPERATOR)) {
            return List.of();
        }
        var outbox = jdbc.sql("""
                        SELECT count(*) FILTER (WHERE sent_at IS NULL AND given_up IS NULL) AS waiting,
                               count(*) FILTER (WHERE sent_at IS NULL AND given_up IS NULL AND tries > 0) AS retried,
                               count(*) FILTER (WHERE given_up IS NOT NULL) AS given_up,
                               max(sent_at) AS last_sent
                          FROM mail.letter
                        """).query((row, _) -> outbox(row)).single();
        var path = mailbox.isPresent() ? "/courriels" : "";
        return List.of(new Panel(
                RANK,
                outbox.retried() + outbox.givenUp() > 0
                        ? Language.say("⚠ Courriels : certains ne partent pas", "⚠ Emails: some do not leave")
                        : Language.say("Courriels", "Emails"),
                List.of(
                        new Figure(
                                Language.say(outbox.waiting()),
                                Language.say(
                                        Plural.words(outbox.waiting(), "attend de partir", "attendent de partir"),
                                        Plural.englishWords(outbox.waiting(), "waits to leave", "wait to leave")),
                                path),
                        new Figure(
                                Language.say(outbox.retried()),
                                Language.say(
                                        Plural.words(
                                                outbox.retried(),
                                                "déjà essayé sans succès",
                                                "déjà essayés sans succès"),
                                        "tried already, without success"),
                                path),
                        new Figure(
                                Language.say(outbox.givenUp()),
                                Language.say(Plural.words(outbox.givenUp(), "abandonné", "abandonnés"), "given up"),
                                path)),
                List.of(),
                List.of(outbox.lastSent()
                        .map(at -> Language.say("Le dernier est parti le %s.", "The last one left on %s.")
                                .formatted(Language.say(at.toInstant())))
                        .orElseGet(() -> Language.say("Aucun n’est encore parti.", "None has left yet.")))));
    }

    private static Outbox outbox(ResultSet row) throws SQLException {
        return new Outbox(
                row.getLong("waiting"),
                row.getLong("retried"),
                row.getLong("given_up"),
                Optional.ofNullable(row.getObject("last_sent", OffsetDateTime.class)));
    }
}
