package coop.fairpass.territory;

import coop.fairpass.directory.InseeCode;
import coop.fairpass.directory.PostalCode;
import java.time.ZoneId;

/**
 * Terre : one of the lands of France far from each other, with the rectangle that holds it, so that coordinates that
 * were swapped or typed wrong are seen (formats §8.4, trap 9).
 */
public enum Land {
    METROPOLE(41.2, 51.2, -5.3, 9.7, "Europe/Paris"),
    /** With Saint-Barthélemy and Saint-Martin, which share its postal codes. */
    GUADELOUPE(15.7, 18.2, -63.3, -60.9, "America/Guadeloupe"),
    MARTINIQUE(14.3, 15.0, -61.3, -60.7, "America/Martinique"),
    GUYANE(2.0, 5.9, -54.7, -51.5, "America/Cayenne"),
    REUNION(-21.5, -20.8, 55.1, 55.9, "Indian/Reunion"),
    MAYOTTE(-13.1, -12.5, 44.9, 45.4, "Indian/Mayotte"),
    SAINT_PIERRE_ET_MIQUELON(46.7, 47.2, -56.5, -56.1, "America/Miquelon"),
    WALLIS_ET_FUTUNA(-14.5, -13.1, -178.3, -176.0, "Pacific/Wallis"),
    /** The Marquises are half an hour before Tahiti, the Gambier an hour: their clocks are not told apart. */
    POLYNESIE(-28.0, -7.0, -155.0, -134.0, "Pacific/Tahiti"),
    NOUVELLE_CALEDONIE(-23.0, -17.9, 158.0, 172.2, "Pacific/Noumea");

    private final double south;
    private final double north;
    private final double west;
    private final double east;
    private final ZoneId zone;

    Land(double south, double north, double west, double east, String zone) {
        this.south = south;
        this.north = north;
        this.west = west;
        this.east = east;
        this.zone = ZoneId.of(zone);
    }

    /** The land where a postal code delivers. */
    public static Land of(PostalCode code) {
        return ofPrefix(code.digits());
    }

    /** The land of a commune. */
    public static Land of(InseeCode code) {
        return ofPrefix(code.value());
    }

    private static Land ofPrefix(String code) {
        return switch (code.substring(0, 3)) {
            case "971", "977", "978" -> GUADELOUPE;
            case "972" -> MARTINIQUE;
            case "973" -> GUYANE;
            case "974" -> REUNION;
            case "975" -> SAINT_PIERRE_ET_MIQUELON;
            case "976" -> MAYOTTE;
            case "986" -> WALLIS_ET_FUTUNA;
            case "987" -> POLYNESIE;
            case "988" -> NOUVELLE_CALEDONIE;
            default -> METROPOLE;
        };
    }

    /** The clock that hangs on its walls. */
    public ZoneId zone() {
        return zone;
    }

    public boolean contains(Point point) {
        return point.latitude() >= south
                && point.latitude() <= north
                && point.longitude() >= west
                && point.longitude() <= east;
    }
}
