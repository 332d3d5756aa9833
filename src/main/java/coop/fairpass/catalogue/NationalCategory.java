package coop.fairpass.catalogue;

import coop.fairpass.web.Language;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Optional;

/**
 * One of the nine services of the national standard of places 1.0, by which every directory of the country is searched.
 */
public enum NationalCategory {
    ADMINISTRATIVE_PROCEDURES("Aide aux démarches administratives", "Help with official procedures online"),
    EVERYDAY_TOOLS("Maîtrise des outils numériques du quotidien", "Everyday digital tools"),
    WORK("Insertion professionnelle via le numérique", "Finding work with digital tools"),
    SAFETY("Utilisation sécurisée du numérique", "Staying safe online"),
    PARENTHOOD("Parentalité et éducation avec le numérique", "Parenting and school with digital tools"),
    LEISURE("Loisirs et créations numériques", "Digital leisure and creation"),
    UNDERSTANDING("Compréhension du monde numérique", "Understanding the digital world"),
    ACCESS("Accès internet et matériel informatique", "Internet access and computers on the spot"),
    EQUIPMENT("Acquisition de matériel informatique à prix solidaire", "Buying computers at a fair price");

    private final String label;
    private final String english;

    NationalCategory(String label, String english) {
        this.label = label;
        this.english = english;
    }

    /** As the standard writes it, to the letter: other programs compare it. */
    public String label() {
        return label;
    }

    /** As pages show it to their reader. */
    public String said() {
        return Language.say(label, english);
    }

    /** The service that the standard names so; apostrophes and spaces may be of any kind. */
    public static Optional<NationalCategory> ofLabel(String written) {
        var text = Normalizer.normalize(written, Normalizer.Form.NFC)
                .replace('’', '\'')
                .replaceAll("[\\s\\u00a0\\u202f]+", " ")
                .strip();
        return Arrays.stream(values())
                .filter(service -> service.label.equals(text))
                .findFirst();
    }
}
