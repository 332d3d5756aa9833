package coop.fairpass.qualification;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Role;

/** Who may know and change the qualification of a provider. */
final class QualificationRights {

    private QualificationRights() {}

    /** The provider's own people, and those of the cooperative who qualify and control; to others it does not exist. */
    static boolean sees(Actor actor, OrganisationId provider) {
        return actor.isOf(provider)
                || actor.hasAny(Role.COOP_REVIEWER, Role.COOP_CONTROLLER, Role.COMMITTEE, Role.BOARD)
                || actor.equals(Actor.CLOCK);
    }
}
