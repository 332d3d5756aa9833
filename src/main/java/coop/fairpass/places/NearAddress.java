package coop.fairpass.places;

import coop.fairpass.territory.Point;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Ressemblance of two listed places of one commune: the mean of what their names, their streets and their positions say
 * (formats §8.4, trap 14). A shared SIRET never makes one of two; it makes a weaker likeness worth a look.
 */
final class NearAddress {

    /** From here on a person is asked. */
    static final int ASKED_FROM = 80;

    /** The same, for two of one SIRET. */
    static final int ASKED_FROM_WITH_SIRET = 60;

    private static final double SAME_SPOT_DEGREES = 0.0004;

    /** Further apart than this, about two kilometres, two places are two. */
    private static final double TOO_FAR_DEGREES = 0.02;

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^a-z0-9]+");

    /** A place as it is compared. */
    record Compared(
            Set<String> name,
            Set<String> street,
            Optional<Point> position,
            Optional<String> siret,
            List<String> typologies) {

        static Compared of(
                String name, String street, Optional<Point> position, Optional<String> siret, List<String> typologies) {
            return new Compared(pairs(name), pairs(street), position, siret, typologies);
        }
    }

    private NearAddress() {}

    /** From 0 to 100; empty when they cannot be one. */
    static Optional<Integer> likeness(Compared one, Compared other) {
        if (!one.typologies().isEmpty()
                && !other.typologies().isEmpty()
                && one.typologies().stream().noneMatch(other.typologies()::contains)) {
            return Optional.empty();
        }
        double sum = similarity(one.name(), other.name());
        int parts = 1;
        if (!one.street().isEmpty() && !other.street().isEmpty()) {
            sum += similarity(one.street(), other.street());
            parts++;
        }
        if (one.position().isPresent() && other.position().isPresent()) {
            double degrees = degrees(one.position().get(), other.position().get());
            if (degrees > TOO_FAR_DEGREES) {
                return Optional.empty();
            }
            sum += degrees < SAME_SPOT_DEGREES ? 100 : 100 / (1_000 * degrees + 1);
            parts++;
        }
        return Optional.of((int) Math.round(sum / parts));
    }

    static boolean isSameSiret(Compared one, Compared other) {
        return one.siret().isPresent() && one.siret().equals(other.siret());
    }

    private static double degrees(Point one, Point other) {
        return Math.hypot(one.latitude() - other.latitude(), one.longitude() - other.longitude());
    }

    /** Dice's coefficient of pairs of letters, in per cent: order of words and small faults matter little. */
    static double similarity(Set<String> one, Set<String> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return 0;
        }
        var smaller = one.size() < other.size() ? one : other;
        var larger = one.size() < other.size() ? other : one;
        long common = smaller.stream().filter(larger::contains).count();
        return 200.0 * common / (one.size() + other.size());
    }

    /** {@code Rue} gives {@code ru, ue}; accents, capitals and signs do not count. */
    static Set<String> pairs(String text) {
        var letters = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
        var pairs = new HashSet<String>();
        for (var word : BETWEEN_WORDS.split(letters, -1)) {
            if (word.length() == 1) {
                pairs.add(word);
            }
            for (int i = 0; i + 2 <= word.length(); i++) {
                pairs.add(word.substring(i, i + 2));
            }
        }
        return pairs;
    }
}
