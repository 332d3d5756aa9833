package coop.fairpass.qualification;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Role;
import java.time.Clock;
import java.time.LocalDate;
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

    private final Qualifications qualifications;
    private final EndQualification ends;
    private final ToldToProvider told;
    private final Clock clock;

    TakeBackNotice(Qualifications qualifications, EndQualification ends, ToldToProvider told, Clock clock) {
        this.qualifications = qualifications;
        this.ends = ends;
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
        ends.takeBack(id, by);
        told.stays(command.provider(), id, end);
        return new Outcome.TakenBack(end.endedOn());
    }
}
