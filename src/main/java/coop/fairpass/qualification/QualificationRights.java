package coop.fairpass.qualification;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Role;
import coop.fairpass.web.ProblemException;

/** Who may know and change the qualification of a provider. */
final class QualificationRights {

    private QualificationRights() {}

    /**
     * The provider for which somebody works, in whichever role.
     *
     * @throws ProblemException when they work for none
     */
    static OrganisationId own(Actor by) {
        return by.organisation()
                .filter(_ ->
                        by.hasAny(Role.PROVIDER_ADMIN, Role.LEGAL_REPRESENTATIVE, Role.PROVIDER_STAFF, Role.MEDIATOR))
                .orElseThrow(ProblemException::notAllowed);
    }

    /** The provider's own people, and those of the cooperative who qualify and control; to others it does not exist. */
    static boolean sees(Actor actor, OrganisationId provider) {
        return actor.isOf(provider)
                || actor.hasAny(Role.COOP_REVIEWER, Role.COOP_CONTROLLER, Role.COMMITTEE, Role.BOARD)
                || actor.equals(Actor.CLOCK);
    }
}
