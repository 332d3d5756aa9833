package coop.fairpass.places;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Langues that places speak, by their ISO 639-3 codes, those most asked for first. */
final class Languages {

    private static final Map<String, String> NAMES = new LinkedHashMap<>();

    static {
        NAMES.put("fsl", "langue des signes française");
        NAMES.put("eng", "anglais");
        NAMES.put("ara", "arabe");
        NAMES.put("spa", "espagnol");
        NAMES.put("por", "portugais");
        NAMES.put("ita", "italien");
        NAMES.put("deu", "allemand");
        NAMES.put("tur", "turc");
        NAMES.put("ron", "roumain");
        NAMES.put("rus", "russe");
        NAMES.put("ukr", "ukrainien");
        NAMES.put("prs", "dari");
        NAMES.put("pus", "pachto");
        NAMES.put("zho", "chinois");
        NAMES.put("tam", "tamoul");
        NAMES.put("wol", "wolof");
        NAMES.put("bam", "bambara");
        NAMES.put("ber", "berbère");
        NAMES.put("rcf", "créole réunionnais");
        NAMES.put("gcf", "créole antillais");
        NAMES.put("swb", "shimaoré");
    }

    private Languages() {}

    static Map<String, String> all() {
        return Collections.unmodifiableMap(NAMES);
    }

    static Set<String> codes() {
        return Set.copyOf(NAMES.keySet());
    }

    /** In the order of the list above; a code it does not know is said as it is. */
    static Set<String> names(Collection<String> codes) {
        var names = new LinkedHashSet<String>();
        NAMES.forEach((code, name) -> {
            if (codes.contains(code)) {
                names.add(name);
            }
        });
        codes.stream().filter(code -> !NAMES.containsKey(code)).forEach(names::add);
        return names;
    }
}
