package coop.fairpass.directory;

import java.util.Optional;

/** SIREN : the nine digits that identify an organisation in France; {@code 843739418} is shown {@code 843 739 418}. */
public record Siren(String digits) {

    public Siren {
        problemIn(digits).ifPresent(problem -> {
            throw problem.asMistake();
        });
    }

    /** Reads what a person or a file wrote, spaces allowed. */
    public static Checked<Siren> check(String written) {
        return Checked.of(Written.compact(written), Siren::problemIn, Siren::new);
    }

    /** Reads a value we wrote ourselves; throws when it is not one. */
    public static Siren of(String stored) {
        return check(stored).orThrow();
    }

    private static Optional<IdentifierProblem> problemIn(String digits) {
        if (digits.isEmpty()) {
            return Optional.of(IdentifierProblem.EMPTY);
        }
        if (Written.isDigits(digits, 8)) {
            return Optional.of(IdentifierProblem.LEADING_ZERO_LOST);
        }
        if (!Written.isDigits(digits, 9)) {
            return Optional.of(IdentifierProblem.SIREN_FORMAT);
        }
        if (digits.equals("000000000")) {
            return Optional.of(IdentifierProblem.ALL_ZEROS);
        }
        return Luhn.passes(digits) ? Optional.empty() : Optional.of(IdentifierProblem.SIREN_KEY);
    }

    /** As pages show it: {@code 843 739 418}, with no-break spaces. */
    public String grouped() {
        return String.join("\u00a0", digits.substring(0, 3), digits.substring(3, 6), digits.substring(6));
    }
}
