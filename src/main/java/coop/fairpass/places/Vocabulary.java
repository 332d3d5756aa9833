package coop.fairpass.places;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The values that a cell may hold and what each means, found whatever the apostrophes, spaces, accents and capitals.
 */
final class Vocabulary {

    /**
     * A value that was found.
     *
     * @param isExact it was written as the standard writes it, but for apostrophes and spaces
     */
    record Found(List<String> meanings, boolean acceptsVouchers, boolean isExact) {}

    private static final Pattern SPACES = Pattern.compile("[\\s\\u00a0\\u202f\\u2009]+");
    private static final Pattern ACCENT = Pattern.compile("\\p{M}+");
    private static final Pattern NEITHER_LETTER_NOR_DIGIT = Pattern.compile("[^a-z0-9]+");

    private final Map<String, List<String>> meanings = new HashMap<>();
    private final Map<String, String> exactByLoose = new HashMap<>();
    private final Set<String> vouchers = new HashSet<>();

    Vocabulary(Map<String, List<String>> words, List<String> voucherWords) {
        words.forEach((written, meaning) -> {
            meanings.put(straight(written), meaning);
            exactByLoose.put(loose(written), straight(written));
        });
        voucherWords.forEach(word -> vouchers.add(loose(word)));
    }

    Optional<Found> find(String written) {
        var exact = straight(written);
        if (meanings.containsKey(exact)) {
            return Optional.of(found(exact, true));
        }
        return Optional.ofNullable(exactByLoose.get(loose(written))).map(known -> found(known, false));
    }

    /** Whether a value, free or not, says that vouchers are accepted. */
    boolean acceptsVouchers(String written) {
        return vouchers.contains(loose(written));
    }

    private Found found(String exact, boolean isExact) {
        return new Found(meanings.getOrDefault(exact, List.of()), acceptsVouchers(exact), isExact);
    }

    /**
     * Straight apostrophes, plain single spaces, composed accents: what must be the same before anything is compared.
     */
    static String straight(String written) {
        var composed = Normalizer.normalize(written, Normalizer.Form.NFC).replace('’', '\'');
        return SPACES.matcher(composed).replaceAll(" ").strip();
    }

    private static String loose(String written) {
        var letters = ACCENT.matcher(Normalizer.normalize(written, Normalizer.Form.NFD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
        return NEITHER_LETTER_NOR_DIGIT.matcher(letters).replaceAll("");
    }
}
