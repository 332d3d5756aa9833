package coop.fairpass.web;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The sentence of every reason and state, kept by room in {@code messages/<room>.properties} under
 * {@code <Enum>.<CONSTANT>}; French, the language of the product, is the base, and {@code <room>_en.properties} is its
 * English.
 */
public final class Sentences {

    private record Bundle(String room, Language language) {}

    private static final Map<Bundle, Optional<ResourceBundle>> BUNDLES = new ConcurrentHashMap<>();

    private Sentences() {}

    /**
     * What whoever reads this answer reads for a constant, in their language; its bare name when no sentence was
     * written, which a test forbids. What is kept or sent is said by {@link #french}.
     */
    public static String of(Enum<?> constant) {
        return find(constant).orElse(constant.name());
    }

    /** The French sentence of a constant, for what is written down, printed or sent. */
    public static String french(Enum<?> constant) {
        return Language.FRENCH.during(() -> of(constant));
    }

    /** The sentence of a constant, if one was written. */
    public static Optional<String> find(Enum<?> constant) {
        var type = constant.getDeclaringClass();
        return find(roomOf(type), type.getSimpleName() + "." + constant.name());
    }

    /** The sentence of a constant of another room, kept as text: {@code find("booklets", "Audience.RETIRED")}. */
    public static Optional<String> find(String room, String key) {
        return bundle(new Bundle(room, Language.reading()))
                .filter(bundle -> bundle.containsKey(key))
                .map(bundle -> bundle.getString(key));
    }

    private static String roomOf(Class<?> type) {
        var name = type.getPackageName();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static Optional<ResourceBundle> bundle(Bundle bundle) {
        return BUNDLES.computeIfAbsent(bundle, known -> {
            try {
                return Optional.of(ResourceBundle.getBundle(
                        "messages." + known.room(),
                        Locale.forLanguageTag(known.language().tag()),
                        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES)));
            } catch (java.util.MissingResourceException e) {
                return Optional.empty();
            }
        });
    }
}
