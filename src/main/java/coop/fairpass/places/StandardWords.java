package coop.fairpass.places;

import coop.fairpass.web.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The values that the national standard 1.0 allows in a field, in its order, as that format's resource has them. */
final class StandardWords {

    private static final Map<PlaceField, Map<String, List<String>>> WORDS =
            PlaceFormat.named("Standard national 1.0").words();

    /** What each value means, for readers of English: what is kept and published is the standard's own words. */
    private static final Map<String, String> ENGLISH = Map.ofEntries(
            Map.entry("Itinérant", "Moving from place to place"),
            Map.entry("Fixe", "Always in the same place"),
            Map.entry("Jeunes", "Young people"),
            Map.entry("Étudiants", "Students"),
            Map.entry("Familles et/ou enfants", "Families or children"),
            Map.entry("Seniors", "Older people"),
            Map.entry("Femmes", "Women"),
            Map.entry("Surdité", "Deafness"),
            Map.entry("Handicaps moteurs", "Physical disabilities"),
            Map.entry("Handicaps mentaux", "Learning disabilities"),
            Map.entry("Illettrisme", "Difficulty with reading or writing"),
            Map.entry("Langues étrangères (anglais)", "Foreign languages (English)"),
            Map.entry("Langues étrangères (autres)", "Foreign languages (others)"),
            Map.entry("Déficience visuelle", "Sight loss"),
            Map.entry("Se présenter", "Come in person"),
            Map.entry("Téléphoner", "Telephone"),
            Map.entry("Contacter par mail", "Write an email"),
            Map.entry("Prendre un RDV en ligne", "Book an appointment online"),
            Map.entry("Ce lieu n'accueille pas de public", "This place is not open to the public"),
            Map.entry("Envoyer un mail avec une fiche de prescription", "Email a referral form"),
            Map.entry("En autonomie", "On your own"),
            Map.entry("Accompagnement individuel", "One-to-one help"),
            Map.entry("Dans un atelier collectif", "In a group workshop"),
            Map.entry("À distance", "Remotely"));

    private StandardWords() {}

    /** What a page says of a value; one that is not the standard's is said as it was written. */
    static String said(String word) {
        return Language.say(word, ENGLISH.getOrDefault(word, word));
    }

    /** Each value once; none for a field that may hold anything. */
    static List<String> of(PlaceField field) {
        var words = new ArrayList<String>();
        WORDS.getOrDefault(field, Map.of())
                .values()
                .forEach(meanings ->
                        meanings.stream().filter(word -> !words.contains(word)).forEach(words::add));
        return List.copyOf(words);
    }
}
