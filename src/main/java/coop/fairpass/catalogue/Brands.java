package coop.fairpass.catalogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Names of commercial brands, looked for in labels (R-245): whole words, whatever their capitals and accents. They are
 * told, and never forbidden: a person judges.
 */
public record Brands(List<String> names) {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

    public Brands {
        names = List.copyOf(names);
    }

    /** The short list that the program ships, in force until the committee keeps its own. */
    public static Brands shipped() {
        try (var stream = Brands.class.getResourceAsStream("/catalogue/brands.txt")) {
            if (stream == null) {
                throw new IllegalStateException("the program does not carry its list of brands");
            }
            return new Brands(new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those that a text names, in the order of the list. */
    public List<String> in(String text) {
        var said = words(text);
        return names.stream().filter(name -> said.contains(words(name))).toList();
    }

    /** {@code Préparer l’été !} is {@code " preparer l ete "}: between spaces, so that a word is whole. */
    static String words(String text) {
        var plain = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
        var words = Arrays.stream(BETWEEN_WORDS.split(plain, -1))
                .filter(word -> !word.isEmpty())
                .toList();
        return words.isEmpty() ? "" : " " + String.join(" ", words) + " ";
    }
}
