package coop.fairpass.places;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.territory.Commune;
import coop.fairpass.territory.Land;
import coop.fairpass.territory.Point;
import coop.fairpass.territory.Territories;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A provider says where its place is, to a few metres: until then it stands at the centre of its commune, and so do the
 * distances that people are told.
 */
@Component
public class LocatePlace {

    public record Command(PlaceId place, Point at, Actor by) {}

    public sealed interface Outcome {
        record Located(Place place) implements Outcome {}

        record Refused(PlaceReason reason) implements Outcome {}
    }

    /** From the centre of a commune: farther is a mistake, except where communes are as large as départements. */
    private static final double FARTHEST_METRES = 50_000;

    private final JdbcClient jdbc;
    private final Places places;
    private final Territories territories;
    private final Clock clock;

    LocatePlace(JdbcClient jdbc, Places places, Territories territories, Clock clock) {
        this.jdbc = jdbc;
        this.places = places;
        this.territories = territories;
        this.clock = clock;
    }

    @Transactional
    public Outcome handle(Command command) {
        var known = places.lock(command.place()).filter(found -> PlaceRights.sees(command.by(), found.provider()));
        if (known.isEmpty()) {
            return new Outcome.Refused(PlaceReason.UNKNOWN_PLACE);
        }
        var place = known.get();
        if (!PlaceRights.mayChange(command.by(), place.provider())) {
            return new Outcome.Refused(PlaceReason.NOT_ALLOWED);
        }
        if (!place.isOpenOrWillBe(Paris.today(clock))) {
            return new Outcome.Refused(PlaceReason.ALREADY_CLOSED);
        }
        var commune = territories.commune(place.commune());
        if (commune.isEmpty() || isElsewhere(command.at(), commune.get())) {
            return new Outcome.Refused(PlaceReason.POSITION_ELSEWHERE);
        }
        if (!place.isPositionExact() || !place.position().equals(Optional.of(command.at()))) {
            write(command);
        }
        return new Outcome.Located(places.get(place.id()));
    }

    /** Whether a point cannot be in a commune: out of its land, or much too far from its centre. */
    private static boolean isElsewhere(Point point, Commune commune) {
        var land = Land.of(commune.code());
        return !land.contains(point)
                || (land != Land.GUYANE
                        && commune.centre()
                                .filter(centre -> centre.metresTo(point) > FARTHEST_METRES)
                                .isPresent());
    }

    private void write(Command command) {
        jdbc.sql("""
                        INSERT INTO places.position (place, number, latitude, longitude, said_at, said_by)
                        SELECT :place, 1 + count(*), :latitude, :longitude, :at, :by
                          FROM places.position
                         WHERE place = :place
                        """)
                .param("place", command.place().value())
                .param("latitude", command.at().latitude())
                .param("longitude", command.at().longitude())
                .param("at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .param("by", command.by().reference())
                .update();
        jdbc.sql("""
                        UPDATE places.place
                           SET latitude = :latitude, longitude = :longitude, is_position_exact = true
                         WHERE id = :place
                        """)
                .param("place", command.place().value())
                .param("latitude", command.at().latitude())
                .param("longitude", command.at().longitude())
                .update();
    }
}
