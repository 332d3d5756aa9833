package coop.fairpass.booklets;

import coop.fairpass.places.Distances;
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
        return Distances.french(metres);
    }
}
