package coop.fairpass.places;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Format of a list of places, described by a resource of {@code places/formats} and by nothing in the code.
 *
 * @param recognisedBy headers without which a file is not of this format; its name says nothing
 * @param preferredWith headers that tell it from another format with the same ones
 * @param separator between the values of one cell
 * @param source who made the list, when no column says it
 * @param dates how days are written
 * @param required fields without which a row is refused
 * @param columns headers of each field, with their synonyms, misspelt ones included
 * @param notKept headers that are known and left aside
 * @param hours headers of the opening hours of each day, when they have columns of their own
 * @param words values of a field and what each means in the national standard 1.0; nothing for one without equivalent
 * @param vouchers values that say that vouchers are accepted
 * @param constants what every row of such a list is, when no column says it
 * @param extracts fields found inside a column that holds more than one
 * @param idFrom fields that make the id of a row together, when the list numbers nothing
 */
record PlaceFormat(
        String name,
        List<String> recognisedBy,
        List<String> preferredWith,
        String separator,
        String source,
        String dates,
        Set<PlaceField> required,
        Map<PlaceField, List<String>> columns,
        List<String> notKept,
        Map<String, List<String>> hours,
        Map<PlaceField, Map<String, List<String>>> words,
        Map<PlaceField, List<String>> vouchers,
        Map<PlaceField, String> constants,
        Map<PlaceField, Extract> extracts,
        List<PlaceField> idFrom) {

    /**
     * A part of a column: the first group of a regular expression.
     *
     * @param pattern looked for anywhere in the cell
     */
    record Extract(String column, String pattern) {}

    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();

    private static final List<PlaceFormat> ALL = Stream.of(
                    "standard-1.0",
                    "standard-0.1",
                    "bourgogne-franche-comte",
                    "france-services",
                    "gironde-2022",
                    "data-inclusion-1")
            .map(PlaceFormat::load)
            .toList();

    /** The one of a name, among those that the program carries. */
    static PlaceFormat named(String name) {
        return ALL.stream()
                .filter(format -> format.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no format " + name));
    }

    /**
     * The format of a file with those headers: of several possible, the one that recognises the most of them.
     *
     * @param others formats that the operator added, asked first
     */
    static Optional<PlaceFormat> of(Collection<String> headers, Collection<PlaceFormat> others) {
        PlaceFormat best = null;
        for (var format : Stream.concat(others.stream(), ALL.stream()).toList()) {
            if (headers.containsAll(format.recognisedBy)
                    && (best == null || format.preference(headers) > best.preference(headers))) {
                best = format;
            }
        }
        return Optional.ofNullable(best);
    }

    private long preference(Collection<String> headers) {
        return preferredWith.stream().filter(headers::contains).count();
    }

    /** Headers that this format does not know. */
    List<String> unknown(Collection<String> headers) {
        var known = Stream.of(
                        columns.values().stream(),
                        hours.values().stream(),
                        Stream.of(notKept),
                        extracts.values().stream().map(extract -> List.of(extract.column())))
                .flatMap(lists -> lists)
                .flatMap(List::stream)
                .collect(Collectors.toSet());
        return headers.stream().filter(header -> !known.contains(header)).toList();
    }

    /**
     * Reads a mapping, strictly: a field that is missing, or that we do not know, would be a mistake found too late.
     *
     * @throws JacksonException when it is not one
     */
    static PlaceFormat read(byte[] json) {
        return STRICT.readValue(json, PlaceFormat.class);
    }

    private static PlaceFormat load(String file) {
        try (var stream = PlaceFormat.class.getResourceAsStream("/places/formats/" + file + ".json")) {
            if (stream == null) {
                throw new IllegalStateException("the program does not carry the format " + file);
            }
            return read(stream.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
