package coop.fairpass.qualification;

import coop.fairpass.catalogue.ServiceCode;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.places.PlaceId;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Convention between a mediator and a place. It binds from the day both have signed: no qualification of a person
 * without it.
 *
 * @param terms what both sign
 * @param endedOn first day without the right, when it ends before its term
 */
public record Agreement(
        AgreementId id,
        Terms terms,
        Optional<LocalDate> signedByPlaceOn,
        Optional<LocalDate> signedByMediatorOn,
        Optional<LocalDate> endedOn) {

    /**
     * @param mediator a person of the directory
     * @param paid who is paid for services given: the place's provider, or the mediator's own business
     * @param services those agreed upon; empty is all those of the place
     */
    public record Terms(
            UUID mediator,
            PlaceId place,
            OrganisationId paid,
            Set<ServiceCode> services,
            LocalDate validFrom,
            Optional<LocalDate> validUntil) {
        public Terms {
            services = Set.copyOf(services);
        }
    }

    /** Who signs. */
    public enum Side {
        PLACE,
        MEDIATOR
    }

    /** Whether the mediator may act at the place on a day. */
    public boolean isActiveOn(LocalDate day) {
        return isPastOrOn(signedByPlaceOn, day)
                && isPastOrOn(signedByMediatorOn, day)
                && !terms.validFrom().isAfter(day)
                && !isPastOrOn(terms.validUntil(), day)
                && !isPastOrOn(endedOn, day);
    }

    /** The last day on which it binds, by its term or because it was ended; empty when neither is known. */
    public Optional<LocalDate> lastDay() {
        return Stream.concat(endedOn.stream(), terms.validUntil().stream())
                .min(LocalDate::compareTo)
                .map(day -> day.minusDays(1));
    }

    private static boolean isPastOrOn(Optional<LocalDate> date, LocalDate day) {
        return date.filter(one -> !one.isAfter(day)).isPresent();
    }
}
