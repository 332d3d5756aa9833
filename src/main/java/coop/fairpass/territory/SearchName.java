package coop.fairpass.territory;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** A name as it is searched: no accent, no dash, no apostrophe, small letters, {@code st} for saint spelled out. */
final class SearchName {

    private SearchName() {}

    /** {@code L'Haÿ-les-Roses} becomes {@code l hay les roses}; empty when nothing can be searched. */
    static String of(String name) {
        var letters = Normalizer.normalize(name.replace("œ", "oe").replace("Œ", "OE"), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT);
        return Arrays.stream(letters.split("[^a-z0-9]+"))
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
        return of(town).replaceFirst(" (cedex( \\d{1,2})?|\\d{1,2}(er|e|eme)?( arrondissement)?)$", "");
    }
}
