package coop.fairpass.qualification;

import coop.fairpass.directory.OrganisationId;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Qualification of a provider: a right from a day on, by a decision, with what interrupted it and how it ended. */
public record Qualification(
        QualificationId id,
        OrganisationId provider,
        LocalDate qualifiedFrom,
        Decision decision,
        List<Suspension> suspensions,
        Optional<End> end) {

    /** @param endedOn first day without the right */
    public record End(LocalDate endedOn, EndKind kind, String reason) {}

    public Qualification {
        suspensions = List.copyOf(suspensions);
    }

    /** What the right is on a day. */
    public QualificationState stateOn(LocalDate day) {
        if (day.isBefore(qualifiedFrom)) {
            return QualificationState.NOT_QUALIFIED;
        }
        if (end.filter(over -> !over.endedOn().isAfter(day)).isPresent()) {
            return QualificationState.ENDED;
        }
        return suspensions.stream().anyMatch(suspension -> suspension.covers(day))
                ? QualificationState.SUSPENDED
                : QualificationState.QUALIFIED;
    }
}
