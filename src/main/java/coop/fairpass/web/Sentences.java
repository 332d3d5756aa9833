package coop.fairpass.web;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The sentence of every reason and state, kept by room in {@code messages/<room>.properties} under
 * {@code <Enum>.<CONSTANT>}; French, the language of the product, is the base.
 */
public final class Sentences {

    private static final Map<String, Optional<ResourceBundle>> BUNDLES = new ConcurrentHashMap<>();

    private Sentences() {}

    /** What a person reads for a constant; its bare name when no sentence was written, which a test forbids. */
    public static String of(Enum<?> constant) {
        return find(constant).orElse(constant.name());
    }

    /** The sentence of a constant, if one was written. */
    public static Optional<String> find(Enum<?> constant) {
        var type = constant.getDeclaringClass();
        return find(roomOf(type), type.getSimpleName() + "." + constant.name());
    }

    /** The sentence of a constant of another room, kept as text: {@code find("booklets", "Audience.RETIRED")}. */
    public static Optional<String> find(String room, String key) {
        return bundle(room).filter(bundle -> bundle.containsKey(key)).map(bundle -> bundle.getString(key));
    }

    private static String roomOf(Class<?> type) {
        var name = type.getPackageName();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static Optional<ResourceBundle> bundle(String room) {
        return BUNDLES.computeIfAbsent(room, known -> {
            try {
                return Optional.of(ResourceBundle.getBundle(
                        "messages." + known,
                        Locale.FRENCH,
                        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES)));
            } catch (java.util.MissingResourceException e) {
                return Optional.empty();
            }
        });
    }
}
