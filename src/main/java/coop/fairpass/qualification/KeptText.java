package coop.fairpass.qualification;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON under which files, questionnaires and charters are kept: the same text for the same content, and read back
 * through every check of its record.
 */
final class KeptText {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(MapperFeature.INFER_RECORD_GETTERS_FROM_COMPONENTS_ONLY)
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(
                    DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private KeptText() {}

    static String of(Object content) {
        return MAPPER.writeValueAsString(content);
    }

    /**
     * Reads a text back.
     *
     * @throws tools.jackson.core.JacksonException when it is not such a content, or not a sound one
     */
    static <T> T read(String text, Class<T> type) {
        return MAPPER.readValue(text, type);
    }

    static <T> T read(String text, TypeReference<T> type) {
        return MAPPER.readValue(text, type);
    }
}
