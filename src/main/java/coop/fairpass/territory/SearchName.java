package coop.fairpass.territory;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A name as it is searched: no accent, no dash, no apostrophe, small letters, {@code st} for saint spelled out. */
final class SearchName {

    private static final Pattern ACCENT = Pattern.compile("\\p{M}+");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^a-z0-9]+");
    private static final Pattern CEDEX_OR_ARRONDISSEMENT =
            Pattern.compile(" (cedex( \\d{1,2})?|\\d{1,2}(er|e|eme)?( arrondissement)?)$");

    private SearchName() {}

    /** {@code L'Haÿ-les-Roses} becomes {@code l hay les roses}; empty when nothing can be searched. */
    static String of(String name) {
        var decomposed = Normalizer.normalize(name.replace("œ", "oe").replace("Œ", "OE"), Normalizer.Form.NFD);
        var letters = ACCENT.matcher(decomposed).replaceAll("").toLowerCase(Locale.ROOT);
        return BETWEEN_WORDS
                .splitAsStream(letters)
                .filter(word -> !word.isEmpty())
                .map(SearchName::inFull)
                .collect(Collectors.joining(" "));
    }

    private static String inFull(String word) {
        return switch (word) {
            case "st" -> "saint";
            case "ste" -> "sainte";
            default -> word;
        };
    }

    /** A town as addresses write it, without the number of its arrondissement or its CEDEX: {@code PARIS 11}. */
    static String ofTown(String town) {
        return CEDEX_OR_ARRONDISSEMENT.matcher(of(town)).replaceFirst("");
    }
}
