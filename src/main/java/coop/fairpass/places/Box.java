package coop.fairpass.places;

import coop.fairpass.territory.Point;

/** The rectangle, in degrees, that a circle lies in: what is looked through before distances are measured. */
record Box(double south, double north, double west, double east) {

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
}
