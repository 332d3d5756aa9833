package coop.fairpass.winddown;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.tariff.Decision;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Arrêt progressif : whether anything new may still be issued, and every decision about it. */
@Component
public class WindDown {

    /** Where the instance stands. */
    public sealed interface Standing {
        /** Vouchers are issued. */
        record Open() implements Standing {}

        /** Decided and confirmed; it stops on a day to come. */
        record Announced(WindDownDecision decision, LocalDate from) implements Standing {}

        /** Nothing new is issued, since that day. */
        record Stopped(WindDownDecision decision, LocalDate since) implements Standing {}
    }

    private final JdbcClient jdbc;
    private final Clock clock;

    WindDown(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Whether the act of the caller's transaction is refused because nothing new is issued any more. A decision that is
     * being confirmed waits until this transaction ends, or is seen by it: never neither.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean stops() {
        jdbc.sql("SELECT pg_advisory_xact_lock_shared(206, 1)")
                .query((_, _) -> 0)
                .single();
        return isOn();
    }

    /** The same for a page that only shows: it makes nobody wait. */
    @Transactional(readOnly = true)
    public boolean isOn() {
        return standing() instanceof Standing.Stopped;
    }

    /** Where the instance stands today, in Paris. */
    @Transactional(readOnly = true)
    public Standing standing() {
        return standingOn(decisions(), Paris.today(clock));
    }

    /** Where an instance with those decisions stands on a day. */
    static Standing standingOn(Collection<WindDownDecision> all, LocalDate day) {
        return all.stream()
                .filter(one -> one.kind() == DecisionKind.START)
                .filter(start ->
                        revocation(all, start).filter(end -> end.holdsOn(day)).isEmpty())
                .<Standing>flatMap(start -> start.confirmed().stream()
                        .map(by -> start.holdsOn(day)
                                ? new Standing.Stopped(start, by.inForceOn())
                                : new Standing.Announced(start, by.inForceOn())))
                .findFirst()
                .orElseGet(Standing.Open::new);
    }

    /** The confirmed decision that ends another, if there is one, whatever its day. */
    static Optional<WindDownDecision> revocation(Collection<WindDownDecision> all, WindDownDecision start) {
        return all.stream()
                .filter(one -> one.revokes().equals(Optional.of(start.id())))
                .filter(one -> one.confirmed().isPresent())
                .findFirst();
    }

    /** Every decision, the latest first, those that nobody confirmed and those that were abandoned too. */
    @Transactional(readOnly = true)
    public List<WindDownDecision> decisions() {
        return jdbc.sql("""
                        SELECT id, kind, revokes, decided_by, decided_on, minutes, text, effective_on, recorded_at,
                               recorded_by, confirmed_at, confirmed_by, in_force_on, abandoned_at
                          FROM winddown.decision
                         ORDER BY place DESC
                        """).query((row, _) -> decision(row)).list();
    }

    /** Who answers for the money, and so takes the file of what is owed. */
    static boolean mayTakeFile(Actor by) {
        return by.hasAny(Role.TREASURER, Role.BOARD, Role.COOP_CONTROLLER);
    }

    /** Makes whoever issues something wait for the caller's transaction, and waits for those who are at it. */
    @Transactional(propagation = Propagation.MANDATORY)
    List<WindDownDecision> lockDecisions() {
        jdbc.sql("SELECT pg_advisory_xact_lock(206, 1)").query((_, _) -> 0).single();
        return decisions();
    }

    private static WindDownDecision decision(ResultSet row) throws SQLException {
        return new WindDownDecision(
                row.getObject("id", UUID.class),
                DecisionKind.valueOf(row.getString("kind")),
                Optional.ofNullable(row.getObject("revokes", UUID.class)),
                new Decision(
                        row.getString("decided_by"),
                        row.getObject("decided_on", LocalDate.class),
                        row.getString("minutes")),
                row.getString("text"),
                row.getObject("effective_on", LocalDate.class),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                row.getString("recorded_by"),
                confirmation(row),
                row.getObject("abandoned_at", OffsetDateTime.class) != null);
    }

    private static Optional<WindDownDecision.Confirmation> confirmation(ResultSet row) throws SQLException {
        var at = row.getObject("confirmed_at", OffsetDateTime.class);
        return at == null
                ? Optional.empty()
                : Optional.of(new WindDownDecision.Confirmation(
                        at.toInstant(), row.getString("confirmed_by"), row.getObject("in_force_on", LocalDate.class)));
    }

    static OffsetDateTime utc(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
