package coop.fairpass.places;

import coop.fairpass.catalogue.ServiceCode;
import coop.fairpass.territory.PerimeterCode;
import coop.fairpass.territory.Point;
import coop.fairpass.web.Checks;
import coop.fairpass.web.WebReason;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what requests about places say of perimeters, paths and points. */
final class PlaceQuestions {

    private static final int MOST_CODES = 1_000;

    private PlaceQuestions() {}

    static Set<PerimeterCode> perimeter(Checks checks, @Nullable List<String> written) {
        return all(checks, "perimeter", written, PerimeterCode::check);
    }

    static Set<ServiceCode> path(Checks checks, @Nullable List<String> written) {
        return all(checks, "service", written, ServiceCode::check);
    }

    static Optional<ServiceCode> code(Checks checks, String field, @Nullable String written) {
        if (written == null || written.isBlank()) {
            return Optional.empty();
        }
        var code = ServiceCode.check(written);
        if (code.isEmpty()) {
            checks.refuse(field, WebReason.FIELD_INVALID);
        }
        return code;
    }

    /** Both coordinates or none. */
    static Optional<Point> point(Checks checks, @Nullable Double latitude, @Nullable Double longitude) {
        if (latitude == null && longitude == null) {
            return Optional.empty();
        }
        if (latitude == null || longitude == null || !Point.isOnGlobe(latitude, longitude)) {
            checks.refuse(latitude == null ? "latitude" : "longitude", WebReason.FIELD_INVALID);
            return Optional.empty();
        }
        return Optional.of(new Point(latitude, longitude));
    }

    /** Statuts of those who lead a service: one at least. */
    static Set<WorkStatus> leaders(Checks checks, String field, @Nullable List<String> written) {
        var read = new HashSet<WorkStatus>();
        for (var text : checks.list(field, written, WorkStatus.values().length)) {
            checks.optionalChoice(field, text, WorkStatus.class).ifPresent(read::add);
        }
        if (read.isEmpty()) {
            checks.refuse(field, OfferReason.LEADERS_NOT_SAID);
        }
        return read;
    }

    static <T> Set<T> setOf(Optional<T> one) {
        return one.map(Set::of).orElse(Set.of());
    }

    private static <T> Set<T> all(
            Checks checks, String field, @Nullable List<String> written, Function<String, Optional<T>> check) {
        var read = new HashSet<T>();
        for (var text : checks.list(field, written, MOST_CODES)) {
            check.apply(text.strip()).ifPresentOrElse(read::add, () -> checks.refuse(field, WebReason.FIELD_INVALID));
        }
        return read;
    }
}
