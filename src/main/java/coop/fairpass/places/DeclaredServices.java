package coop.fairpass.places;

import coop.fairpass.catalogue.ServiceCode;
import coop.fairpass.directory.OrganisationId;
import java.util.List;
import java.util.Set;

/**
 * What an organisation said that it would offer when it applied: known to a room above this one, which says it here, so
 * that its first place proposes it.
 */
public interface DeclaredServices {

    /** Codes of its last file, in order; none when it has written none. */
    List<ServiceCode> of(OrganisationId organisation);

    /** Statuts of those who lead services, in the same file. */
    Set<WorkStatus> leaders(OrganisationId organisation);
}
