package coop.fairpass.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Secret addresses sent by mail: whoever opens one reads that mail. Each is good once, and for a while. */
@Component
class MailedLinks {

    /** What a link is for, and how long it lives. */
    enum Purpose {
        INVITATION(Duration.ofDays(7)),
        NEW_PASSWORD(Duration.ofHours(1)),
        /** Sent to the address that somebody wants to have from now on. */
        NEW_ADDRESS(Duration.ofHours(1));

        private final Duration life;

        Purpose(Duration life) {
            this.life = life;
        }
    }

    record Link(Purpose purpose, UUID person, String email) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    MailedLinks(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Draws a link; those of the same purpose sent to the person before are good no more. */
    @Transactional(propagation = Propagation.MANDATORY)
    public String draw(Purpose purpose, UUID person, String email, String by) {
        var now = clock.instant();
        jdbc.sql("""
                        UPDATE access.mailed_link SET used_at = :now
                         WHERE person = :person AND purpose = :purpose AND used_at IS NULL
                        """)
                .param("now", at(now))
                .param("person", person)
                .param("purpose", purpose.name())
                .update();
        var word = Secret.draw();
        jdbc.sql("""
                        INSERT INTO access.mailed_link (digest, purpose, person, email, sent_by, sent_at, expires_at)
                        VALUES (:digest, :purpose, :person, :email, :by, :now, :expires_at)
                        """)
                .param("digest", Secret.digest(word))
                .param("purpose", purpose.name())
                .param("person", person)
                .param("email", email)
                .param("by", by)
                .param("now", at(now))
                .param("expires_at", at(now.plus(purpose.life)))
                .update();
        return word;
    }

    /** What a link by which one chooses a password is good for now; empty when it is unknown, used or too old. */
    @Transactional(readOnly = true)
    public Optional<Link> read(String word) {
        return find(word).filter(link -> link.purpose() != Purpose.NEW_ADDRESS);
    }

    /** The same of one by which an address changes. */
    @Transactional(readOnly = true)
    public Optional<Link> readNewAddress(String word) {
        return find(word).filter(link -> link.purpose() == Purpose.NEW_ADDRESS);
    }

    private Optional<Link> find(String word) {
        return jdbc.sql("""
                        SELECT purpose, person, email FROM access.mailed_link
                         WHERE digest = :digest AND used_at IS NULL AND expires_at > :now
                        """)
                .param("digest", Secret.digest(word))
                .param("now", at(clock.instant()))
                .query((row, _) -> new Link(
                        Purpose.valueOf(row.getString("purpose")),
                        row.getObject("person", UUID.class),
                        row.getString("email")))
                .optional();
    }

    /** To whom an invitation that is still good was sent at an address. */
    @Transactional(readOnly = true)
    public Optional<UUID> invitedAt(String email) {
        return jdbc.sql("""
                        SELECT person FROM access.mailed_link
                         WHERE email = :email AND purpose = 'INVITATION' AND used_at IS NULL AND expires_at > :now
                         ORDER BY sent_at DESC
                         LIMIT 1
                        """)
                .param("email", email)
                .param("now", at(clock.instant()))
                .query(UUID.class)
                .optional();
    }

    /** Uses a link; of two who do so at once, one is told no. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean use(String word) {
        return jdbc.sql("""
                        UPDATE access.mailed_link SET used_at = :now
                         WHERE digest = :digest AND used_at IS NULL AND expires_at > :now
                        """)
                        .param("digest", Secret.digest(word))
                        .param("now", at(clock.instant()))
                        .update()
                == 1;
    }

    private static OffsetDateTime at(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
