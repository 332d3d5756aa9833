package coop.fairpass.places;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A provider opens a place and says all that its page says of it, at once: both are done or none. */
@Component
public class SetUpPlace {

    public record Command(OpenPlace.Command place, Presentation presentation) {}

    public sealed interface Outcome {
        record Opened(Place place) implements Outcome {}

        record Refused(PlaceReason reason) implements Outcome {}

        record NotPresented(PresentationReason reason) implements Outcome {}
    }

    private final OpenPlace openPlace;
    private final PresentPlace presentPlace;

    SetUpPlace(OpenPlace openPlace, PresentPlace presentPlace) {
        this.openPlace = openPlace;
        this.presentPlace = presentPlace;
    }

    @Transactional
    public Outcome handle(Command command) {
        var place = command.place();
        var said = new PresentPlace.Command(
                place.id(), place.telephone(), place.email(), place.openingHours(), command.presentation(), place.by());
        // Judged first: no place is opened whose page could not be shown.
        var wrong = presentPlace.refusal(said);
        if (wrong.isPresent()) {
            return new Outcome.NotPresented(wrong.get());
        }
        return switch (openPlace.handle(place)) {
            case OpenPlace.Outcome.Refused(var reason) -> new Outcome.Refused(reason);
            case OpenPlace.Outcome.Opened(var _) ->
                switch (presentPlace.handle(said)) {
                    case PresentPlace.Outcome.Presented(var presented) -> new Outcome.Opened(presented);
                    case PresentPlace.Outcome.Refused(var reason) ->
                        throw new IllegalStateException("judged, then refused: " + reason);
                };
        };
    }
}
