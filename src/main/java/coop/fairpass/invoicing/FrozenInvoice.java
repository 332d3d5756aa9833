package coop.fairpass.invoicing;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Contenu figé : the JSON under which an invoice is stored, the same bytes for the same invoice.
 *
 * <p>Reading runs every check of {@link Invoice} again, so that a stored cent that was altered is found out. Hence a
 * check may never become stricter than what was once issued; and a component added later must be an {@code Optional},
 * which older contents leave empty.
 */
public final class FrozenInvoice {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            // A record is its components: isZero() of an amount is not content.
            .enable(MapperFeature.INFER_RECORD_GETTERS_FROM_COMPONENTS_ONLY)
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(
                    DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private FrozenInvoice() {}

    public static String toJson(Invoice invoice) {
        return MAPPER.writeValueAsString(invoice);
    }

    /**
     * Reads a stored invoice back.
     *
     * @throws tools.jackson.core.JacksonException when it is not one, or is no longer sound
     */
    public static Invoice fromJson(String json) {
        return MAPPER.readValue(json, Invoice.class);
    }
}
