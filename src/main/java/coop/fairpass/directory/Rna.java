package coop.fairpass.directory;

import java.util.Locale;
import java.util.Optional;

/** Numéro RNA : how the national register knows an association, a {@code W} and nine characters; {@code W751234567}. */
public record Rna(String value) {

    public Rna {
        problemIn(value).ifPresent(problem -> {
            throw problem.asMistake();
        });
    }

    /** Reads what a person or a file wrote, spaces and small letters allowed. */
    public static Checked<Rna> check(String written) {
        return Checked.of(Written.compact(written).toUpperCase(Locale.ROOT), Rna::problemIn, Rna::new);
    }

    /** Reads a value we wrote ourselves; throws when it is not one. */
    public static Rna of(String stored) {
        return check(stored).orThrow();
    }

    private static Optional<IdentifierProblem> problemIn(String value) {
        if (value.isEmpty()) {
            return Optional.of(IdentifierProblem.EMPTY);
        }
        return value.matches("W[0-9A-Z]{9}") ? Optional.empty() : Optional.of(IdentifierProblem.RNA_FORMAT);
    }
}
