package coop.fairpass.qualification;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Titulaire : whether a bank account is in the name of an organisation, as loosely as banks write names: no case, no
 * accents, no marks, no word of legal form. A difference is a remark for people to look at, never a refusal.
 *
 * <pre>{@code
 * HolderName.isNameOf("ASS. L'ATELIER NUMERIQUE", "Association L’Atelier numérique") // true
 * HolderName.isNameOf("Mme Exemple", "Association L’Atelier numérique") // false
 * }</pre>
 */
final class HolderName {

    /** Words of legal form and of courtesy, and the articles around them: no name is told from another by them. */
    private static final Set<String> NOT_NAMES = Set.of("""
        association assoc asso ass asbl societe ste sarl eurl sas sasu sa scop scic sca snc sci sel ei eirl
        cooperative commune mairie ville ccas cias departement communaute syndicat fondation fonds loi 1901
        le la les l de du des d et a au aux en m mme monsieur madame
        """.strip().split("\\s+"));

    /** Banks cut a name at thirty-odd characters: from this many words, the first ones are enough. */
    private static final int ENOUGH_WORDS = 2;

    private HolderName() {}

    /** Whether they may be the same; true when one of them is not written yet. */
    static boolean isNameOf(String holder, String organisation) {
        if (holder.isBlank() || organisation.isBlank()) {
            return true;
        }
        var one = words(holder);
        var other = words(organisation);
        if (one.equals(other)) {
            return true;
        }
        var shorter = one.size() < other.size() ? one : other;
        var longer = one.size() < other.size() ? other : one;
        return shorter.size() >= ENOUGH_WORDS && longer.containsAll(shorter);
    }

    private static Set<String> words(String name) {
        var plain = Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replace("œ", "oe")
                .replace("æ", "ae")
                // S.A.R.L. is one word
                .replaceAll("(?<=\\b\\p{L})\\.(?=\\p{L}\\b)", "")
                .split("[^\\p{L}\\p{N}]+", -1);
        var all = new TreeSet<>(Arrays.asList(plain));
        all.remove("");
        var names = new TreeSet<>(all);
        names.removeAll(NOT_NAMES);
        // « Ville » or « L’Association » has nothing else to be told by.
        return names.isEmpty() ? all : names;
    }
}
