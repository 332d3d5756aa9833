package coop.fairpass.places;

import coop.fairpass.catalogue.NationalCategory;
import coop.fairpass.directory.IdentifierProblem;
import coop.fairpass.directory.InseeCode;
import coop.fairpass.directory.PostalCode;
import coop.fairpass.directory.Siren;
import coop.fairpass.directory.Siret;
import coop.fairpass.directory.Telephone;
import coop.fairpass.territory.Point;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Candidat : a row of a list of places that can become a place, once a provider answers for it.
 *
 * @param line of the file, or rank in a JSON list, from 1
 * @param key who made the list and its own id there: together they name one row
 * @param hours as OpenStreetMap writes them, or any text that was there; empty is unknown
 * @param programmes national programmes, as the standard 1.0 names them
 * @param prices as the list writes them; ours are {@code FP-COM-001 10.00 reste 0.00 réglementé individuel}
 * @param acceptsVouchers the list says that vouchers were accepted there
 * @param presentation all else that the row says, in the words of the standard 1.0
 */
public record PlaceCandidate(
        long line,
        Key key,
        Pivot pivot,
        String name,
        String street,
        String complement,
        PostalCode postalCode,
        String town,
        Optional<InseeCode> commune,
        Optional<Point> position,
        Optional<Telephone> telephone,
        Optional<String> email,
        String hours,
        Optional<LocalDate> updatedOn,
        Set<NationalCategory> services,
        Set<Fee> fees,
        Set<String> programmes,
        List<String> prices,
        boolean acceptsVouchers,
        Presentation presentation) {

    /** An id means nothing without its source: one national file repeats 240 of them across sources. */
    public record Key(String source, String id) {}

    /** Frais à charge, in the words of the standard 1.0. */
    public enum Fee {
        FREE("Gratuit"),
        FREE_UNDER_CONDITIONS("Gratuit sous condition"),
        PAID("Payant");

        private final String label;

        Fee(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** Pivot : who holds the place. Many places share one: it never says that two rows are the same place. */
    public sealed interface Pivot {
        record Establishment(Siret siret) implements Pivot {}

        record Company(Siren siren) implements Pivot {}

        /** An RNA, a RIDET: passed on as it is. */
        record Registered(String number) implements Pivot {}

        record Unknown() implements Pivot {}

        /** It was there and is wrong: it names nobody. */
        record Unusable(IdentifierProblem problem) implements Pivot {}
    }

    public PlaceCandidate {
        services = Set.copyOf(services);
        fees = Set.copyOf(fees);
        programmes = Set.copyOf(programmes);
        prices = List.copyOf(prices);
    }

    /** The same, in that commune or in none. */
    public PlaceCandidate in(Optional<InseeCode> other) {
        return new PlaceCandidate(
                line,
                key,
                pivot,
                name,
                street,
                complement,
                postalCode,
                town,
                other,
                position,
                telephone,
                email,
                hours,
                updatedOn,
                services,
                fees,
                programmes,
                prices,
                acceptsVouchers,
                presentation);
    }
}
