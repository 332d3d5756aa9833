package coop.fairpass.qualification;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Role;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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

    /** Months between the notice that a provider gives and the day on which it leaves, at least (Q20). */
    static final int NOTICE_MONTHS = 1;

    /** Days that a suspended provider has to answer before the committee may disqualify it (Q17, R-188). */
    static final int DAYS_TO_ANSWER = 15;

    private final JdbcClient jdbc;
    private final Qualifications qualifications;
    private final ToldToProvider told;
    private final Clock clock;

    EndQualification(JdbcClient jdbc, Qualifications qualifications, ToldToProvider told, Clock clock) {
        this.jdbc = jdbc;
        this.qualifications = qualifications;
        this.told = told;
        this.clock = clock;
    }

    @Transactional
    public Outcome handle(Command command) {
        var forbidden = forbidden(command);
        if (forbidden.isPresent()) {
            return new Outcome.Refused(forbidden.get());
        }
        // The last day of the right: the one before its end.
        var qualification =
                qualifications.lock(command.provider(), command.endedOn().minusDays(1));
        if (qualification.isEmpty()) {
            return new Outcome.Refused(QualificationReason.NOT_QUALIFIED);
        }
        var end = new Qualification.End(
                command.endedOn(),
                command.kind(),
                command.reason().strip(),
                new Recorded(command.by().reference(), Paris.today(clock)));
        if (isKnown(end, qualification.get())) {
            return new Outcome.Ended(qualification.get());
        }
        var reason = refusal(command, qualification.get());
        if (reason.isPresent()) {
            return new Outcome.Refused(reason.get());
        }
        keepReplaced(qualification.get().id(), null);
        write(qualification.get().id(), end, command.by());
        told.ended(command.provider(), qualification.get().id(), end);
        return new Outcome.Ended(qualifications.of(command.provider()).stream()
                .filter(one -> one.id().equals(qualification.get().id()))
                .findFirst()
                .orElseThrow());
    }

    /** Why it would be refused now, before it is confirmed; nothing is written. */
    @Transactional(readOnly = true)
    public Optional<QualificationReason> refusalOf(Command command) {
        return forbidden(command)
                .or(() -> qualifications
                        .on(command.provider(), command.endedOn().minusDays(1))
                        .map(qualification -> refusal(command, qualification))
                        .orElse(Optional.of(QualificationReason.NOT_QUALIFIED)));
    }

    private static Optional<QualificationReason> forbidden(Command command) {
        if (!QualificationRights.sees(command.by(), command.provider())) {
            return Optional.of(QualificationReason.UNKNOWN_PROVIDER);
        }
        if (!mayEnd(command)) {
            return Optional.of(QualificationReason.NOT_ALLOWED);
        }
        return when(command.reason().isBlank(), QualificationReason.REASON_MISSING);
    }

    private static boolean isKnown(Qualification.End end, Qualification qualification) {
        return qualification
                .end()
                .filter(known -> known.isSameAs(end.endedOn(), end.kind(), end.reason()))
                .isPresent();
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
        if (qualification
                .end()
                .filter(known -> !known.mayBeReplacedBy(command.endedOn(), command.kind()))
                .isPresent()) {
            return Optional.of(QualificationReason.END_DECIDED);
        }
        return switch (command.kind()) {
            case WITHDRAWN ->
                when(command.endedOn().isBefore(today.plusMonths(NOTICE_MONTHS)), QualificationReason.NOTICE_TOO_SHORT);
            case LAPSED ->
                when(
                        command.endedOn().isBefore(qualifications.termOf(qualification)),
                        QualificationReason.NOT_LAPSED_YET);
            case DISQUALIFIED -> disqualificationRefusal(command.endedOn(), qualification);
        };
    }

    private static Optional<QualificationReason> disqualificationRefusal(
            LocalDate endedOn, Qualification qualification) {
        var eve = endedOn.minusDays(1);
        if (qualification.stateOn(eve) != QualificationState.SUSPENDED) {
            return Optional.of(QualificationReason.NOT_SUSPENDED);
        }
        // The notice of the suspension invites to answer.
        var invitedInTime = qualification.suspensions().stream()
                .filter(suspension -> suspension.covers(eve))
                .anyMatch(suspension ->
                        !suspension.recorded().on().plusDays(DAYS_TO_ANSWER).isAfter(endedOn));
        return when(!invitedInTime, QualificationReason.ANSWER_AWAITED);
    }

    private static Optional<QualificationReason> when(boolean isSo, QualificationReason reason) {
        return isSo ? Optional.of(reason) : Optional.empty();
    }

    /** An end that another replaces, or that somebody takes back, stays readable: nothing decided is lost. */
    private void keepReplaced(QualificationId id, @Nullable Actor takenBackBy) {
        jdbc.sql("""
                        INSERT INTO qualification.replaced_end (qualification, ended_on, end_kind, end_reason,
                               recorded_at, recorded_by, replaced_at, taken_back_by)
                        SELECT id, ended_on, end_kind, end_reason, end_recorded_at, end_recorded_by, :replaced_at,
                               :taken_back_by
                          FROM qualification.qualification
                         WHERE id = :id
                           AND ended_on IS NOT NULL
                        """)
                .param("id", id.value())
                .param("replaced_at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .param("taken_back_by", takenBackBy == null ? null : takenBackBy.reference(), Types.VARCHAR)
                .update();
    }

    /** The right goes on as if it had not ended; whoever may decide so has been looked at, and tells the provider. */
    void takeBack(QualificationId id, Actor by) {
        keepReplaced(id, by);
        jdbc.sql("""
                        UPDATE qualification.qualification
                           SET ended_on = NULL, end_kind = NULL, end_reason = NULL, end_recorded_at = NULL,
                               end_recorded_by = NULL
                         WHERE id = :id
                        """).param("id", id.value()).update();
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
