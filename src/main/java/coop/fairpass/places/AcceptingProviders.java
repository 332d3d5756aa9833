package coop.fairpass.places;

import coop.fairpass.directory.OrganisationId;
import java.time.LocalDate;
import java.util.Set;

/**
 * Who may redeem on a day: known to a room above this one, which says it here, so that no page sends anybody to a place
 * that would refuse the voucher.
 */
public interface AcceptingProviders {

    /** Those of {@code among} who are qualified that day and not suspended. */
    Set<OrganisationId> on(LocalDate day, Set<OrganisationId> among);
}
