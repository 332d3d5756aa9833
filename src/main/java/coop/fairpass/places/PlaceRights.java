package coop.fairpass.places;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Role;

/** Who may change a place: its provider's administrator, and the reviewers of the cooperative in its stead. */
final class PlaceRights {

    private PlaceRights() {}

    /** Whether somebody works for that provider or looks after all of them; to others its affairs do not exist. */
    static boolean sees(Actor actor, OrganisationId provider) {
        return actor.has(Role.COOP_REVIEWER) || actor.isOf(provider);
    }

    static boolean mayChange(Actor actor, OrganisationId provider) {
        return actor.has(Role.COOP_REVIEWER) || (actor.isOf(provider) && actor.has(Role.PROVIDER_ADMIN));
    }
}
