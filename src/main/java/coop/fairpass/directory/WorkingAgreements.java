package coop.fairpass.directory;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Who works at the places of an organisation by agreement: known to a room above this one, which says it here, so that
 * the page of a team shows them beside its own people.
 */
public interface WorkingAgreements {

    /**
     * One agreement in force.
     *
     * @param lastDay the last day on which it binds; empty when it has no end
     */
    record Line(String person, String place, Optional<LocalDate> lastDay) {}

    /** Those in force on a day at the places of an organisation, by place and person. */
    List<Line> at(OrganisationId organisation, LocalDate day);
}
