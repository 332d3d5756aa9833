package coop.fairpass.places;

import coop.fairpass.directory.InseeCode;
import coop.fairpass.directory.PostalCode;
import coop.fairpass.directory.Siret;
import coop.fairpass.directory.Telephone;
import coop.fairpass.territory.Point;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * Lieu recensé : a place that a list of others knows. It is a place of ours once an organisation answers for it.
 *
 * @param source who made the list, and {@code sourceId} its own id there: together they name one row
 * @param list under which name the cooperative takes it in
 * @param hours as its list writes them; empty is unknown
 * @param said all else that its list says, in the words of the standard
 * @param readOn the day of the last file of its list that said something of it
 * @param goneOn since when its list has it no more
 * @param place the place of ours that it is
 */
public record ListedPlace(
        UUID id,
        String source,
        String sourceId,
        String list,
        Optional<Siret> siret,
        String name,
        String street,
        PostalCode postalCode,
        String town,
        Optional<InseeCode> commune,
        Optional<Point> position,
        Optional<Telephone> telephone,
        Optional<String> email,
        String hours,
        Presentation said,
        LocalDate readOn,
        Optional<LocalDate> goneOn,
        Optional<PlaceId> place) {

    /** {@code 2 rue Exemple, 21000 Dijon}. */
    public String address() {
        return (street.isBlank() ? "" : street + ", ") + postalCode.digits() + " " + town;
    }

    /** {@code 03 80 00 00 00}, when it is known. */
    public Optional<String> grouped() {
        return telephone.map(Telephone::grouped);
    }
}
