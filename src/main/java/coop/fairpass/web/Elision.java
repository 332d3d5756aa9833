package coop.fairpass.web;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * « de » and « à » before the name of a town or of a house: {@code d’Audincourt}, {@code de Dijon}, {@code du Creusot},
 * {@code des Rousses}, {@code de La Charité}; {@code au Havre}, {@code aux Rousses}, {@code à Arles}.
 *
 * <p>Whether an h is mute no rule says. It is taken to be before e, i and y, and before o and a in the few words that
 * public houses are named by; elsewhere it is not, as in {@code de Hauteville}.
 */
public final class Elision {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    /** A vowel that is heard as one; not the first letter of « onze », of « Yenne ». */
    private static final Pattern VOWEL = Pattern.compile("(?!onze\\b)[aeiouœæ].*|y[^aeiou].*");

    private static final Pattern MUTE_H =
            Pattern.compile("h(?:[eiy]|abit|o(?:mm|nn|nf|pit|rlog|tel|rt|riz)|u(?:il|m)).*");

    /** Hem, Héros, Hérisson, Hêtre, Hibou: the h of the few that are not. */
    private static final Pattern ASPIRATE_H = Pattern.compile("(?:hem|heros|herisson|hetres?|hiboux?|hip hop)\\b.*");

    private Elision() {}

    /** The name with « de » before it, as people say it. */
    public static String of(String name) {
        if (name.startsWith("Le ")) {
            return "du " + name.substring(3);
        }
        if (name.startsWith("Les ")) {
            return "des " + name.substring(4);
        }
        return isElided(name) ? "d’" + name : "de " + name;
    }

    /** The name with « à » before it: {@code à Dijon}, {@code au Havre}, {@code aux Rousses}. */
    public static String at(String name) {
        if (name.startsWith("Le ")) {
            return "au " + name.substring(3);
        }
        return name.startsWith("Les ") ? "aux " + name.substring(4) : "à " + name;
    }

    private static boolean isElided(String name) {
        var said = MARKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
        return VOWEL.matcher(said).matches()
                || (MUTE_H.matcher(said).matches() && !ASPIRATE_H.matcher(said).matches());
    }
}
