package coop.fairpass.places;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Address;
import coop.fairpass.directory.InseeCode;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Organisations;
import coop.fairpass.directory.RegisterOrganisation;
import coop.fairpass.directory.Telephone;
import coop.fairpass.territory.Commune;
import coop.fairpass.territory.Land;
import coop.fairpass.territory.Point;
import coop.fairpass.territory.Territories;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A provider opens a place; the caller chose the id, so twice is once. */
@Component
public class OpenPlace {

    /**
     * @param commune its INSEE code, of today or of the past; that of today is kept
     * @param position without one, the centre of the commune
     * @param openedOn past or to come: a place was there before we knew it
     */
    public record Command(
            PlaceId id,
            OrganisationId provider,
            String name,
            Address address,
            InseeCode commune,
            Optional<Point> position,
            Optional<Telephone> telephone,
            Optional<String> email,
            String openingHours,
            Optional<Integer> weeklyCapacity,
            LocalDate openedOn,
            Actor by) {}

    public sealed interface Outcome {
        record Opened(Place place) implements Outcome {}

        record Refused(PlaceReason reason) implements Outcome {}
    }

    private static final int LONGEST_NAME = 200;
    private static final int MOST_A_WEEK = 10_000;

    private final JdbcClient jdbc;
    private final Places places;
    private final Organisations organisations;
    private final Territories territories;
    private final Clock clock;

    OpenPlace(JdbcClient jdbc, Places places, Organisations organisations, Territories territories, Clock clock) {
        this.jdbc = jdbc;
        this.places = places;
        this.organisations = organisations;
        this.territories = territories;
        this.clock = clock;
    }

    @Transactional
    public Outcome handle(Command command) {
        if (!PlaceRights.sees(command.by(), command.provider())
                || organisations.find(command.provider()).isEmpty()) {
            return new Outcome.Refused(PlaceReason.UNKNOWN_PROVIDER);
        }
        if (!PlaceRights.mayChange(command.by(), command.provider())) {
            return new Outcome.Refused(PlaceReason.NOT_ALLOWED);
        }
        var commune = territories.commune(command.commune());
        if (commune.isEmpty()) {
            return new Outcome.Refused(PlaceReason.UNKNOWN_COMMUNE);
        }
        var place = place(command, commune.get());
        var reason = refusal(place);
        if (reason.isPresent()) {
            return new Outcome.Refused(reason.get());
        }
        if (write(place, command.by()) == 1) {
            return new Outcome.Opened(place);
        }
        var known = places.get(command.id());
        return isTheSame(known, place) ? new Outcome.Opened(known) : new Outcome.Refused(PlaceReason.ID_TAKEN);
    }

    /** It may have been hidden or closed since it was first opened. */
    private static boolean isTheSame(Place known, Place place) {
        return known.provider().equals(place.provider())
                && known.name().equals(place.name())
                && known.address().equals(place.address())
                && known.openedOn().equals(place.openedOn());
    }

    private Place place(Command command, Commune commune) {
        return new Place(
                command.id(),
                command.provider(),
                command.name().strip(),
                new Address(
                        command.address().street(),
                        command.address().postalCode(),
                        command.address().town(),
                        Optional.of(commune.code())),
                commune.code(),
                command.position().or(commune::centre),
                command.position().isPresent(),
                command.telephone(),
                command.email(),
                OpeningHours.ofTyped(command.openingHours()),
                command.weeklyCapacity(),
                false,
                Paris.today(clock),
                command.openedOn(),
                Optional.empty());
    }

    private static Optional<PlaceReason> refusal(Place place) {
        if (place.name().isEmpty() || place.name().length() > LONGEST_NAME) {
            return Optional.of(PlaceReason.NAME_MISSING);
        }
        if (place.isPositionExact()
                && place.position()
                        .filter(point -> !Land.of(place.commune()).contains(point))
                        .isPresent()) {
            return Optional.of(PlaceReason.POSITION_ELSEWHERE);
        }
        if (place.email()
                .filter(email -> !RegisterOrganisation.looksLikeEmail(email))
                .isPresent()) {
            return Optional.of(PlaceReason.EMAIL_INVALID);
        }
        return place.weeklyCapacity()
                .filter(people -> people < 0 || people > MOST_A_WEEK)
                .map(_ -> PlaceReason.CAPACITY_RANGE);
    }

    private int write(Place place, Actor by) {
        return jdbc.sql("""
                        INSERT INTO places.place (id, provider, name, street, postal_code, town, commune, latitude,
                               longitude, is_position_exact, telephone, email, opening_hours, weekly_capacity,
                               opened_on, recorded_at, recorded_by)
                        VALUES (:id, :provider, :name, :street, :postal_code, :town, :commune, :latitude,
                               :longitude, :is_position_exact, :telephone, :email, :opening_hours, :weekly_capacity,
                               :opened_on, :recorded_at, :recorded_by)
                            ON CONFLICT (id) DO NOTHING
                        """)
                .param("id", place.id().value())
                .param("provider", place.provider().value())
                .param("name", place.name())
                .param("street", place.address().street())
                .param("postal_code", place.address().postalCode().digits())
                .param("town", place.address().town())
                .param("commune", place.commune().value())
                .param("latitude", place.position().map(Point::latitude).orElse(null))
                .param("longitude", place.position().map(Point::longitude).orElse(null))
                .param("is_position_exact", place.isPositionExact())
                .param(
                        "telephone",
                        place.telephone().map(Telephone::international).orElse(null))
                .param("email", place.email().orElse(null))
                .param("opening_hours", place.openingHours())
                .param("weekly_capacity", place.weeklyCapacity().orElse(null))
                .param("opened_on", place.openedOn())
                .param("recorded_at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .param("recorded_by", by.reference())
                .update();
    }
}
