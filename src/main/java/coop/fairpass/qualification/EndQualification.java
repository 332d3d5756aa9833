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
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A provider's right ends from a day on: it leaves with a month's notice, it was not renewed in time, or the
 * committee takes it away after a suspension. What was redeemed before stays payable.
 */
@Component
public class EndQualification {

    /** @param endedOn first day without the right */
    public record Command(OrganisationId provider, LocalDate endedOn, EndKind kind, String reason, Actor by) {}

    public sealed interface Outcome {
        record Ended(Qualification qualification) implements Outcome {}

        record Refused(QualificationReason reason) implements Outcome {}
    }

    private static final int NOTICE_MONTHS = 1;

    private final JdbcClient jdbc;
    private final Qualifications qualifications;
    private final Clock clock;
    private final int months;

    EndQualification(
            JdbcClient jdbc,
            Qualifications qualifications,
            Clock clock,
            @Value("${fairpass.qualification.months:24}") int months) {
        this.jdbc = jdbc;
        this.qualifications = qualifications;
        this.clock = clock;
        this.months = months;
    }

    @Transactional
    public Outcome handle(Command command) {
        if (!QualificationRights.sees(command.by(), command.provider())) {
            return new Outcome.Refused(QualificationReason.UNKNOWN_PROVIDER);
        }
        if (!mayEnd(command)) {
            return new Outcome.Refused(QualificationReason.NOT_ALLOWED);
        }
        if (command.reason().isBlank()) {
            return new Outcome.Refused(QualificationReason.REASON_MISSING);
        }
        // The last day of the right: the one before its end.
        var qualification =
                qualifications.lock(command.provider(), command.endedOn().minusDays(1));
        if (qualification.isEmpty()) {
            return new Outcome.Refused(QualificationReason.NOT_QUALIFIED);
        }
        var end = new Qualification.End(
                command.endedOn(), command.kind(), command.reason().strip());
        if (qualification.get().end().equals(Optional.of(end))) {
            return new Outcome.Ended(qualification.get());
        }
        var reason = refusal(command, qualification.get());
        if (reason.isPresent()) {
            return new Outcome.Refused(reason.get());
        }
        write(qualification.get().id(), end, command.by());
        return new Outcome.Ended(qualifications.of(command.provider()).stream()
                .filter(one -> one.id().equals(qualification.get().id()))
                .findFirst()
                .orElseThrow());
    }

    private static boolean mayEnd(Command command) {
        var by = command.by();
        return switch (command.kind()) {
            case WITHDRAWN -> by.isOf(command.provider()) && by.has(Role.LEGAL_REPRESENTATIVE);
            case LAPSED -> by.equals(Actor.CLOCK) || by.has(Role.COOP_REVIEWER);
            case DISQUALIFIED -> by.has(Role.COMMITTEE);
        };
    }

    private Optional<QualificationReason> refusal(Command command, Qualification qualification) {
        var today = Paris.today(clock);
        if (command.endedOn().isBefore(today)) {
            return Optional.of(QualificationReason.IN_THE_PAST);
        }
        return switch (command.kind()) {
            case WITHDRAWN ->
                when(command.endedOn().isBefore(today.plusMonths(NOTICE_MONTHS)), QualificationReason.NOTICE_TOO_SHORT);
            case LAPSED ->
                when(
                        command.endedOn().isBefore(qualification.qualifiedFrom().plusMonths(months)),
                        QualificationReason.NOT_LAPSED_YET);
            case DISQUALIFIED ->
                when(
                        qualification.stateOn(command.endedOn().minusDays(1)) != QualificationState.SUSPENDED,
                        QualificationReason.NOT_SUSPENDED);
        };
    }

    private static Optional<QualificationReason> when(boolean isSo, QualificationReason reason) {
        return isSo ? Optional.of(reason) : Optional.empty();
    }

    private void write(QualificationId id, Qualification.End end, Actor by) {
        jdbc.sql("""
                        UPDATE qualification.qualification
                           SET ended_on = :ended_on, end_kind = :end_kind, end_reason = :end_reason,
                               end_recorded_at = :end_recorded_at, end_recorded_by = :end_recorded_by
                         WHERE id = :id
                        """)
                .param("id", id.value())
                .param("ended_on", end.endedOn())
                .param("end_kind", end.kind().name())
                .param("end_reason", end.reason())
                .param("end_recorded_at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .param("end_recorded_by", by.reference())
                .update();
    }
}
