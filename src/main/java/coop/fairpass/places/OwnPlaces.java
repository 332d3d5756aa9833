package coop.fairpass.places;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.web.ProblemException;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The place in an address of « Mes lieux », for whoever may see or change it; to others it does not exist. */
@Component
class OwnPlaces {

    private final Places places;

    OwnPlaces(Places places) {
        this.places = places;
    }

    /** @throws ProblemException when the role cannot have places, or the place is not one of theirs */
    Place seen(UUID id, Actor by) {
        if (!by.hasAny(Role.PROVIDER_ADMIN, Role.PROVIDER_STAFF, Role.COOP_REVIEWER)) {
            throw ProblemException.notAllowed();
        }
        return places.find(new PlaceId(id))
                .filter(found -> PlaceRights.sees(by, found.provider()))
                .orElseThrow(ProblemException::notFound);
    }

    /** @throws ProblemException when it may not be {@link #seen}, or seen and not changed */
    Place changed(UUID id, Actor by) {
        var place = seen(id, by);
        if (!PlaceRights.mayChange(by, place.provider())) {
            throw ProblemException.notAllowed();
        }
        return place;
    }
}
