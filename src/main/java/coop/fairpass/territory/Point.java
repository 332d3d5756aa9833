package coop.fairpass.territory;

/** A point of the globe in decimal degrees (WGS 84); {@code Point(47.32, 5.04)} is in Dijon. */
public record Point(double latitude, double longitude) {

    private static final double EARTH_METRES = 6_371_000;

    public Point {
        if (!isOnGlobe(latitude, longitude)) {
            throw new IllegalArgumentException("not a point of the globe: %s, %s".formatted(latitude, longitude));
        }
    }

    /** Whether two numbers can be a latitude and a longitude. */
    public static boolean isOnGlobe(double latitude, double longitude) {
        return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
    }

    /** Metres along a great circle, as {@code territory.metres_between} counts them. */
    public double metresTo(Point other) {
        double halfChord = square(Math.sin(Math.toRadians(other.latitude - latitude) / 2))
                + Math.cos(Math.toRadians(latitude))
                        * Math.cos(Math.toRadians(other.latitude))
                        * square(Math.sin(Math.toRadians(other.longitude - longitude) / 2));
        return 2 * EARTH_METRES * Math.asin(Math.min(1, Math.sqrt(halfChord)));
    }

    private static double square(double number) {
        return number * number;
    }
}
