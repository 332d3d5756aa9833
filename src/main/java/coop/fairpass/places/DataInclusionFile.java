package coop.fairpass.places;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A file of data.inclusion v1: structures alone, services alone, or both, as
 * {@code {"structures": […], "services": […]}}.
 * What its services say of a structure is told of the structure, under {@code services.thematiques} and the like, each
 * value once: for us a place is where several services are given.
 */
final class DataInclusionFile {

    private DataInclusionFile() {}

    /** The list of a file, be it of data.inclusion or not; any other shape is given back as it is. */
    static JsonNode structures(JsonNode file) {
        if (!file.isObject()) {
            return file;
        }
        var structures = file.get("structures");
        if (structures == null || !structures.isArray()) {
            return file;
        }
        var services = file.get("services");
        var said = services == null ? Map.<String, Map<String, Set<String>>>of() : said(services);
        var list = JsonNodeFactory.instance.arrayNode();
        for (var structure : structures) {
            if (structure instanceof ObjectNode object) {
                var whole = object.deepCopy();
                said.getOrDefault(text(object, "id"), Map.of()).forEach((field, values) -> {
                    var all = whole.putArray("services." + field);
                    values.forEach(all::add);
                });
                list.add(whole);
            } else {
                list.add(structure);
            }
        }
        return list;
    }

    /** By structure and field, all that its services say. */
    private static Map<String, Map<String, Set<String>>> said(JsonNode services) {
        var said = new LinkedHashMap<String, Map<String, Set<String>>>();
        for (var service : services) {
            var known = said.computeIfAbsent(text(service, "structure_id"), _ -> new LinkedHashMap<>());
            service.forEachEntry((field, value) -> {
                var all = known.computeIfAbsent(field, _ -> new LinkedHashSet<>());
                if (value.isArray()) {
                    value.forEach(one -> all.add(one.asString()));
                } else if (!value.isNull()) {
                    all.add(value.asString());
                }
            });
        }
        return said;
    }

    private static String text(JsonNode object, String field) {
        var value = object.get(field);
        return value == null || value.isNull() ? "" : value.asString();
    }
}
