package coop.fairpass.places;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The values that the national standard 1.0 allows in a field, in its order, as that format's resource has them. */
final class StandardWords {

    private static final Map<PlaceField, Map<String, List<String>>> WORDS =
            PlaceFormat.named("Standard national 1.0").words();

    private StandardWords() {}

    /** Each value once; none for a field that may hold anything. */
    static List<String> of(PlaceField field) {
        var words = new ArrayList<String>();
        WORDS.getOrDefault(field, Map.of())
                .values()
                .forEach(meanings ->
                        meanings.stream().filter(word -> !words.contains(word)).forEach(words::add));
        return List.copyOf(words);
    }
}
