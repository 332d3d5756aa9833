package coop.fairpass.qualification;

import java.util.Optional;

/**
 * RIDET : how an establishment of Nouvelle-Calédonie is known; kept as it is written, for we know of no check on it
 * (formats §9.2).
 */
record Ridet(String value) {

    /** Reads what a person wrote: 6 to 10 digits, with separators; empty when it is not such a number. */
    static Optional<Ridet> check(String written) {
        var digits = written.replaceAll("[\\s.\\u00a0\\u202f-]", "");
        return digits.matches("\\d{6,10}") ? Optional.of(new Ridet(digits)) : Optional.empty();
    }
}
