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
        Recorded recorded,
        List<Suspension> suspensions,
        Optional<End> end) {

    /** @param endedOn first day without the right */
    public record End(LocalDate endedOn, EndKind kind, String reason, Recorded recorded) {

        boolean isSameAs(LocalDate day, EndKind how, String why) {
            return endedOn.equals(day) && kind == how && reason.equals(why);
        }

        /**
         * An end that was recorded may come earlier, for anyone; but what the committee took away stays taken away,
         * whatever the provider or the calendar say afterwards.
         */
        boolean mayBeReplacedBy(LocalDate day, EndKind how) {
            return how == EndKind.DISQUALIFIED || (kind != EndKind.DISQUALIFIED && day.isBefore(endedOn));
        }
    }

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
