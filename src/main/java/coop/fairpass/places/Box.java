package coop.fairpass.places;

import coop.fairpass.territory.Point;
import java.util.Map;

/** The square, in degrees, that a circle lies in: what an index can look through before distances are measured. */
record Box(double south, double north, double west, double east) {

    /** Whether a {@code places.place p} is in the box of {@link #params}. */
    static final String HOLDS_PLACE = "p.latitude BETWEEN :south AND :north AND p.longitude BETWEEN :west AND :east";

    private static final double METRES_A_DEGREE = 111_195;

    static Box around(Point centre, double metres) {
        double latitudes = metres / METRES_A_DEGREE;
        double longitudes = latitudes / Math.max(0.1, Math.cos(Math.toRadians(centre.latitude())));
        return new Box(
                centre.latitude() - latitudes,
                centre.latitude() + latitudes,
                centre.longitude() - longitudes,
                centre.longitude() + longitudes);
    }

    Map<String, Double> params() {
        return Map.of("south", south, "north", north, "west", west, "east", east);
    }
}
