package coop.fairpass.booklets;

import java.util.Locale;
import java.util.Optional;

/**
 * Lieu proche : where the vouchers of a booklet can be used, as a letter says it.
 *
 * @param hours as people read them, such as {@code lundi au vendredi, 9 h à 12 h}
 * @param metres as the crow flies
 */
public record NearPlace(String name, String address, Optional<String> hours, Optional<String> telephone, long metres) {

    /** {@code à 350 m}, {@code à 2,3 km}, {@code à 14 km}: no more exact than a straight line is. */
    public String distance() {
        if (metres < 975) {
            return "à %d m".formatted(Math.max(50, Math.round(metres / 50.0) * 50));
        }
        double kilometres = metres / 1_000.0;
        return kilometres < 9.95
                ? String.format(Locale.FRANCE, "à %.1f km", kilometres)
                : "à %d km".formatted(Math.round(kilometres));
    }
}
