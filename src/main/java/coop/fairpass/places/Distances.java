package coop.fairpass.places;

import java.util.Locale;

/** Distances as people read them: no more exact than a straight line is. */
public final class Distances {

    private Distances() {}

    /** {@code à 350 m}, {@code à 2,3 km}, {@code à 14 km}. */
    public static String french(long metres) {
        if (metres < 975) {
            return "à %d m".formatted(Math.max(50, Math.round(metres / 50.0) * 50));
        }
        double kilometres = metres / 1_000.0;
        return kilometres < 9.95
                ? String.format(Locale.FRANCE, "à %.1f km", kilometres)
                : "à %d km".formatted(Math.round(kilometres));
    }

    /** {@code 350 m away}, {@code 2.3 km away}, {@code 14 km away}. */
    public static String english(long metres) {
        return french(metres).substring(2).replace(',', '.') + " away";
    }
}
