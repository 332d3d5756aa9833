package coop.fairpass.places;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A provider closes a place from a day on; its offers end with it, and what was given before stays due. */
@Component
public class ClosePlace {

    /** @param closedOn first day on which it is closed, today at the earliest */
    public record Command(PlaceId place, LocalDate closedOn, Actor by) {}

    public sealed interface Outcome {
        record Closed(Place place) implements Outcome {}

        record Refused(PlaceReason reason) implements Outcome {}
    }

    private final JdbcClient jdbc;
    private final Places places;
    private final Clock clock;

    ClosePlace(JdbcClient jdbc, Places places, Clock clock) {
        this.jdbc = jdbc;
        this.places = places;
        this.clock = clock;
    }

    @Transactional
    public Outcome handle(Command command) {
        var place = places.lock(command.place()).filter(found -> PlaceRights.sees(command.by(), found.provider()));
        if (place.isEmpty()) {
            return new Outcome.Refused(PlaceReason.UNKNOWN_PLACE);
        }
        if (!PlaceRights.mayChange(command.by(), place.get().provider())) {
            return new Outcome.Refused(PlaceReason.NOT_ALLOWED);
        }
        if (place.get().closedOn().equals(Optional.of(command.closedOn()))) {
            return new Outcome.Closed(place.get());
        }
        var today = Paris.today(clock);
        if (place.get().closedOn().filter(closed -> !closed.isAfter(today)).isPresent()) {
            return new Outcome.Refused(PlaceReason.ALREADY_CLOSED);
        }
        if (command.closedOn().isBefore(today)) {
            return new Outcome.Refused(PlaceReason.CLOSED_IN_THE_PAST);
        }
        if (command.closedOn().isBefore(place.get().openedOn())) {
            return new Outcome.Refused(PlaceReason.CLOSED_BEFORE_OPENED);
        }
        jdbc.sql("UPDATE places.place SET closed_on = :closed_on WHERE id = :id")
                .param("id", command.place().value())
                .param("closed_on", command.closedOn())
                .update();
        return new Outcome.Closed(places.get(command.place()));
    }
}
