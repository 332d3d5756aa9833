package coop.fairpass.mail;

import coop.fairpass.calendar.DailyTask;
import coop.fairpass.directory.People;
import coop.fairpass.notices.Notice;
import coop.fairpass.notices.Notices;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes what organisations were told to those of their people whom it is for, by mail, a few hundred at a time. What
 * is older than two days was read on the page or is of no use in a mailbox: an instance that gets its mail server late
 * floods nobody.
 */
@Component
class MailNotices implements DailyTask {

    private static final Duration FRESH = Duration.ofDays(2);
    private static final int AT_ONCE = 200;

    private final Notices notices;
    private final People people;
    private final Letters letters;
    private final Clock clock;
    private final TransactionTemplate transaction;

    MailNotices(Notices notices, People people, Letters letters, Clock clock, PlatformTransactionManager transactions) {
        this.notices = notices;
        this.people = people;
        this.letters = letters;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
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
        var waiting = notices.takeToMail(clock.instant().minus(FRESH), AT_ONCE);
        waiting.forEach(this::write);
        return !waiting.isEmpty();
    }

    private void write(Notice one) {
        for (var address : people.addressesIn(one.organisation(), one.readers())) {
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
        boolean isOfSomebody = key.startsWith("places/signal/") || key.startsWith("places/complaint/");
        return key.startsWith("places/") && !isOfSomebody ? MailKind.REMINDER : MailKind.DUE;
    }
}
