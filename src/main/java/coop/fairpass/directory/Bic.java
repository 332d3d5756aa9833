package coop.fairpass.directory;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * BIC : one bank, or one branch of it, in eight or eleven characters; {@code BNPAFRPP}.
 *
 * <p>Held to the narrow form of ISO 9362, letters first, which every version of the bank files accepts.
 */
public record Bic(String value) {

    private static final Set<String> COUNTRIES = Stream.concat(Arrays.stream(Locale.getISOCountries()), Stream.of("XK"))
            .collect(Collectors.toSet());

    /** Where banks write French IBANs, whatever country their BIC says; Monaco's are close enough to be crossed. */
    private static final Set<String> FRENCH =
            Set.of("FR", "GP", "MQ", "GF", "RE", "YT", "PM", "BL", "MF", "NC", "PF", "WF", "TF", "MC");

    private static final Set<String> BRITISH = Set.of("GB", "JE", "GG", "IM");

    public Bic {
        problemIn(value).ifPresent(problem -> {
            throw problem.asMistake();
        });
    }

    /** Reads what a person or a file wrote, spaces and small letters allowed. */
    public static Checked<Bic> check(String written) {
        return Checked.of(Written.compact(written).toUpperCase(Locale.ROOT), Bic::problemIn, Bic::new);
    }

    /** Reads a value we wrote ourselves; throws when it is not one. */
    public static Bic of(String stored) {
        return check(stored).orThrow();
    }

    private static Optional<IdentifierProblem> problemIn(String value) {
        if (value.isEmpty()) {
            return Optional.of(IdentifierProblem.EMPTY);
        }
        if (!value.matches("[A-Z]{6}[A-Z2-9][A-NP-Z0-9]([A-Z0-9]{3})?")) {
            return Optional.of(IdentifierProblem.BIC_FORMAT);
        }
        return COUNTRIES.contains(value.substring(4, 6))
                ? Optional.empty()
                : Optional.of(IdentifierProblem.BIC_COUNTRY);
    }

    public String country() {
        return value.substring(4, 6);
    }

    /** Whether this bank can hold that account: same country, or both in the territories that share French IBANs. */
    public boolean canHold(Iban iban) {
        return country().equals(iban.country())
                || (FRENCH.contains(country()) && FRENCH.contains(iban.country()))
                || (BRITISH.contains(country()) && iban.country().equals("GB"));
    }
}
