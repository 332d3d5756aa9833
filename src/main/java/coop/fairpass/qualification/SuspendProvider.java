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

/**
 * A controller suspends a provider, at once and in writing; sixty days at most, unless the committee decided (Q15).
 * What was redeemed before stays payable.
 */
@Component
public class SuspendProvider {

    /** @param from first day without the right, today at the earliest */
    public record Command(
            SuspensionId id,
            OrganisationId provider,
            LocalDate from,
            String reason,
            Optional<Decision> decision,
            Actor by) {}

    public sealed interface Outcome {
        record Suspended(Suspension suspension) implements Outcome {}

        record Refused(QualificationReason reason) implements Outcome {}
    }

    private final JdbcClient jdbc;
    private final Qualifications qualifications;
    private final ToldToProvider told;
    private final Clock clock;

    SuspendProvider(JdbcClient jdbc, Qualifications qualifications, ToldToProvider told, Clock clock) {
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
        var qualification = qualifications.lock(command.provider(), command.from());
        if (qualification.isEmpty()) {
            return new Outcome.Refused(QualificationReason.NOT_QUALIFIED);
        }
        var today = Paris.today(clock);
        var suspension = suspension(command, today);
        var known = qualification.get().suspensions().stream()
                .filter(one -> one.id().equals(command.id()))
                .findFirst();
        if (known.isPresent()) {
            return known.get().suspendedFrom().equals(suspension.suspendedFrom())
                            && known.get().reason().equals(suspension.reason())
                            && known.get().decision().equals(suspension.decision())
                    ? new Outcome.Suspended(known.get())
                    : new Outcome.Refused(QualificationReason.ID_TAKEN);
        }
        if (qualifications.isTaken(command.id())) {
            return new Outcome.Refused(QualificationReason.ID_TAKEN);
        }
        if (command.decision().filter(one -> one.decidedOn().isAfter(today)).isPresent()) {
            return new Outcome.Refused(QualificationReason.DECIDED_IN_THE_FUTURE);
        }
        if (command.from().isBefore(today)) {
            return new Outcome.Refused(QualificationReason.IN_THE_PAST);
        }
        if (write(qualification.get().id(), suspension, command.by()) == 0) {
            return new Outcome.Refused(QualificationReason.ALREADY_SUSPENDED);
        }
        told.suspended(command.provider(), suspension);
        return new Outcome.Suspended(suspension);
    }

    private static Suspension suspension(Command command, LocalDate today) {
        return new Suspension(
                command.id(),
                command.from(),
                command.decision().isPresent()
                        ? Optional.empty()
                        : Optional.of(command.from().plusDays(Suspension.MOST_DAYS_WITHOUT_A_DECISION)),
                command.reason().strip(),
                command.decision(),
                new Recorded(command.by().reference(), today));
    }

    private int write(QualificationId qualification, Suspension suspension, Actor by) {
        return jdbc.sql("""
                        INSERT INTO qualification.suspension (id, qualification, suspended_from, suspended_until,
                               reason, decided_by, decided_on, minutes, recorded_at, recorded_by)
                        VALUES (:id, :qualification, :suspended_from, :suspended_until,
                               :reason, :decided_by, :decided_on, :minutes, :recorded_at, :recorded_by)
                            ON CONFLICT DO NOTHING
                        """)
                .param("id", suspension.id().value())
                .param("qualification", qualification.value())
                .param("suspended_from", suspension.suspendedFrom())
                .param("suspended_until", suspension.suspendedUntil().orElse(null))
                .param("reason", suspension.reason())
                .param("decided_by", suspension.decision().map(Decision::body).orElse(null))
                .param(
                        "decided_on",
                        suspension.decision().map(Decision::decidedOn).orElse(null))
                .param("minutes", suspension.decision().map(Decision::minutes).orElse(null))
                .param("recorded_at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .param("recorded_by", by.reference())
                .update();
    }
}
