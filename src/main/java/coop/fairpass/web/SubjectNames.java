package coop.fairpass.web;

import coop.fairpass.directory.Actor;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How a room calls what the journal keeps by id: by the number or the name that people know, and where it is read. A
 * room names one kind of its things.
 */
public interface SubjectNames {

    /**
     * One thing.
     *
     * @param words its number or its name
     * @param path where who reads may look at it; empty when they may not
     */
    record Name(String words, Optional<String> path) {

        /** A name that leads to the thing when the reader may go there. */
        public static Name of(String words, String path, boolean mayGo) {
            return new Name(words, mayGo ? Optional.of(path) : Optional.empty());
        }
    }

    /** One thing by what stands after the slash, for a room that reads several at once. */
    record Known(String id, Name name) {}

    /** Names of what was read, by id; of two for one id, the first. */
    static Map<String, Name> byId(List<Known> known) {
        return known.stream().collect(Collectors.toMap(Known::id, Known::name, (first, _) -> first));
    }

    /** Names that their ids say. */
    static Map<String, Name> each(Collection<String> ids, Function<String, Name> name) {
        return ids.stream().collect(Collectors.toMap(Function.identity(), name));
    }

    /** What stands before the slash in a subject of the journal: {@code order}. */
    String kind();

    /** Those that have a name, by what stands after the slash. */
    Map<String, Name> of(Collection<String> ids, Actor reader);
}
