package coop.fairpass.bank;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The numbers of our documents in what a payer wrote: {@code af 2026 000001 pass numerique} names AF-2026-000001.
 *
 * <p>A number is a series of one to three letters, a year and six digits, with or without what separates them. It is
 * found whole or not at all: AF-2026-0000010 does not hold AF-2026-000001. A creditor reference counts when its check
 * digits are right, and when they are wrong its inside is not read either.
 */
public final class DocumentReferences {

    private static final String SEPARATOR = "[\\s\\p{Pd}_./]{0,3}";

    private static final Pattern REFERENCE_OR_NUMBER = Pattern.compile("""
            (?<![\\p{L}\\p{M}\\p{N}]) (?:
                (?<reference> RF \\s? \\d\\s?\\d \\s? (?:[A-Z]\\s?){1,3} (?:\\d\\s?){9} \\d )
              | (?<series> [A-Z]{1,3} ) SEP (?<year> 20\\d\\d ) SEP (?<number> \\d{6} )
            ) (?!\\d)
            """.replace("SEP", SEPARATOR), Pattern.COMMENTS);

    private static final Pattern NUMBER = Pattern.compile("([A-Z]{1,3})(20\\d\\d)(\\d{6})");

    private DocumentReferences() {}

    /** The numbers found, each once, as {@code AF-2026-000001}, in order of appearance. */
    public static List<String> findIn(String text) {
        var numbers = new LinkedHashSet<String>();
        REFERENCE_OR_NUMBER
                .matcher(text.toUpperCase(Locale.ROOT))
                .results()
                .map(DocumentReferences::number)
                .filter(number -> !number.isEmpty())
                .forEach(numbers::add);
        return List.copyOf(numbers);
    }

    private static String number(MatchResult found) {
        var reference = found.group("reference");
        if (reference == null) {
            return String.join("-", found.group("series"), found.group("year"), found.group("number"));
        }
        return CreditorReference.read(reference)
                .map(sound -> NUMBER.matcher(sound.body()))
                .filter(Matcher::matches)
                .map(parts -> String.join("-", parts.group(1), parts.group(2), parts.group(3)))
                .orElse("");
    }
}
