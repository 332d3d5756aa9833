package coop.fairpass.places;

import coop.fairpass.calendar.Paris;
import coop.fairpass.catalogue.Service;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * What a place may offer first: the services its organisation declared, less those that it offers already, and who
 * leads them as it declared too.
 */
@Component
class FirstOffers {

    private final Optional<DeclaredServices> declared;
    private final Places places;
    private final ServicesNow services;
    private final Clock clock;

    FirstOffers(ObjectProvider<DeclaredServices> declared, Places places, ServicesNow services, Clock clock) {
        this.declared = Optional.ofNullable(declared.getIfAvailable());
        this.places = places;
        this.services = services;
        this.clock = clock;
    }

    /** Those of the catalogue of today; none at a place that is closed. */
    List<Service> proposedAt(Place place) {
        var today = Paris.today(clock);
        if (place.closedOn().filter(closed -> !closed.isAfter(today)).isPresent()) {
            return List.of();
        }
        var offered =
                places.offers(place.id(), today).stream().map(Offer::service).collect(Collectors.toSet());
        var now = services.on(today);
        return declared.map(one -> one.of(place.provider())).orElse(List.of()).stream()
                .filter(code -> !offered.contains(code))
                .map(now::get)
                .filter(Objects::nonNull)
                .toList();
    }

    /** Statuts that the forms of a place propose: of who leads its offers, or else as its organisation declared. */
    Set<WorkStatus> leadersAt(Place place, List<Offer> offers) {
        var here = offers.stream().flatMap(offer -> offer.ledBy().stream()).collect(Collectors.toSet());
        return here.isEmpty()
                ? declared.map(one -> one.leaders(place.provider())).orElse(Set.of())
                : here;
    }
}
