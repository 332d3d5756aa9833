package coop.fairpass.places;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A provider says that the page of one of its places is still true; asked every six months. */
@Component
public class ConfirmPlace {

    public record Command(PlaceId place, Actor by) {}

    public sealed interface Outcome {
        record Confirmed(Place place) implements Outcome {}

        record Refused(PresentationReason reason) implements Outcome {}
    }

    private final JdbcClient jdbc;
    private final Places places;
    private final Clock clock;

    ConfirmPlace(JdbcClient jdbc, Places places, Clock clock) {
        this.jdbc = jdbc;
        this.places = places;
        this.clock = clock;
    }

    @Transactional
    public Outcome handle(Command command) {
        var place = places.lock(command.place()).filter(found -> PlaceRights.sees(command.by(), found.provider()));
        if (place.isEmpty()) {
            return new Outcome.Refused(PresentationReason.UNKNOWN_PLACE);
        }
        if (!PlaceRights.mayChange(command.by(), place.get().provider())) {
            return new Outcome.Refused(PresentationReason.NOT_ALLOWED);
        }
        jdbc.sql("UPDATE places.place SET confirmed_on = :today WHERE id = :id")
                .param("id", command.place().value())
                .param("today", Paris.today(clock))
                .update();
        return new Outcome.Confirmed(places.get(command.place()));
    }
}
