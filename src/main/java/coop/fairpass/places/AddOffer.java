package coop.fairpass.places;

import coop.fairpass.calendar.Paris;
import coop.fairpass.catalogue.Catalogue;
import coop.fairpass.catalogue.Service;
import coop.fairpass.catalogue.ServiceCode;
import coop.fairpass.catalogue.ServiceFormat;
import coop.fairpass.directory.Actor;
import coop.fairpass.money.Money;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A provider offers a service of the catalogue at one of its places, at a price, and says who leads it.
 */
@Component
public class AddOffer {

    /**
     * @param isRegulated nothing is left to pay: the price is a whole number of vouchers
     * @param format as the catalogue says when empty
     * @param validFrom first day, today at the earliest
     * @param ledBy statuts of those who lead the service; somebody paid is among them
     */
    public record Command(
            OfferId id,
            PlaceId place,
            ServiceCode service,
            Money price,
            boolean isRegulated,
            Optional<ServiceFormat> format,
            LocalDate validFrom,
            Optional<LocalDate> validUntil,
            Set<WorkStatus> ledBy,
            Actor by) {
        public Command {
            ledBy = Set.copyOf(ledBy);
        }
    }

    public sealed interface Outcome {
        record Added(Offer offer) implements Outcome {}

        record Refused(OfferReason reason) implements Outcome {}
    }

    private static final Money HIGHEST_PRICE = Money.cents(1_000_00);

    private final JdbcClient jdbc;
    private final Places places;
    private final Catalogue catalogue;
    private final WhoLeads whoLeads;
    private final PlaceSettings settings;
    private final Clock clock;

    AddOffer(
            JdbcClient jdbc,
            Places places,
            Catalogue catalogue,
            WhoLeads whoLeads,
            PlaceSettings settings,
            Clock clock) {
        this.jdbc = jdbc;
        this.places = places;
        this.catalogue = catalogue;
        this.whoLeads = whoLeads;
        this.settings = settings;
        this.clock = clock;
    }

    @Transactional
    public Outcome handle(Command command) {
        var place = places.find(command.place()).filter(found -> PlaceRights.sees(command.by(), found.provider()));
        if (place.isEmpty()) {
            return new Outcome.Refused(OfferReason.UNKNOWN_PLACE);
        }
        if (!PlaceRights.mayChange(command.by(), place.get().provider())) {
            return new Outcome.Refused(OfferReason.NOT_ALLOWED);
        }
        var service = catalogue.find(command.service(), command.validFrom());
        var offer = offer(command, service);
        var known = places.findOffer(command.id());
        if (known.isPresent()) {
            return isTheSame(known.get(), offer)
                    ? new Outcome.Added(known.get())
                    : new Outcome.Refused(OfferReason.ID_TAKEN);
        }
        var reason = refusal(offer, place.get(), service);
        if (reason.isPresent()) {
            return new Outcome.Refused(reason.get());
        }
        if (write(offer, command.by()) == 0) {
            return new Outcome.Refused(OfferReason.ALREADY_OFFERED);
        }
        whoLeads.say(List.of(offer.id()), offer.ledBy(), command.by());
        return new Outcome.Added(offer);
    }

    /** It may have been withdrawn, or led by others, since it was first made. */
    private static boolean isTheSame(Offer known, Offer offer) {
        return known.place().equals(offer.place())
                && known.service().equals(offer.service())
                && known.price().equals(offer.price())
                && known.isRegulated() == offer.isRegulated()
                && known.validFrom().equals(offer.validFrom());
    }

    private static Offer offer(Command command, Optional<Service> service) {
        return new Offer(
                command.id(),
                command.place(),
                command.service(),
                command.price(),
                command.isRegulated(),
                command.format().or(() -> service.map(Service::format)).orElse(ServiceFormat.BOTH),
                command.validFrom(),
                command.validUntil(),
                command.ledBy());
    }

    private Optional<OfferReason> refusal(Offer offer, Place place, Optional<Service> service) {
        if (place.closedOn()
                .filter(closed -> !closed.isAfter(offer.validFrom()))
                .isPresent()) {
            return Optional.of(OfferReason.PLACE_CLOSED);
        }
        if (offer.validFrom().isBefore(Paris.today(clock))) {
            return Optional.of(OfferReason.IN_THE_PAST);
        }
        if (offer.validUntil()
                .filter(until -> !until.isAfter(offer.validFrom()))
                .isPresent()) {
            return Optional.of(OfferReason.ENDS_BEFORE_IT_BEGINS);
        }
        if (service.isEmpty()) {
            return Optional.of(OfferReason.SERVICE_UNKNOWN);
        }
        if (!service.get().format().allows(offer.format())) {
            return Optional.of(OfferReason.FORMAT_NOT_POSSIBLE);
        }
        return priceRefusal(offer.price(), offer.isRegulated(), settings.faceValue())
                .or(() -> WhoLeads.refusal(offer.ledBy()));
    }

    /** A payer never pays more than the public price, and a regulated price leaves nothing to pay. */
    static Optional<OfferReason> priceRefusal(Money price, boolean isRegulated, Money faceValue) {
        if (price.isMoreThan(HIGHEST_PRICE)) {
            return Optional.of(OfferReason.PRICE_TOO_HIGH);
        }
        if (price.isLessThan(faceValue)) {
            return Optional.of(OfferReason.PRICE_BELOW_FACE_VALUE);
        }
        boolean isWhole = faceValue.times(price.wholeTimes(faceValue)).equals(price);
        return isRegulated && !isWhole ? Optional.of(OfferReason.REGULATED_PRICE_NOT_WHOLE) : Optional.empty();
    }

    private int write(Offer offer, Actor by) {
        return jdbc.sql("""
                        INSERT INTO places.offer (id, place, service, price_cents, face_value_cents, is_regulated,
                               format, valid_from, valid_until, recorded_at, recorded_by)
                        VALUES (:id, :place, :service, :price_cents, :face_value_cents, :is_regulated,
                               :format, :valid_from, :valid_until, :recorded_at, :recorded_by)
                            ON CONFLICT DO NOTHING
                        """)
                .param("id", offer.id().value())
                .param("place", offer.place().value())
                .param("service", offer.service().value())
                .param("price_cents", offer.price().cents())
                .param("face_value_cents", settings.faceValue().cents())
                .param("is_regulated", offer.isRegulated())
                .param("format", offer.format().name())
                .param("valid_from", offer.validFrom())
                .param("valid_until", offer.validUntil().orElse(null))
                .param("recorded_at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .param("recorded_by", by.reference())
                .update();
    }
}
