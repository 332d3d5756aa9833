package coop.fairpass.places;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A provider says who leads services that it offers at a place, by their statut. A service that only unpaid people lead
 * is not paid by voucher: its offer ends that day, and what was given before stays due.
 */
@Component
public class SayWhoLeads {

    /** @param offers of the place, one at least */
    public record Command(PlaceId place, Set<OfferId> offers, Set<WorkStatus> leaders, Actor by) {
        public Command {
            offers = Set.copyOf(offers);
            leaders = Set.copyOf(leaders);
        }
    }

    public sealed interface Outcome {

        /** @param areOver whether these offers end today, since nobody paid leads them */
        record Said(List<Offer> offers, boolean areOver) implements Outcome {}

        record Refused(OfferReason reason) implements Outcome {}
    }

    private final JdbcClient jdbc;
    private final Places places;
    private final WhoLeads whoLeads;
    private final Clock clock;

    SayWhoLeads(JdbcClient jdbc, Places places, WhoLeads whoLeads, Clock clock) {
        this.jdbc = jdbc;
        this.places = places;
        this.whoLeads = whoLeads;
        this.clock = clock;
    }

    /** Those of which the same was said last are left as they are. */
    @Transactional
    public Outcome handle(Command command) {
        var place = places.lock(command.place()).filter(found -> PlaceRights.sees(command.by(), found.provider()));
        if (place.isEmpty()) {
            return new Outcome.Refused(OfferReason.UNKNOWN_PLACE);
        }
        if (!PlaceRights.mayChange(command.by(), place.get().provider())) {
            return new Outcome.Refused(OfferReason.NOT_ALLOWED);
        }
        if (command.leaders().isEmpty()) {
            return new Outcome.Refused(OfferReason.LEADERS_NOT_SAID);
        }
        var today = Paris.today(clock);
        var offers = known(command);
        if (offers.isEmpty() || offers.size() < command.offers().size()) {
            return new Outcome.Refused(OfferReason.UNKNOWN_OFFER);
        }
        if (offers.stream().anyMatch(offer -> isOver(offer, today) && !isSaid(offer, command.leaders()))) {
            return new Outcome.Refused(OfferReason.ALREADY_WITHDRAWN);
        }
        var changed = offers.stream()
                .filter(offer -> !isSaid(offer, command.leaders()))
                .map(Offer::id)
                .toList();
        whoLeads.say(changed, command.leaders(), command.by());
        boolean ends = !WorkStatus.isAnyPaid(command.leaders());
        if (ends) {
            end(changed, today);
        }
        return new Outcome.Said(known(command), ends);
    }

    private List<Offer> known(Command command) {
        return places.findOffers(command.offers()).stream()
                .filter(offer -> offer.place().equals(command.place()))
                .toList();
    }

    private static boolean isOver(Offer offer, LocalDate today) {
        return offer.validUntil().filter(until -> !until.isAfter(today)).isPresent();
    }

    private static boolean isSaid(Offer offer, Set<WorkStatus> leaders) {
        return offer.ledBy().equals(leaders);
    }

    /** Today, or before they begin. */
    private void end(List<OfferId> offers, LocalDate today) {
        jdbc.sql("""
                        UPDATE places.offer
                           SET valid_until = greatest(valid_from, :today::date)
                         WHERE id = ANY (:offers::uuid[])
                        """)
                .param("offers", offers.stream().map(OfferId::value).toArray(UUID[]::new))
                .param("today", today)
                .update();
    }
}
