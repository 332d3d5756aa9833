package coop.fairpass.places;

import coop.fairpass.territory.Point;
import java.util.Map;

/** The rectangle, in degrees, that a circle lies in: what an index can look through before distances are measured. */
record Box(double south, double north, double west, double east) {

    /** Whether a {@code places.place p} is in the box of {@link #params}. */
    static final String HOLDS_PLACE = "p.latitude BETWEEN :south AND :north AND p.longitude BETWEEN :west AND :east";

    /** The same of a {@code places.stop s}. */
    static final String HOLDS_STOP = "s.latitude BETWEEN :south AND :north AND s.longitude BETWEEN :west AND :east";

    /** A little less than any degree of latitude on the sphere by which distances are measured: no place is missed. */
    private static final double METRES_A_DEGREE = 111_000;

    static Box around(Point centre, double metres) {
        double latitudes = metres / METRES_A_DEGREE;
        // A circle is widest, in degrees, on its side nearest the pole.
        double longitudes =
                latitudes / Math.max(0.01, Math.cos(Math.toRadians(Math.abs(centre.latitude()) + latitudes)));
        return new Box(
                centre.latitude() - latitudes,
                centre.latitude() + latitudes,
                centre.longitude() - longitudes,
                centre.longitude() + longitudes);
    }

    boolean holds(Point point) {
        return point.latitude() >= south
                && point.latitude() <= north
                && point.longitude() >= west
                && point.longitude() <= east;
    }

    Map<String, Double> params() {
        return Map.of("south", south, "north", north, "west", west, "east", east);
    }
}
