package coop.fairpass.directory;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Téléphone : a number that can be called from anywhere, {@code +33180059880}, shown {@code 01 80 05 98 80}.
 *
 * <p>A national number is converted when it can only be one: {@code 0262…} is in La Réunion, {@code 01…} in Paris.
 * Short numbers are refused: they do not answer from every territory.
 */
public record Telephone(String international) {

    private static final Pattern IN_FRANCE = Pattern.compile("\\+33[1-9][0-9]{8}");
    private static final Pattern OVERSEAS = Pattern.compile("\\+(590|594|262|596|269|687|689|508|681)[0-9]{6,9}");
    private static final Pattern BETWEEN_DIGITS = Pattern.compile("[.\\p{Pd}/()]");
    private static final Pattern FROM_ABROAD = Pattern.compile("00[1-9][0-9]{1,14}");
    private static final Pattern WITH_BOTH_PREFIXES = Pattern.compile("\\+330[1-9][0-9]{8}");
    private static final Pattern WITHOUT_PLUS = Pattern.compile("33[1-9][0-9]{8}");
    private static final Pattern NATIONAL = Pattern.compile("0[1-9][0-9]{8}");
    private static final Pattern PAIR = Pattern.compile("(..)(?=.)");

    /** The beginning of a national number, and the territory it calls. */
    private static final Map<String, String> TERRITORIES = Map.ofEntries(
            Map.entry("0590", "590"),
            Map.entry("0690", "590"),
            Map.entry("0691", "590"),
            Map.entry("0594", "594"),
            Map.entry("0694", "594"),
            Map.entry("0596", "596"),
            Map.entry("0696", "596"),
            Map.entry("0697", "596"),
            Map.entry("0262", "262"),
            Map.entry("0263", "262"),
            Map.entry("0692", "262"),
            Map.entry("0693", "262"),
            Map.entry("0269", "262"),
            Map.entry("0639", "262"));

    public Telephone {
        problemIn(international).ifPresent(problem -> {
            throw problem.asMistake();
        });
    }

    /** Reads what a person or a file wrote: spaces, dots, dashes, brackets and national numbers allowed. */
    public static Checked<Telephone> check(String written) {
        return Checked.of(international(written), Telephone::problemIn, Telephone::new);
    }

    /** Reads a value we wrote ourselves; throws when it is not one. */
    public static Telephone of(String stored) {
        return check(stored).orThrow();
    }

    private static String international(String written) {
        var dialled = BETWEEN_DIGITS
                .matcher(Written.compact(written).replace("(0)", ""))
                .replaceAll("");
        if (FROM_ABROAD.matcher(dialled).matches()) {
            dialled = "+" + dialled.substring(2);
        }
        if (WITH_BOTH_PREFIXES.matcher(dialled).matches()) {
            return "+33" + dialled.substring(4);
        }
        if (WITHOUT_PLUS.matcher(dialled).matches()) {
            return "+" + dialled;
        }
        if (NATIONAL.matcher(dialled).matches() && !isSharedOverseas(dialled)) {
            return "+" + TERRITORIES.getOrDefault(dialled.substring(0, 4), "33") + dialled.substring(1);
        }
        return dialled;
    }

    /** {@code 0976…} is given to subscribers of every overseas territory. */
    private static boolean isSharedOverseas(String dialled) {
        return dialled.startsWith("0976");
    }

    private static Optional<IdentifierProblem> problemIn(String international) {
        if (international.isEmpty()) {
            return Optional.of(IdentifierProblem.EMPTY);
        }
        if (IN_FRANCE.matcher(international).matches()
                || OVERSEAS.matcher(international).matches()) {
            return Optional.empty();
        }
        if (international.matches("[0-9]{1,6}")) {
            return Optional.of(IdentifierProblem.TELEPHONE_SHORT);
        }
        if (international.matches("[1-9][0-9]{8}")) {
            return Optional.of(IdentifierProblem.LEADING_ZERO_LOST);
        }
        return Optional.of(
                international.matches("0976[0-9]{6}")
                        ? IdentifierProblem.TELEPHONE_NEEDS_PREFIX
                        : IdentifierProblem.TELEPHONE_FORMAT);
    }

    /** As pages show it: {@code 01 80 05 98 80} for France, {@code +687 12 34 56} elsewhere, with no-break spaces. */
    public String grouped() {
        if (international.startsWith("+33")) {
            return inPairs("0" + international.substring(3));
        }
        var number = international.substring(4);
        var grouped = number.length() % 2 == 0
                ? inPairs(number)
                : number.substring(0, 3) + "\u00a0" + inPairs(number.substring(3));
        return international.substring(0, 4) + "\u00a0" + grouped;
    }

    private static String inPairs(String digits) {
        return PAIR.matcher(digits).replaceAll("$1\u00a0");
    }
}
