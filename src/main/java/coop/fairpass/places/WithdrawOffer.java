package coop.fairpass.places;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A provider ceases to offer a service from a day on; what was given before stays due. */
@Component
public class WithdrawOffer {

    /** @param validUntil first day on which it is no longer offered, today at the earliest */
    public record Command(OfferId offer, LocalDate validUntil, Actor by) {}

    public sealed interface Outcome {
        record Withdrawn(Offer offer) implements Outcome {}

        record Refused(OfferReason reason) implements Outcome {}
    }

    private final JdbcClient jdbc;
    private final Places places;
    private final Clock clock;

    WithdrawOffer(JdbcClient jdbc, Places places, Clock clock) {
        this.jdbc = jdbc;
        this.places = places;
        this.clock = clock;
    }

    @Transactional
    public Outcome handle(Command command) {
        var offer = places.findOffer(command.offer());
        var place = offer.flatMap(found -> places.lock(found.place()))
                .filter(found -> PlaceRights.sees(command.by(), found.provider()));
        if (offer.isEmpty() || place.isEmpty()) {
            return new Outcome.Refused(OfferReason.UNKNOWN_OFFER);
        }
        if (!PlaceRights.mayChange(command.by(), place.get().provider())) {
            return new Outcome.Refused(OfferReason.NOT_ALLOWED);
        }
        var current = places.findOffer(command.offer()).orElseThrow();
        if (current.validUntil().equals(Optional.of(command.validUntil()))) {
            return new Outcome.Withdrawn(current);
        }
        // An end may be brought forward, never put off: a longer offer is a new one.
        if (current.validUntil()
                .filter(until -> !until.isAfter(command.validUntil()))
                .isPresent()) {
            return new Outcome.Refused(OfferReason.ALREADY_WITHDRAWN);
        }
        if (command.validUntil().isBefore(Paris.today(clock))) {
            return new Outcome.Refused(OfferReason.IN_THE_PAST);
        }
        if (command.validUntil().isBefore(current.validFrom())) {
            return new Outcome.Refused(OfferReason.ENDS_BEFORE_IT_BEGINS);
        }
        jdbc.sql("UPDATE places.offer SET valid_until = :valid_until WHERE id = :id")
                .param("id", command.offer().value())
                .param("valid_until", command.validUntil())
                .update();
        return new Outcome.Withdrawn(places.findOffer(command.offer()).orElseThrow());
    }
}
