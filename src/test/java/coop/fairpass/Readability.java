package coop.fairpass;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How hard a French text is to read: the index of Flesch as Kandel and Moles fitted it to French in 1958. From 0 to 100
 * and a little beyond; 60 is ordinary prose, 80 is for everybody. It counts words and syllables, and knows nothing of
 * sense: it sees long sentences and long words, which is what it is used for here.
 */
public final class Readability {

    private static final Pattern BLOCK = Pattern.compile(
            "(?i)</?(h[1-6]|p|li|ol|ul|div|form|fieldset|legend|label|section|button|main|small|br)\\b[^>]*>");
    private static final Pattern SENTENCE = Pattern.compile("[.!?:;]+(?=\\s|$)|\\n+");
    private static final Pattern WORD = Pattern.compile("\\p{L}+");
    private static final Pattern VOWELS = Pattern.compile("[aeiouy]+");

    private Readability() {}

    /** The sentences of the content of a page: what stands in one block, up to its full stop. */
    public static List<String> sentences(String html) {
        var main = html.replaceAll("(?s).*<main[^>]*>", "")
                .replaceAll("(?s)</main>.*", "")
                .replaceAll("(?s)<(script|svg|select)\\b.*?</\\1>", " ")
                .replaceAll("\\n", " ");
        var text = BLOCK.matcher(main)
                .replaceAll("\n")
                .replaceAll("<[^>]*>", "")
                .replaceAll("&[a-z#0-9]+;", " ")
                .replaceAll("[\\u00a0\\u202f]", " ");
        return Arrays.stream(SENTENCE.split(text))
                .map(String::strip)
                .filter(sentence -> words(sentence) > 0)
                .toList();
    }

    public static long words(String text) {
        return WORD.matcher(text).results().count();
    }

    /** The longest of some sentences, in words. */
    public static String longest(List<String> sentences) {
        return sentences.stream()
                .max(Comparator.comparingLong(Readability::words))
                .orElse("");
    }

    /** {@code 207 − 1.015 × words in a sentence − 73.6 × syllables in a word}. */
    public static double index(List<String> sentences) {
        long words = sentences.stream().mapToLong(Readability::words).sum();
        long syllables = sentences.stream()
                .flatMap(sentence -> WORD.matcher(sentence).results())
                .mapToLong(word -> syllables(word.group()))
                .sum();
        return 207 - 1.015 * words / sentences.size() - 73.6 * syllables / words;
    }

    /** Groups of vowels, without a mute ending. */
    static long syllables(String word) {
        var plain = Normalizer.normalize(word.toLowerCase(Locale.ROOT), Normalizer.Form.NFD)
                .replace("qu", "k")
                .replaceAll("gu(?=[eiy])", "g");
        boolean endsMute = plain.matches(".*[^aeiouy\\p{M}](e|es|ent)");
        long groups = VOWELS.matcher(plain.replaceAll("\\p{M}", "")).results().count();
        return Math.max(1, endsMute ? groups - 1 : groups);
    }
}
