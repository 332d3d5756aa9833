package coop.fairpass.mail;

import java.security.SecureRandom;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Writes mail, and remembers what has left. */
@Component
public class Letters {

    /** A mail waits longer after each failure, and is given up after about two days. */
    private static final int MOST_TRIES = 12;

    /** How long one who sends has before another may try. */
    private static final Duration SENDING = Duration.ofMinutes(5);

    private static final Duration LONGEST_WAIT = Duration.ofHours(6);

    /** Something was written, and will be there once the transaction has ended. */
    record Written() {}

    /** A mail with the secret word by which its reader can stop this kind. */
    record ToSend(Letter letter, String word) {}

    private final JdbcClient jdbc;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final SecureRandom random = new SecureRandom();

    Letters(JdbcClient jdbc, Clock clock, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.events = events;
    }

    /**
     * Writes a mail, in the caller's transaction. A kind that its reader stopped is not written; the same id is written
     * once.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void write(Letter letter) {
        var address = letter.recipient().toLowerCase(Locale.ROOT);
        var word = new byte[24];
        random.nextBytes(word);
        jdbc.sql("INSERT INTO mail.reader (address, word) VALUES (:address, :word) ON CONFLICT (address) DO NOTHING")
                .param("address", address)
                .param("word", Base64.getUrlEncoder().withoutPadding().encodeToString(word))
                .update();
        int written = jdbc.sql("""
                        INSERT INTO mail.letter (id, recipient, kind, subject, words, link_label, link, written_at,
                               next_try)
                        SELECT :id, :recipient, :kind, :subject, :words::text[], :link_label, :link, :now, :now
                         WHERE :compulsory OR NOT EXISTS (
                               SELECT FROM mail.stopped WHERE address = :recipient AND kind = :kind)
                            ON CONFLICT (id) DO NOTHING
                        """)
                .param("id", letter.id())
                .param("recipient", address)
                .param("kind", letter.kind().name())
                .param("subject", letter.subject())
                .param("words", letter.words().toArray(String[]::new))
                .param("link_label", letter.link().map(Letter.Link::label).orElse(null), java.sql.Types.VARCHAR)
                .param("link", letter.link().map(Letter.Link::path).orElse(null), java.sql.Types.VARCHAR)
                .param("now", now())
                .param("compulsory", letter.kind().isCompulsory())
                .update();
        if (written == 1) {
            events.publishEvent(new Written());
        }
    }

    /** The next mail to send, which nobody else takes for some minutes. */
    @Transactional
    public Optional<ToSend> take() {
        return jdbc.sql("""
                        UPDATE mail.letter l
                           SET next_try = :until, tries = l.tries + 1
                          FROM mail.reader r
                         WHERE r.address = l.recipient
                           AND l.id = (SELECT id FROM mail.letter
                                        WHERE sent_at IS NULL AND given_up IS NULL AND next_try <= :now
                                        ORDER BY next_try, id
                                        LIMIT 1
                                          FOR UPDATE SKIP LOCKED)
                        RETURNING l.id, l.recipient, l.kind, l.subject, l.words, l.link_label, l.link, r.word
                        """)
                .param("now", now())
                .param("until", at(clock.instant().plus(SENDING)))
                .query((row, _) -> new ToSend(letter(row), row.getString("word")))
                .optional();
    }

    private static Letter letter(ResultSet row) throws SQLException {
        Array words = row.getArray("words");
        var label = row.getString("link_label");
        return new Letter(
                row.getObject("id", UUID.class),
                row.getString("recipient"),
                MailKind.valueOf(row.getString("kind")),
                row.getString("subject"),
                List.of((String[]) words.getArray()),
                label == null ? Optional.empty() : Optional.of(new Letter.Link(label, row.getString("link"))));
    }

    /** It has left; its words are erased. */
    @Transactional
    public void sent(UUID id) {
        jdbc.sql("""
                        UPDATE mail.letter
                           SET sent_at = :now, words = '{}', link = NULL, link_label = NULL, failure = NULL
                         WHERE id = :id AND sent_at IS NULL
                        """).param("id", id).param("now", now()).update();
    }

    /** It could not leave: it is tried again later, after more and more time, and in the end given up. */
    @Transactional
    public void failed(UUID id, String why) {
        int tries = jdbc.sql("SELECT tries FROM mail.letter WHERE id = :id")
                .param("id", id)
                .query(Integer.class)
                .single();
        jdbc.sql("""
                        UPDATE mail.letter
                           SET next_try = :next, failure = :failure, given_up = :given_up
                         WHERE id = :id AND sent_at IS NULL
                        """)
                .param("id", id)
                .param("next", at(clock.instant().plus(waitAfter(tries))))
                .param("failure", why.length() > 300 ? why.substring(0, 300) : why)
                .param("given_up", tries >= MOST_TRIES ? now() : null, java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
    }

    /** Half a minute, a minute, two, four, up to six hours. */
    static Duration waitAfter(int tries) {
        var wait = Duration.ofSeconds(30).multipliedBy(1L << Math.clamp(tries - 1L, 0, 20));
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }

    /** How many mails wait, and how many were given up in the last week. */
    @Transactional(readOnly = true)
    public Count count() {
        return jdbc.sql("""
                        SELECT count(*) FILTER (WHERE sent_at IS NULL AND given_up IS NULL) AS waiting,
                               count(*) FILTER (WHERE given_up >= :since) AS given_up
                          FROM mail.letter
                         WHERE sent_at IS NULL
                        """)
                .param("since", at(clock.instant().minus(Duration.ofDays(7))))
                .query((row, _) -> new Count(row.getLong("waiting"), row.getLong("given_up")))
                .single();
    }

    /** Mails that wait, and mails given up in the last week. */
    public record Count(long waiting, long givenUp) {}

    /** Whose word it is; empty when nobody's. */
    @Transactional(readOnly = true)
    public Optional<String> readerOf(String word) {
        return jdbc.sql("SELECT address FROM mail.reader WHERE word = :word")
                .param("word", word)
                .query(String.class)
                .optional();
    }

    /** One click: this kind is written to them no more. */
    @Transactional
    public void stop(String address, MailKind kind) {
        jdbc.sql("""
                        INSERT INTO mail.stopped (address, kind, stopped_at) VALUES (:address, :kind, :now)
                            ON CONFLICT DO NOTHING
                        """)
                .param("address", address)
                .param("kind", kind.name())
                .param("now", now())
                .update();
    }

    /** And again. */
    @Transactional
    public void resume(String address, MailKind kind) {
        jdbc.sql("DELETE FROM mail.stopped WHERE address = :address AND kind = :kind")
                .param("address", address)
                .param("kind", kind.name())
                .update();
    }

    @Transactional(readOnly = true)
    public boolean isStopped(String address, MailKind kind) {
        return jdbc.sql("SELECT EXISTS (SELECT FROM mail.stopped WHERE address = :address AND kind = :kind)")
                .param("address", address)
                .param("kind", kind.name())
                .query(Boolean.class)
                .single();
    }

    /** Forgets that mails were sent, a year afterwards. */
    @Transactional
    public int forgetBefore(Instant when) {
        return jdbc.sql("DELETE FROM mail.letter WHERE written_at < :when AND num_nonnulls(sent_at, given_up) = 1")
                .param("when", at(when))
                .update();
    }

    private OffsetDateTime now() {
        return at(clock.instant());
    }

    private static OffsetDateTime at(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
