package coop.fairpass.places;

import coop.fairpass.catalogue.Service;
import coop.fairpass.web.Language;
import coop.fairpass.web.Sentences;
import coop.fairpass.web.Told;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A place, as its provider changes it.
 *
 * @param areHoursRead false when they can only be shown as they are
 * @param proposed services of the organisation's file that are not offered here yet
 * @param proposedLeaders statuts of those who lead, as the forms propose them
 * @param lists under which ids lists of others know it
 * @param offer the id of the next offer, so that sending twice adds one
 */
public record MyPlacePage(
        Place place,
        Presentation said,
        List<String> hours,
        boolean areHoursRead,
        Freshness freshness,
        boolean mayChange,
        List<OfferLine> offers,
        Map<String, List<Service>> categories,
        List<Service> proposed,
        Set<WorkStatus> proposedLeaders,
        List<ListedPlace> lists,
        LocalDate today,
        String offer) {

    /** A service offered now. */
    public record OfferLine(
            String id, String label, Charge charge, Set<WorkStatus> ledBy, Optional<LocalDate> validUntil) {

        public OfferLine {
            ledBy = Set.copyOf(ledBy);
        }

        /** In words; empty when nobody ever said. */
        public String leaders() {
            return ledBy.stream().sorted().map(Sentences::of).collect(Collectors.joining(", "));
        }
    }

    /** A group of boxes to tick: the values of the standard, and those that are ticked. */
    public record Boxes(String name, String legend, Map<String, String> values, List<String> ticked) {

        /** The language of the values, where they are names that are not translated. */
        public String lang() {
            return name.equals("programmes") ? Language.FRENCH.tag() : "";
        }

        /** Which one of them it is, from 1: a name for its box. */
        public String rank(String value) {
            return Integer.toString(List.copyOf(values.keySet()).indexOf(value) + 1);
        }

        public boolean isTicked(String value, Told told) {
            // Another form of the page may be what was refused.
            return (told.isRefused() && told.typed().containsKey("openingHours"))
                    ? isSent(name, value, told)
                    : ticked.contains(value);
        }
    }

    public MyPlacePage {
        hours = List.copyOf(hours);
        offers = List.copyOf(offers);
        proposed = List.copyOf(proposed);
        proposedLeaders = Set.copyOf(proposedLeaders);
        lists = List.copyOf(lists);
    }

    /** Whether a box of a form is ticked: as the form was just sent, or else as the page proposes. */
    public static boolean isTicked(String name, String value, boolean proposed, Told told) {
        boolean isSent = told.isWrong(name) || told.typed().containsKey(name);
        return isSent ? Arrays.asList(told.typed(name, "").split("\\|", -1)).contains(value) : proposed;
    }

    private static boolean isSent(String name, String value, Told told) {
        return Arrays.asList(told.typed(name, "").split("\\|", -1)).contains(value);
    }

    /** Offers that go on: who leads them may be said, or said again. */
    public List<OfferLine> lasting() {
        return offers.stream().filter(line -> line.validUntil().isEmpty()).toList();
    }

    /** Those of which nobody ever said who leads them. */
    public long unsaid() {
        return lasting().stream().filter(line -> line.ledBy().isEmpty()).count();
    }

    /** Whether it receives nobody any more. */
    public boolean isClosed() {
        return place.closedOn().filter(closed -> !closed.isAfter(today)).isPresent();
    }

    public List<Boxes> boxes() {
        return boxes(said);
    }

    /** The boxes of a page: what is ticked is what it says now. */
    static List<Boxes> boxes(Presentation said) {
        return List.of(
                boxes(
                        "publics",
                        Language.say("Pour qui surtout (rien : pour tous)", "Mostly for whom (nothing: for everybody)"),
                        PlaceField.PUBLICS,
                        said.publics()),
                boxes("care", Language.say("Vous savez recevoir", "You can welcome"), PlaceField.CARE, said.care()),
                new Boxes(
                        "languages",
                        Language.say("Langues parlées", "Languages spoken"),
                        Languages.all(),
                        said.languages()),
                boxes(
                        "accessWays",
                        Language.say("Pour venir", "How to come"),
                        PlaceField.ACCESS_WAYS,
                        said.accessWays()),
                boxes(
                        "supportWays",
                        Language.say("Comment vous aidez", "How you help"),
                        PlaceField.SUPPORT_WAYS,
                        said.supportWays()),
                boxes(
                        "programmes",
                        Language.say(
                                "Autres programmes et réseaux, comme vous le souhaitez",
                                "Other programmes and networks, as you wish"),
                        PlaceField.PROGRAMMES,
                        said.programmes()),
                boxes("moves", Language.say("Le lieu est", "The place is"), PlaceField.MOVES, said.moves()));
    }

    private static Boxes boxes(String name, String legend, PlaceField field, List<String> ticked) {
        var values = new LinkedHashMap<String, String>();
        StandardWords.of(field).forEach(word -> values.put(word, StandardWords.said(word)));
        return new Boxes(name, legend, values, ticked);
    }

    /** The hours as they are typed. */
    public String typedHours() {
        return PlainHours.shown(place.openingHours(), Language.reading());
    }

    /** One a line, as they are typed. */
    public String otherLabels() {
        return String.join("\n", said.otherLabels());
    }

    /** One a line, as they are typed. */
    public String stops() {
        return said.stops().stream()
                .map(stop -> stop.commune() + " " + stop.address()
                        + (stop.hours().isEmpty()
                                ? ""
                                : " [" + PlainHours.shown(stop.hours(), Language.reading()) + "]"))
                .collect(Collectors.joining("\n"));
    }
}
