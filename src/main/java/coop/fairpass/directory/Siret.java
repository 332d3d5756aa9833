package coop.fairpass.directory;

import java.util.Optional;

/**
 * SIRET : the fourteen digits that identify one establishment, beginning with the SIREN of its organisation.
 *
 * <p>La Poste has more establishments than Luhn leaves room for: theirs are also valid when the sum of the digits is a
 * multiple of five. A number that ends in five zeros was rounded by a spreadsheet, even when Luhn passes by chance:
 * no establishment is numbered 00000.
 */
public record Siret(String digits) {

    private static final String LA_POSTE = "356000000";

    public Siret {
        problemIn(digits).ifPresent(problem -> {
            throw problem.asMistake();
        });
    }

    /** Reads what a person or a file wrote, spaces allowed. */
    public static Checked<Siret> check(String written) {
        return Checked.of(Written.compact(written), Siret::problemIn, Siret::new);
    }

    /** Reads a value we wrote ourselves; throws when it is not one. */
    public static Siret of(String stored) {
        return check(stored).orThrow();
    }

    private static Optional<IdentifierProblem> problemIn(String digits) {
        if (digits.isEmpty()) {
            return Optional.of(IdentifierProblem.EMPTY);
        }
        if (Written.isScientific(digits)) {
            return Optional.of(IdentifierProblem.ROUNDED_BY_SPREADSHEET);
        }
        if (Written.isDigits(digits, 13)) {
            return Optional.of(IdentifierProblem.LEADING_ZERO_LOST);
        }
        if (!Written.isDigits(digits, 14)) {
            return Optional.of(IdentifierProblem.SIRET_FORMAT);
        }
        if (digits.equals("00000000000000")) {
            return Optional.of(IdentifierProblem.ALL_ZEROS);
        }
        if (digits.endsWith("00000")) {
            return Optional.of(IdentifierProblem.ROUNDED_BY_SPREADSHEET);
        }
        return Luhn.passes(digits) || isOfLaPoste(digits) ? Optional.empty() : Optional.of(IdentifierProblem.SIRET_KEY);
    }

    private static boolean isOfLaPoste(String digits) {
        return digits.startsWith(LA_POSTE) && digits.chars().map(c -> c - '0').sum() % 5 == 0;
    }

    /**
     * The organisation, checked apart: a SIRET may pass as a whole although its first nine digits do not, and the
     * national files hold one that does.
     */
    public Checked<Siren> siren() {
        return Siren.check(digits.substring(0, 9));
    }

    /** As pages show it: {@code 434 933 123 00029}, with no-break spaces. */
    public String grouped() {
        return String.join(
                "\u00a0", digits.substring(0, 3), digits.substring(3, 6), digits.substring(6, 9), digits.substring(9));
    }
}
