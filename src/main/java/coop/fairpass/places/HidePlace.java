package coop.fairpass.places;

import coop.fairpass.directory.Actor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Takes a place off the map and off the letters, or puts it back; it stays open all the while. */
@Component
public class HidePlace {

    public record Command(PlaceId place, boolean isHidden, Actor by) {}

    public sealed interface Outcome {
        record Done(Place place) implements Outcome {}

        record Refused(PlaceReason reason) implements Outcome {}
    }

    private final JdbcClient jdbc;
    private final Places places;

    HidePlace(JdbcClient jdbc, Places places) {
        this.jdbc = jdbc;
        this.places = places;
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
        jdbc.sql("UPDATE places.place SET is_hidden = :is_hidden WHERE id = :id")
                .param("id", command.place().value())
                .param("is_hidden", command.isHidden())
                .update();
        return new Outcome.Done(places.get(command.place()));
    }
}
