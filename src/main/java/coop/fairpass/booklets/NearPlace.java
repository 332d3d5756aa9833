package coop.fairpass.booklets;

import coop.fairpass.places.Distances;
import java.util.Optional;

/**
 * Lieu proche : where the vouchers of a booklet can be used, as a letter says it.
 *
 * @param mark how its provider shows itself, said before anything else; nothing when its place is all that is known
 * @param hours as people read them, such as {@code lundi au vendredi, 9 h à 12 h}
 * @param metres as the crow flies
 */
public record NearPlace(
        Optional<Mark> mark,
        String name,
        String address,
        Optional<String> hours,
        Optional<String> telephone,
        long metres) {

    /**
     * The provider's own name, colour and logo, which the common mark never replaces.
     *
     * @param colour {@code #0b5f56}, of a line beside the place and never of its words: a copier reads them as well
     */
    public record Mark(String name, Optional<String> colour, Optional<Logo> logo) {

        /** The logo as a page can hold it. */
        public Optional<String> picture() {
            return logo.map(Logo::asDataAddress);
        }
    }

    /** The provider's own name, the first that is read; that of the place when there is no other. */
    public String firstName() {
        return mark.map(Mark::name).orElse(name);
    }

    /** The name of the place, when the provider has another. */
    public Optional<String> secondName() {
        return Optional.of(name).filter(place -> !place.equals(firstName()));
    }

    /** {@code à 350 m}, {@code à 2,3 km}, {@code à 14 km}: no more exact than a straight line is. */
    public String distance() {
        return Distances.french(metres);
    }
}
