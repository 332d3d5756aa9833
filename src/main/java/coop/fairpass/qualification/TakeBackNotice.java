package coop.fairpass.qualification;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Role;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A provider that gave notice stays after all: until the eve of its departure, its legal representative takes the
 * notice back. What was given stays readable, with who took it back.
 */
@Component
public class TakeBackNotice {

    public record Command(OrganisationId provider, Actor by) {}

    public sealed interface Outcome {
        /** @param endedOn the day on which it would have left */
        record TakenBack(LocalDate endedOn) implements Outcome {}

        record Refused(QualificationReason reason) implements Outcome {}
    }

    private final JdbcClient jdbc;
    private final Qualifications qualifications;
    private final ToldToProvider told;
    private final Clock clock;

    TakeBackNotice(JdbcClient jdbc, Qualifications qualifications, ToldToProvider told, Clock clock) {
        this.jdbc = jdbc;
        this.qualifications = qualifications;
        this.told = told;
        this.clock = clock;
    }

    @Transactional
    public Outcome handle(Command command) {
        var by = command.by();
        if (!QualificationRights.sees(by, command.provider())) {
            return new Outcome.Refused(QualificationReason.UNKNOWN_PROVIDER);
        }
        if (!by.isOf(command.provider()) || !by.has(Role.LEGAL_REPRESENTATIVE)) {
            return new Outcome.Refused(QualificationReason.NOT_ALLOWED);
        }
        // Once the day has come there is no right to keep: one comes back by a new file.
        var leaving = qualifications
                .lock(command.provider(), Paris.today(clock))
                .filter(one ->
                        one.end().filter(end -> end.kind() == EndKind.WITHDRAWN).isPresent());
        if (leaving.isEmpty()) {
            return new Outcome.Refused(QualificationReason.NO_NOTICE);
        }
        var id = leaving.get().id();
        var end = leaving.get().end().orElseThrow();
        keep(id, by);
        jdbc.sql("""
                        UPDATE qualification.qualification
                           SET ended_on = NULL, end_kind = NULL, end_reason = NULL, end_recorded_at = NULL,
                               end_recorded_by = NULL
                         WHERE id = :id
                        """).param("id", id.value()).update();
        told.stays(command.provider(), id, end);
        return new Outcome.TakenBack(end.endedOn());
    }

    private void keep(QualificationId id, Actor by) {
        jdbc.sql("""
                        INSERT INTO qualification.replaced_end (qualification, ended_on, end_kind, end_reason,
                               recorded_at, recorded_by, replaced_at, taken_back_by)
                        SELECT id, ended_on, end_kind, end_reason, end_recorded_at, end_recorded_by, :replaced_at,
                               :taken_back_by
                          FROM qualification.qualification
                         WHERE id = :id
                        """)
                .param("id", id.value())
                .param("replaced_at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .param("taken_back_by", by.reference())
                .update();
    }
}
