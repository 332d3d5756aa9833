package coop.fairpass.places;

import coop.fairpass.territory.Point;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Whether some place is near enough to a point; places are kept by latitude, so that few are measured. */
final class Reach {

    /** A little less than any degree of latitude on the sphere by which distances are measured: no place is missed. */
    private static final double METRES_A_DEGREE = 111_000;

    private final Point[] places;
    private final double[] latitudes;

    Reach(List<Point> places) {
        this.places = places.stream()
                .sorted(Comparator.comparingDouble(Point::latitude))
                .toArray(Point[]::new);
        this.latitudes = Arrays.stream(this.places).mapToDouble(Point::latitude).toArray();
    }

    boolean hasPlaceWithin(int metres, Point from) {
        double degrees = metres / METRES_A_DEGREE;
        double longitudes = degrees / Math.max(0.01, Math.cos(Math.toRadians(Math.abs(from.latitude()) + degrees)));
        int found = Arrays.binarySearch(latitudes, from.latitude() - degrees);
        // Of several places on one latitude any may be found: go back to the first.
        int first = found < 0 ? -found - 1 : found;
        while (first > 0 && latitudes[first - 1] >= from.latitude() - degrees) {
            first--;
        }
        for (int i = first; i < places.length && latitudes[i] <= from.latitude() + degrees; i++) {
            if (Math.abs(places[i].longitude() - from.longitude()) <= longitudes
                    && places[i].metresTo(from) <= metres) {
                return true;
            }
        }
        return false;
    }
}
