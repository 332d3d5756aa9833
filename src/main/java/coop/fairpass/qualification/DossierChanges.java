package coop.fairpass.qualification;

import coop.fairpass.web.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What changed between two signed states of a file, one sentence a difference (Q4). */
final class DossierChanges {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private DossierChanges() {}

    /** The account's number is never written in clear. */
    static List<String> between(Dossier before, Dossier after) {
        var old = flat(before);
        var now = flat(after);
        var changes = new ArrayList<String>();
        var nothing = Language.say("rien", "nothing");
        for (var path : union(old, now)) {
            var was = Optional.ofNullable(old.get(path));
            var is = Optional.ofNullable(now.get(path));
            if (was.equals(is)) {
                continue;
            }
            if (path.endsWith("iban")) {
                changes.add(Language.say("compte bancaire : changé", "bank account: changed"));
            } else {
                changes.add(Language.say("%s : « %s » devient « %s »", "%s: “%s” becomes “%s”")
                        .formatted(path, was.orElse(nothing), is.orElse(nothing)));
            }
        }
        return List.copyOf(changes);
    }

    private static List<String> union(Map<String, String> one, Map<String, String> other) {
        var all = new TreeSet<>(one.keySet());
        all.addAll(other.keySet());
        return List.copyOf(all);
    }

    private static Map<String, String> flat(Dossier dossier) {
        var flat = new TreeMap<String, String>();
        walk("", MAPPER.readTree(KeptText.of(dossier)), flat);
        return flat;
    }

    private static void walk(String path, JsonNode node, Map<String, String> flat) {
        if (node.isObject()) {
            node.properties()
                    .forEach(one ->
                            walk(path.isEmpty() ? one.getKey() : path + "." + one.getKey(), one.getValue(), flat));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                walk(path + " " + (i + 1), node.get(i), flat);
            }
        } else if (!node.isNull()) {
            flat.put(path, node.asString());
        }
    }
}
