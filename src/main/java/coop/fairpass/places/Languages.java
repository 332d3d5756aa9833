package coop.fairpass.places;

import coop.fairpass.web.Language;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Langues that places speak, by their ISO 639-3 codes, those most asked for first. */
final class Languages {

    private record Name(String french, String english) {

        String said() {
            return Language.say(french, english);
        }
    }

    private static final Map<String, Name> NAMES = new LinkedHashMap<>();

    static {
        name("fsl", "langue des signes française", "French Sign Language");
        name("eng", "anglais", "English");
        name("ara", "arabe", "Arabic");
        name("spa", "espagnol", "Spanish");
        name("por", "portugais", "Portuguese");
        name("ita", "italien", "Italian");
        name("deu", "allemand", "German");
        name("tur", "turc", "Turkish");
        name("ron", "roumain", "Romanian");
        name("rus", "russe", "Russian");
        name("ukr", "ukrainien", "Ukrainian");
        name("prs", "dari", "Dari");
        name("pus", "pachto", "Pashto");
        name("zho", "chinois", "Chinese");
        name("tam", "tamoul", "Tamil");
        name("wol", "wolof", "Wolof");
        name("bam", "bambara", "Bambara");
        name("ber", "berbère", "Berber");
        name("rcf", "créole réunionnais", "Réunion Creole");
        name("gcf", "créole antillais", "Antillean Creole");
        name("swb", "shimaoré", "Maore Comorian");
    }

    private Languages() {}

    private static void name(String code, String french, String english) {
        NAMES.put(code, new Name(french, english));
    }

    /** Their names by their codes, in the language of who reads. */
    static Map<String, String> all() {
        var names = new LinkedHashMap<String, String>();
        NAMES.forEach((code, name) -> names.put(code, name.said()));
        return Collections.unmodifiableMap(names);
    }

    static Set<String> codes() {
        return Set.copyOf(NAMES.keySet());
    }

    /** In the order of the list above; a code it does not know is said as it is. */
    static Set<String> names(Collection<String> codes) {
        var names = new LinkedHashSet<String>();
        NAMES.forEach((code, name) -> {
            if (codes.contains(code)) {
                names.add(name.said());
            }
        });
        codes.stream().filter(code -> !NAMES.containsKey(code)).forEach(names::add);
        return names;
    }
}
