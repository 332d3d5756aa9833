package coop.fairpass.places;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Présentation : what a place says of itself beyond its address and its prices, in the words of the national standard
 * 1.0, so that it goes out as it came in.
 *
 * @param complement of the address: a floor, a yard
 * @param otherEmails besides the first, which is the place's
 * @param summary at most 280 characters
 * @param typologies codes of the standard, {@code BIB}, {@code ASSO}
 * @param parent the structure that it belongs to, if it says it
 * @param moves {@code Itinérant}, {@code Fixe}
 * @param publics those it is made for; none is everybody
 * @param care whom it can receive in particular: {@code Handicaps moteurs}, {@code Illettrisme}
 * @param languages ISO 639-3 codes, {@code eng}; {@code fsl} is the French sign language
 * @param accessWays how one comes: {@code Se présenter}, {@code Téléphoner}
 * @param supportWays how one is helped: {@code Accompagnement individuel}
 * @param accessSheet address of its page on Acceslibre
 * @param booking address where a time is booked
 * @param updatedOn when its author last changed it
 */
public record Presentation(
        String complement,
        List<String> otherEmails,
        String website,
        String summary,
        String detail,
        List<String> typologies,
        String parent,
        List<String> moves,
        List<String> publics,
        List<String> care,
        List<String> languages,
        List<String> programmes,
        List<String> labels,
        List<String> otherLabels,
        List<String> accessWays,
        List<String> supportWays,
        String accessSheet,
        String booking,
        LocalDate updatedOn,
        List<Stop> stops) {

    /** Of {@code moves}: it goes from place to place. */
    static final String ITINERANT = "Itinérant";

    /** Arrêt : where an itinerant place stops. */
    public record Stop(String address, String commune, String hours) {}

    public Presentation {
        otherEmails = List.copyOf(otherEmails);
        typologies = List.copyOf(typologies);
        moves = List.copyOf(moves);
        publics = List.copyOf(publics);
        care = List.copyOf(care);
        languages = List.copyOf(languages);
        programmes = List.copyOf(programmes);
        labels = List.copyOf(labels);
        otherLabels = List.copyOf(otherLabels);
        accessWays = List.copyOf(accessWays);
        supportWays = List.copyOf(supportWays);
        stops = List.copyOf(stops);
    }

    /** A place that says nothing more. */
    public static Presentation none(LocalDate updatedOn) {
        var nothing = List.<String>of();
        return new Presentation(
                "", nothing, "", "", "", nothing, "", nothing, nothing, nothing, nothing, nothing, nothing, nothing,
                nothing, nothing, "", "", updatedOn, List.of());
    }

    /** True when it says that it goes from place to place, or names where it stops. */
    public boolean isItinerant() {
        return moves.contains(ITINERANT) || !stops.isEmpty();
    }

    /** Values of the standard as a page says them. */
    public String joined(List<String> words) {
        return words.stream().map(StandardWords::said).collect(Collectors.joining(", "));
    }

    /** Languages as a page says them. */
    public Set<String> languageNames() {
        return Languages.names(languages);
    }
}
