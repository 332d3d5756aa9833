package coop.fairpass.bank;

import java.util.List;
import java.util.Optional;

/**
 * A creditor's address, needed only outside the European Economic Area.
 *
 * <p>Since 15 November 2026 the scheme refuses an address made of free lines alone: a town and a country are always
 * apart (formats §1.3).
 */
public sealed interface PostalAddress {

    /** Every part has its place; {@code country} is two letters. */
    record Structured(
            Optional<String> street, Optional<String> building, Optional<String> postCode, String town, String country)
            implements PostalAddress {}

    /** Town and country apart, and at most two free lines that repeat neither. */
    record Hybrid(String town, String country, List<String> lines) implements PostalAddress {
        public Hybrid {
            lines = List.copyOf(lines);
        }
    }

    /** Free lines only, as older directories hold them; no file is written with it. */
    record Unstructured(List<String> lines) implements PostalAddress {
        public Unstructured {
            lines = List.copyOf(lines);
        }
    }

    /** Whether each part, once converted, fits the scheme. */
    private static boolean fits(String part, int length) {
        return SepaText.convert(part).length() <= length;
    }

    private static boolean isPlace(String town, String country) {
        return !SepaText.convert(town).isBlank() && fits(town, 35) && country.matches("[A-Z]{2}");
    }

    /** Whether a bank will take it. */
    default boolean isSound() {
        return switch (this) {
            case Unstructured(var _) -> false;
            case Structured(var street, var building, var postCode, var town, var country) ->
                isPlace(town, country)
                        && fits(street.orElse(""), 70)
                        && fits(building.orElse(""), 16)
                        && fits(postCode.orElse(""), 16);
            case Hybrid(var town, var country, var lines) ->
                isPlace(town, country)
                        && lines.size() <= 2
                        && lines.stream()
                                .allMatch(line -> fits(line, 70)
                                        && !line.strip().equalsIgnoreCase(town.strip())
                                        && !line.strip().equalsIgnoreCase(country));
        };
    }
}
