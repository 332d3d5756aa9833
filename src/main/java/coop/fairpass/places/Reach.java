package coop.fairpass.places;

import coop.fairpass.territory.Point;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Whether some place is near enough to a point; places are kept by latitude, so that few are measured. */
final class Reach {

    private final Point[] places;
    private final double[] latitudes;

    Reach(List<Point> places) {
        this.places = places.stream()
                .sorted(Comparator.comparingDouble(Point::latitude))
                .toArray(Point[]::new);
        this.latitudes = Arrays.stream(this.places).mapToDouble(Point::latitude).toArray();
    }

    boolean hasPlaceWithin(int metres, Point from) {
        var box = Box.around(from, metres);
        int found = Arrays.binarySearch(latitudes, box.south());
        // Of several places on one latitude any may be found: go back to the first.
        int first = found < 0 ? -found - 1 : found;
        while (first > 0 && latitudes[first - 1] >= box.south()) {
            first--;
        }
        for (int i = first; i < places.length && latitudes[i] <= box.north(); i++) {
            if (box.holds(places[i]) && places[i].metresTo(from) <= metres) {
                return true;
            }
        }
        return false;
    }
}
