package coop.fairpass.places;

import coop.fairpass.directory.Address;
import coop.fairpass.directory.InseeCode;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Telephone;
import coop.fairpass.territory.Point;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Lieu, point de présence : where a provider gives services.
 *
 * @param commune as it was when the place opened; it may have merged since
 * @param position its own, or the centre of its commune when {@code isPositionExact} is false
 * @param openingHours as OpenStreetMap writes them, {@code Mo-Fr 09:00-12:00}, or any text; empty is unknown
 * @param weeklyCapacity how many people can be received in a week; empty is unknown
 * @param closedOn first day on which it is closed
 * @param knownOn the day when what is said of it was last confirmed, or recorded if it never was
 * @param isHidden off the map and off the letters, although open
 */
public record Place(
        PlaceId id,
        OrganisationId provider,
        String name,
        Address address,
        InseeCode commune,
        Optional<Point> position,
        boolean isPositionExact,
        Optional<Telephone> telephone,
        Optional<String> email,
        String openingHours,
        Optional<Integer> weeklyCapacity,
        boolean isHidden,
        LocalDate knownOn,
        LocalDate openedOn,
        Optional<LocalDate> closedOn) {

    /** True from the opening day to the eve of the closing day. */
    public boolean isOpenOn(LocalDate day) {
        return !openedOn.isAfter(day)
                && closedOn.filter(closed -> !closed.isAfter(day)).isEmpty();
    }

    /** Whether it is open or will open: what is closed for good is told no more. */
    boolean isOpenOrWillBe(LocalDate today) {
        return closedOn.filter(closed -> !closed.isAfter(today)).isEmpty();
    }

    /** Its address on a map that the reader chooses to open; nothing is asked of it before. */
    public Optional<String> onOpenStreetMap() {
        return position.map(point -> "https://www.openstreetmap.org/?mlat=%1$s&mlon=%2$s#map=17/%1$s/%2$s"
                .formatted(point.latitude(), point.longitude()));
    }
}
