package coop.fairpass.directory;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Code INSEE : one commune, present or past; {@code 2A004} is Ajaccio, {@code 75056} Paris.
 *
 * <p>Only its form is checked here: whether the commune exists is asked of the list of communes.
 */
public record InseeCode(String value) {

    private static final Pattern CORSICA_OF_OLD = Pattern.compile("20[0-9]{3}");
    private static final Pattern FORM = Pattern.compile("([013-9][0-9]|2[AB1-9])[0-9]{3}");

    public InseeCode {
        problemIn(value).ifPresent(problem -> {
            throw problem.asMistake();
        });
    }

    /** Reads what a person or a file wrote, spaces and small letters allowed. */
    public static Checked<InseeCode> check(String written) {
        return Checked.of(Written.compact(written).toUpperCase(Locale.ROOT), InseeCode::problemIn, InseeCode::new);
    }

    /** Reads a value we wrote ourselves; throws when it is not one. */
    public static InseeCode of(String stored) {
        return check(stored).orThrow();
    }

    private static Optional<IdentifierProblem> problemIn(String value) {
        if (value.isEmpty()) {
            return Optional.of(IdentifierProblem.EMPTY);
        }
        if (Written.isDigits(value, 4)) {
            return Optional.of(IdentifierProblem.LEADING_ZERO_LOST);
        }
        if (CORSICA_OF_OLD.matcher(value).matches()) {
            return Optional.of(IdentifierProblem.INSEE_CODE_CORSICA);
        }
        return FORM.matcher(value).matches() ? Optional.empty() : Optional.of(IdentifierProblem.INSEE_CODE_FORMAT);
    }

    /** The département or overseas collectivity: {@code 2A}, {@code 75}, {@code 971}, {@code 988}. */
    public String department() {
        return value.substring(0, value.startsWith("97") || value.startsWith("98") ? 3 : 2);
    }
}
