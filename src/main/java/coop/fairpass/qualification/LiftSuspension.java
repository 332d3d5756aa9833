package coop.fairpass.qualification;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Role;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The cause is gone: a provider has its right back from a day on (Q16). */
@Component
public class LiftSuspension {

    /** @param from first day on which the right is back, today at the earliest */
    public record Command(OrganisationId provider, SuspensionId suspension, LocalDate from, String reason, Actor by) {}

    public sealed interface Outcome {
        record Lifted(Suspension suspension) implements Outcome {}

        record Refused(QualificationReason reason) implements Outcome {}
    }

    private final JdbcClient jdbc;
    private final Qualifications qualifications;
    private final ToldToProvider told;
    private final Clock clock;

    LiftSuspension(JdbcClient jdbc, Qualifications qualifications, ToldToProvider told, Clock clock) {
        this.jdbc = jdbc;
        this.qualifications = qualifications;
        this.told = told;
        this.clock = clock;
    }

    @Transactional
    public Outcome handle(Command command) {
        if (!QualificationRights.sees(command.by(), command.provider())) {
            return new Outcome.Refused(QualificationReason.UNKNOWN_PROVIDER);
        }
        if (!command.by().hasAny(Role.COOP_CONTROLLER, Role.COMMITTEE)) {
            return new Outcome.Refused(QualificationReason.NOT_ALLOWED);
        }
        if (command.reason().isBlank()) {
            return new Outcome.Refused(QualificationReason.REASON_MISSING);
        }
        var suspension = lock(command);
        if (suspension.isEmpty()) {
            return new Outcome.Refused(QualificationReason.UNKNOWN_SUSPENSION);
        }
        if (suspension.get().suspendedUntil().equals(Optional.of(command.from()))) {
            return new Outcome.Lifted(suspension.get());
        }
        if (suspension
                .get()
                .suspendedUntil()
                .filter(until -> until.isBefore(command.from()))
                .isPresent()) {
            return new Outcome.Refused(QualificationReason.ALREADY_LIFTED);
        }
        if (command.from().isBefore(Paris.today(clock))) {
            return new Outcome.Refused(QualificationReason.IN_THE_PAST);
        }
        if (command.from().isBefore(suspension.get().suspendedFrom())) {
            return new Outcome.Refused(QualificationReason.NOT_SUSPENDED);
        }
        if (isBeforeADisqualification(command, suspension.get())) {
            return new Outcome.Refused(QualificationReason.END_DECIDED);
        }
        write(command.suspension(), command.from(), command.reason(), command.by());
        told.lifted(
                command.provider(),
                suspension.get(),
                command.from(),
                command.reason().strip());
        return new Outcome.Lifted(find(command).orElseThrow());
    }

    /** Writes that a suspension stops; whoever may decide it has been looked at. */
    void write(SuspensionId suspension, LocalDate from, String reason, Actor by) {
        jdbc.sql("""
                        UPDATE qualification.suspension
                           SET suspended_until = :suspended_until, lift_reason = :lift_reason,
                               lift_recorded_at = :lift_recorded_at, lift_recorded_by = :lift_recorded_by
                         WHERE id = :id
                        """)
                .param("id", suspension.value())
                .param("suspended_until", from)
                .param("lift_reason", reason.strip())
                .param("lift_recorded_at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .param("lift_recorded_by", by.reference())
                .update();
    }

    /** The committee disqualified a provider that was to stay suspended until then: lifting would undo its decision. */
    private boolean isBeforeADisqualification(Command command, Suspension suspension) {
        return qualifications.of(command.provider()).stream()
                .filter(one -> one.suspensions().contains(suspension))
                .flatMap(one -> one.end().stream())
                .anyMatch(end -> end.kind() == EndKind.DISQUALIFIED
                        && suspension.covers(end.endedOn().minusDays(1))
                        && command.from().isBefore(end.endedOn()));
    }

    /** The suspension, once nobody else can change it. */
    private Optional<Suspension> lock(Command command) {
        qualifications.lock(command.provider(), command.from());
        return find(command);
    }

    private Optional<Suspension> find(Command command) {
        return qualifications.of(command.provider()).stream()
                .flatMap(one -> one.suspensions().stream())
                .filter(one -> one.id().equals(command.suspension()))
                .findFirst();
    }
}
