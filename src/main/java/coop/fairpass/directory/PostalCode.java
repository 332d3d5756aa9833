package coop.fairpass.directory;

import java.util.Optional;

/**
 * Code postal : where the post delivers, five digits; {@code 20000} in Corsica, {@code 97100} overseas.
 *
 * <p>One code covers several communes and the reverse: it never says which commune.
 */
public record PostalCode(String digits) {

    public PostalCode {
        problemIn(digits).ifPresent(problem -> {
            throw problem.asMistake();
        });
    }

    /** Reads what a person or a file wrote, spaces allowed. */
    public static Checked<PostalCode> check(String written) {
        return Checked.of(Written.compact(written), PostalCode::problemIn, PostalCode::new);
    }

    /** Reads a value we wrote ourselves; throws when it is not one. */
    public static PostalCode of(String stored) {
        return check(stored).orThrow();
    }

    private static Optional<IdentifierProblem> problemIn(String digits) {
        if (digits.isEmpty()) {
            return Optional.of(IdentifierProblem.EMPTY);
        }
        if (Written.isDigits(digits, 4)) {
            return Optional.of(IdentifierProblem.LEADING_ZERO_LOST);
        }
        if (!Written.isDigits(digits, 5)) {
            return Optional.of(IdentifierProblem.POSTAL_CODE_FORMAT);
        }
        return digits.equals("00000") ? Optional.of(IdentifierProblem.ALL_ZEROS) : Optional.empty();
    }
}
