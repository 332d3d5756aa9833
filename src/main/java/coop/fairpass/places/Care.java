package coop.fairpass.places;

import java.util.Arrays;
import java.util.Optional;

/** Accessibilité : whom a place can receive in particular, with the words of the standard 1.0. */
public enum Care {
    WALKING("Handicaps moteurs"),
    HEARING("Surdité"),
    SEEING("Déficience visuelle"),
    UNDERSTANDING("Handicaps mentaux"),
    READING("Illettrisme"),
    ENGLISH("Langues étrangères (anglais)"),
    OTHER_LANGUAGES("Langues étrangères (autres)");

    private final String standard;

    Care(String standard) {
        this.standard = standard;
    }

    /** As the standard writes it, to the letter. */
    public String standard() {
        return standard;
    }

    /** The one that the standard writes so. */
    public static Optional<Care> ofStandard(String written) {
        return Arrays.stream(values())
                .filter(care -> care.standard.equals(written))
                .findFirst();
    }
}
