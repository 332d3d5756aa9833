package coop.fairpass.catalogue;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Optional;

/**
 * One of the nine services of the national standard of places 1.0, by which every directory of the country is searched.
 */
public enum NationalCategory {
    ADMINISTRATIVE_PROCEDURES("Aide aux démarches administratives"),
    EVERYDAY_TOOLS("Maîtrise des outils numériques du quotidien"),
    WORK("Insertion professionnelle via le numérique"),
    SAFETY("Utilisation sécurisée du numérique"),
    PARENTHOOD("Parentalité et éducation avec le numérique"),
    LEISURE("Loisirs et créations numériques"),
    UNDERSTANDING("Compréhension du monde numérique"),
    ACCESS("Accès internet et matériel informatique"),
    EQUIPMENT("Acquisition de matériel informatique à prix solidaire");

    private final String label;

    NationalCategory(String label) {
        this.label = label;
    }

    /** As the standard writes it, to the letter: other programs compare it. */
    public String label() {
        return label;
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
