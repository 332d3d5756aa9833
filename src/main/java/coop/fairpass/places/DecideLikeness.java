package coop.fairpass.places;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A person of the cooperative says whether two places that look like one are one; both ids stay (formats §8.4). */
@Component
public class DecideLikeness {

    public record Command(UUID listed, UUID other, boolean isSame, Actor by) {}

    /** What came of it. */
    public enum Outcome {
        DECIDED,
        NOT_ALLOWED,
        NOTHING_TO_DECIDE
    }

    private final JdbcClient jdbc;
    private final Clock clock;

    DecideLikeness(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Transactional
    public Outcome handle(Command command) {
        if (!command.by().hasAny(Role.COOP_REVIEWER, Role.COOP_CONTROLLER)) {
            return Outcome.NOT_ALLOWED;
        }
        int decided = jdbc.sql("""
                        UPDATE places.likeness
                           SET state = :state, decided_at = :decided_at, decided_by = :decided_by
                         WHERE listed = :listed
                           AND other = :other
                           AND state = 'PROPOSED'
                        """)
                .param("state", command.isSame() ? "SAME" : "DIFFERENT")
                .param("decided_at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .param("decided_by", command.by().reference())
                .param("listed", command.listed())
                .param("other", command.other())
                .update();
        if (decided == 0) {
            return Outcome.NOTHING_TO_DECIDE;
        }
        if (command.isSame()) {
            tie(command);
        }
        return Outcome.DECIDED;
    }

    /** To a place of ours, itself or the one that the other row is already known to be; what is tied stays so. */
    private void tie(Command command) {
        jdbc.sql("""
                        UPDATE places.listed l
                           SET place = known.place
                          FROM (SELECT k.listed, k.other,
                                       CASE WHEN k.is_place THEN k.other ELSE coalesce(a.place, b.place) END AS place
                                  FROM places.likeness k
                                  JOIN places.listed a ON a.id = k.listed
                                  LEFT JOIN places.listed b ON b.id = k.other AND NOT k.is_place
                                 WHERE k.listed = :listed
                                   AND k.other = :other) known
                         WHERE l.id IN (known.listed, known.other)
                           AND l.place IS NULL
                           AND known.place IS NOT NULL
                        """)
                .param("listed", command.listed())
                .param("other", command.other())
                .update();
    }
}
