package coop.fairpass.catalogue;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Format of a service: for one person, for several together, or either. */
public enum ServiceFormat {
    INDIVIDUAL,
    COLLECTIVE,
    BOTH;

    /** Reads {@code individuel}, {@code collectif}, or both joined by a bar. */
    static Optional<ServiceFormat> ofFrench(String written) {
        var words = Arrays.stream(written.split("\\|")).map(String::strip).collect(Collectors.toSet());
        if (words.equals(Set.of("individuel"))) {
            return Optional.of(INDIVIDUAL);
        }
        if (words.equals(Set.of("collectif"))) {
            return Optional.of(COLLECTIVE);
        }
        return words.equals(Set.of("individuel", "collectif")) ? Optional.of(BOTH) : Optional.empty();
    }

    /** As the file of the catalogue writes it. */
    public String french() {
        return switch (this) {
            case INDIVIDUAL -> "individuel";
            case COLLECTIVE -> "collectif";
            case BOTH -> "individuel|collectif";
        };
    }

    /** Whether a service of this format may be offered in that one. */
    public boolean allows(ServiceFormat offered) {
        return this == BOTH || this == offered;
    }
}
