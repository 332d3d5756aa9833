package coop.fairpass.places;

import coop.fairpass.directory.OrganisationId;
import java.time.LocalDate;

/**
 * Who may say that a listed place is theirs: known to a room above this one, which says it here, so that a page is
 * answered for by an organisation that takes vouchers, or is on its way to.
 */
public interface QualifiedOrApplying {

    /** Whether an organisation is qualified on a day, suspended or not, or has a file that is not over. */
    boolean includes(OrganisationId organisation, LocalDate day);
}
