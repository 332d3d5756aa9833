package coop.fairpass.qualification;

import java.util.Arrays;
import java.util.Optional;

/** Étape of an application, in the order in which they are proposed; they may be filled in any order (domain §12.1). */
public enum Step {
    CONTACT("vous"),
    ORGANISATION("structure"),
    QUESTIONS("questionnaire"),
    TEAM("equipe"),
    REPRESENTATIVE("representant"),
    DOCUMENTS("pieces"),
    ACCOUNT("compte");

    private final String path;

    Step(String path) {
        this.path = path;
    }

    /** The word of its address. */
    public String path() {
        return path;
    }

    static Optional<Step> of(String path) {
        return Arrays.stream(values()).filter(one -> one.path.equals(path)).findFirst();
    }
}
