package coop.fairpass.places;

import coop.fairpass.catalogue.ServiceFormat;
import coop.fairpass.directory.Telephone;
import coop.fairpass.web.Language;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A place, as its page shows it.
 *
 * @param accepts false when its provider may not redeem today
 * @param mediators who helps here and agreed to be named
 * @param offers by category, in the order of the catalogue
 * @param opinions what people say of it, told from thirty of them on
 */
public record PlacePage(
        Place place,
        ProviderIdentity identity,
        Presentation presentation,
        OpeningTimes.Now now,
        Freshness freshness,
        boolean accepts,
        boolean isClosed,
        List<String> mediators,
        Map<String, List<OfferLine>> offers,
        List<StopLine> stops,
        OpinionCounts opinions,
        String letter) {

    /** A service, what it costs, what remains. */
    public record OfferLine(String label, ServiceFormat format, Charge charge) {

        public String french() {
            return switch (format) {
                case INDIVIDUAL -> "seul";
                case COLLECTIVE -> "à plusieurs";
                case BOTH -> "seul ou à plusieurs";
            };
        }

        public String english() {
            return switch (format) {
                case INDIVIDUAL -> "alone";
                case COLLECTIVE -> "in a group";
                case BOTH -> "alone or in a group";
            };
        }
    }

    /** Where it stops, when it goes from place to place. */
    public record StopLine(String address, List<String> hours) {}

    public List<String> hours() {
        return SpokenHours.lines(place.openingHours(), Language.reading());
    }

    public Optional<String> telephone() {
        return place.telephone().map(Telephone::grouped);
    }

    /** Addresses of the web that it gives, each once. */
    public List<String> websites() {
        return web(presentation.website());
    }

    public List<String> booking() {
        return web(presentation.booking());
    }

    public List<String> accessSheets() {
        return web(presentation.accessSheet());
    }

    private static List<String> web(String addresses) {
        return List.of(addresses.split("\\|", -1)).stream()
                .map(String::strip)
                .filter(PresentPlace::isWebAddress)
                .distinct()
                .toList();
    }
}
