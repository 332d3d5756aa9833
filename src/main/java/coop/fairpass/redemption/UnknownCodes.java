package coop.fairpass.redemption;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.notices.Notices;
import coop.fairpass.redemption.Decide.Decision;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** F8: an account that tries unknown codes, ten in an hour, is stopped and its administrator told. */
@Component
public class UnknownCodes {

    private final JdbcClient jdbc;
    private final FraudRules rules;
    private final Notices notices;
    private final Clock clock;

    UnknownCodes(JdbcClient jdbc, FraudRules rules, Notices notices, Clock clock) {
        this.jdbc = jdbc;
        this.rules = rules;
        this.notices = notices;
        this.clock = clock;
    }

    /** Whether an account was stopped and not yet let in again. */
    boolean isStopped(Actor actor) {
        return jdbc.sql("""
                        SELECT EXISTS (
                            SELECT 1 FROM redemption.stopped_account WHERE author = :author AND lifted_at IS NULL)
                        """)
                .param("author", actor.reference())
                .query(Boolean.class)
                .single();
    }

    /** Counts the unknown codes of an answered request or test, and stops the account when they are too many. */
    void count(Actor by, UUID place, List<Decision> decisions) {
        long unknown = decisions.stream()
                .filter(decision -> decision instanceof Decision.Refused(var refusal)
                        && refusal.reason() == RedeemReason.UNKNOWN_VOUCHER)
                .count();
        if (unknown == 0) {
            return;
        }
        jdbc.sql("""
                        INSERT INTO redemption.unknown_code (author, place, tried_at)
                        SELECT :author, :place, :at FROM generate_series(1, :count)
                        """)
                .param("author", by.reference())
                .param("place", place)
                .param("at", now())
                .param("count", unknown)
                .update();
        int most = rules.unknownCodesInAnHour(Paris.today(clock));
        if (most > 0 && triedInTheLastHour(by) >= most) {
            stop(by);
        }
    }

    private long triedInTheLastHour(Actor actor) {
        return jdbc.sql("SELECT count(*) FROM redemption.unknown_code WHERE author = :author AND tried_at > :since")
                .param("author", actor.reference())
                .param("since", now().minus(Duration.ofHours(1)))
                .query(Long.class)
                .single();
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
