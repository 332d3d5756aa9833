package coop.fairpass.notices;

import coop.fairpass.calendar.DailyTask;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.People;
import coop.fairpass.mail.Letter;
import coop.fairpass.mail.Letters;
import coop.fairpass.mail.MailKind;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes what organisations were told to their people, by mail, a few hundred at a time. What is older than two days was
 * read on the page or is of no use in a mailbox: an instance that gets its mail server late does not flood anybody.
 */
@Component
class MailNotices implements DailyTask {

    private static final Duration FRESH = Duration.ofDays(2);
    private static final int AT_ONCE = 200;

    private record Waiting(UUID organisation, String key, String subject, String text) {}

    private final JdbcClient jdbc;
    private final People people;
    private final Letters letters;
    private final Clock clock;
    private final TransactionTemplate transaction;

    MailNotices(JdbcClient jdbc, People people, Letters letters, Clock clock, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.people = people;
        this.letters = letters;
        this.clock = clock;
        this.transaction = transaction;
    }

    @Override
    public String name() {
        return "notices: mail what organisations were told";
    }

    /** After all that may tell something today. */
    @Override
    public int order() {
        return 900;
    }

    @Override
    public void run(LocalDate today) {
        while (Boolean.TRUE.equals(transaction.execute(_ -> some()))) {
            // the next ones, in a transaction of their own
        }
    }

    /** Whether there may be more. */
    private boolean some() {
        var waiting = jdbc.sql("""
                        SELECT n.organisation, n.key, n.subject, n.text
                          FROM notices.notice n
                         WHERE n.told_at > :since
                           AND NOT EXISTS (SELECT FROM notices.mailed m
                                            WHERE m.organisation = n.organisation AND m.key = n.key)
                         ORDER BY n.told_at, n.organisation, n.key
                         LIMIT :most
                        """)
                .param("since", at(clock.instant().minus(FRESH)))
                .param("most", AT_ONCE)
                .query((row, _) -> new Waiting(
                        row.getObject("organisation", UUID.class),
                        row.getString("key"),
                        row.getString("subject"),
                        row.getString("text")))
                .list();
        waiting.stream().filter(this::isOurs).forEach(this::write);
        return waiting.size() == AT_ONCE;
    }

    /** Two nodes do not write the same: the first to say so does. */
    private boolean isOurs(Waiting one) {
        return jdbc.sql("""
                        INSERT INTO notices.mailed (organisation, key, mailed_at) VALUES (:organisation, :key, :now)
                            ON CONFLICT DO NOTHING
                        """)
                        .param("organisation", one.organisation())
                        .param("key", one.key())
                        .param("now", at(clock.instant()))
                        .update()
                == 1;
    }

    private void write(Waiting one) {
        for (var address : people.addressesIn(new OrganisationId(one.organisation()))) {
            var id = UUID.nameUUIDFromBytes(
                    (one.organisation() + "/" + one.key() + "/" + address).getBytes(StandardCharsets.UTF_8));
            letters.write(new Letter(
                    id,
                    address,
                    kindOf(one.key()),
                    one.subject(),
                    List.of(one.text()),
                    Optional.of(new Letter.Link("Ouvrir Fairpass", "/"))));
        }
    }

    /** A page to confirm is a reminder; all else follows from the law or from a contract. */
    private static MailKind kindOf(String key) {
        return key.startsWith("places/") && !key.startsWith("places/signal/") ? MailKind.REMINDER : MailKind.DUE;
    }

    private static OffsetDateTime at(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
