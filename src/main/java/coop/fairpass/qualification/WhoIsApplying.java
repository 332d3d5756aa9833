package coop.fairpass.qualification;

import coop.fairpass.directory.OrganisationId;
import coop.fairpass.places.QualifiedOrApplying;
import java.time.LocalDate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Who is qualified or on its way to, told to the room of places, which is below. */
@Component
class WhoIsApplying implements QualifiedOrApplying {

    private final Qualifications qualifications;
    private final Applications applications;

    WhoIsApplying(Qualifications qualifications, Applications applications) {
        this.qualifications = qualifications;
        this.applications = applications;
    }

    @Override
    @Transactional(readOnly = true)
    public boolean includes(OrganisationId organisation, LocalDate day) {
        boolean isQualified = switch (qualifications.stateOn(organisation, day)) {
            case QUALIFIED, SUSPENDED -> true;
            case NOT_QUALIFIED, ENDED -> false;
        };
        return isQualified
                || applications.of(organisation).stream()
                        .anyMatch(one -> !one.state().isOver());
    }
}
