package coop.fairpass.privacy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Something that a room holds of a person, as she reads it or takes it away.
 *
 * @param kind says why, and for how long
 * @param title what it is, in French
 * @param rows each the same words in the same order: {@code Nom} → {@code …}
 */
public record Held(Kept kind, String title, List<Map<String, String>> rows) {
    public Held {
        var copy = new ArrayList<Map<String, String>>();
        rows.forEach(row -> copy.add(Collections.unmodifiableMap(new LinkedHashMap<>(row)))); // Map.copyOf has no order
        rows = List.copyOf(copy);
    }

    /** One row, of names and what they say: {@code row("Nom", name, "Adresse", address)}. */
    public static Map<String, String> row(String... namesAndValues) {
        var row = new LinkedHashMap<String, String>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            row.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return row;
    }
}
