package coop.fairpass.qualification;

import coop.fairpass.places.Place;
import coop.fairpass.web.Told;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The agreements of a place's organisation, or of a mediator, and the form that proposes one.
 *
 * @param places those for which the reader may propose; none for who may not
 * @param mediators those of the reader's own organisation, by id
 * @param services what is offered in those places, by code
 * @param newId the id of the next agreement, so that sending twice proposes one
 */
public record AgreementPage(
        List<Line> lines,
        List<Place> places,
        Map<UUID, String> mediators,
        Map<String, String> services,
        LocalDate today,
        String newId) {

    /**
     * One agreement.
     *
     * @param services in words; none is all those of the place
     * @param lastDay the last day on which it binds, when one is known
     */
    public record Line(
            String id,
            String place,
            String mediator,
            String paid,
            List<String> services,
            LocalDate validFrom,
            Optional<LocalDate> lastDay,
            AgreementStanding standing,
            Optional<String> endReason,
            boolean maySign,
            boolean mayEnd) {
        public Line {
            services = List.copyOf(services);
        }

        public String path() {
            return "/conventions/" + id;
        }

        public String style() {
            return switch (standing) {
                case ACTIVE -> "state";
                case WAITS_FOR_PLACE, WAITS_FOR_MEDIATOR, TO_COME -> "state waits";
                case ENDED -> "state stopped";
            };
        }
    }

    public AgreementPage {
        lines = List.copyOf(lines);
        places = List.copyOf(places);
    }

    public boolean mayPropose() {
        return !places.isEmpty();
    }

    /** Whether a service was ticked in the form just sent. */
    public boolean isTicked(String code, Told told) {
        return Arrays.asList(told.typed("service", "").split("\\|", -1)).contains(code);
    }
}
