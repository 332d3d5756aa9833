package coop.fairpass.redemption;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.notices.Notices;
import coop.fairpass.redemption.Decide.Decision;
import coop.fairpass.redemption.Decide.Thresholds;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** F8: an account that tries unknown codes, ten in an hour, is stopped and its administrator told. */
@Component
public class UnknownCodes {

    private final JdbcClient jdbc;
    private final Notices notices;
    private final Clock clock;

    UnknownCodes(JdbcClient jdbc, Notices notices, Clock clock) {
        this.jdbc = jdbc;
        this.notices = notices;
        this.clock = clock;
    }

    /** The tries of those who ask together: who was stopped, and how many unknown codes each has tried in an hour. */
    Tries among(Collection<Actor> actors, Thresholds thresholds) {
        var tries = new Tries(thresholds.unknownCodesInAnHour());
        jdbc.sql("""
                        SELECT a.author,
                               EXISTS (SELECT 1 FROM redemption.stopped_account s
                                        WHERE s.author = a.author AND s.lifted_at IS NULL) AS is_stopped,
                               (SELECT count(*) FROM redemption.unknown_code u
                                 WHERE u.author = a.author AND u.tried_at > :since) AS tried
                          FROM unnest(:authors::text[]) AS a (author)
                        """)
                .param(
                        "authors",
                        actors.stream().map(Actor::reference).distinct().toArray(String[]::new))
                .param("since", now().minus(Duration.ofHours(1)))
                .query(row -> {
                    tries.standings.put(
                            row.getString("author"), new Standing(row.getBoolean("is_stopped"), row.getLong("tried")));
                });
        return tries;
    }

    private record Standing(boolean isStopped, long tried) {}

    private record Tried(String author, UUID place) {}

    /** Requests answered one after the other in one transaction, and what each of them adds for the next ones. */
    final class Tries {
        private final int most;
        private final Map<String, Standing> standings = new HashMap<>();
        private final Map<Tried, Integer> added = new LinkedHashMap<>();
        private final List<Actor> toStop = new ArrayList<>();

        private Tries(int most) {
            this.most = most;
        }

        /** Whether an account was stopped and not yet let in again. */
        boolean isStopped(Actor actor) {
            return standing(actor).isStopped();
        }

        /** Counts the unknown codes of an answered request; the account is stopped when they are too many. */
        void count(Actor by, UUID place, List<Decision> decisions) {
            int unknown = (int) decisions.stream()
                    .filter(decision -> decision instanceof Decision.Refused(var refusal)
                            && refusal.reason() == RedeemReason.UNKNOWN_VOUCHER)
                    .count();
            if (unknown == 0) {
                return;
            }
            added.merge(new Tried(by.reference(), place), unknown, Integer::sum);
            var before = standing(by);
            var after = new Standing(
                    before.isStopped() || (most > 0 && before.tried() + unknown >= most), before.tried() + unknown);
            standings.put(by.reference(), after);
            if (after.isStopped() && !before.isStopped()) {
                toStop.add(by);
            }
        }

        private Standing standing(Actor actor) {
            return standings.getOrDefault(actor.reference(), new Standing(false, 0));
        }

        /** Writes what was counted, in the caller's transaction. */
        void write() {
            if (added.isEmpty()) {
                return;
            }
            jdbc.sql("""
                            INSERT INTO redemption.unknown_code (author, place, tried_at)
                            SELECT t.author, t.place, :at
                              FROM unnest(:authors::text[], :places::uuid[], :counts::int[]) AS t (author, place, count)
                             CROSS JOIN generate_series(1, t.count)
                            """)
                    .param("authors", added.keySet().stream().map(Tried::author).toArray(String[]::new))
                    .param(
                            "places",
                            added.keySet().stream()
                                    .map(tried -> tried.place().toString())
                                    .toArray(String[]::new))
                    .param("counts", added.values().toArray(Integer[]::new))
                    .param("at", now())
                    .update();
            toStop.forEach(UnknownCodes.this::stop);
        }
    }

    private void stop(Actor actor) {
        var at = now();
        jdbc.sql("""
                        INSERT INTO redemption.stopped_account (author, stopped_at)
                        SELECT :author, :at
                         WHERE NOT EXISTS (SELECT 1 FROM redemption.stopped_account
                                            WHERE author = :author AND lifted_at IS NULL)
                        """).param("author", actor.reference()).param("at", at).update();
        actor.organisation()
                .ifPresent(organisation -> notices.tell(
                        organisation,
                        "account-stopped/" + actor.reference() + "/" + at.toInstant(),
                        "Un compte est arrêté",
                        "Le compte « %s » a essayé trop de codes inconnus en une heure. La coopérative le rouvrira après vérification."
                                .formatted(actor.label())));
    }

    /** A controller lets a stopped account in again. */
    @Transactional
    public boolean lift(String author, Actor by) {
        if (!by.hasAny(Role.COOP_CONTROLLER, Role.OPERATOR)) {
            return false;
        }
        jdbc.sql("DELETE FROM redemption.unknown_code WHERE author = :author")
                .param("author", author)
                .update();
        return jdbc.sql("""
                        UPDATE redemption.stopped_account
                           SET lifted_at = :at, lifted_by = :by
                         WHERE author = :author AND lifted_at IS NULL
                        """)
                        .param("at", now())
                        .param("by", by.reference())
                        .param("author", author)
                        .update()
                == 1;
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
