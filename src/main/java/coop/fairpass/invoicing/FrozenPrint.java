package coop.fairpass.invoicing;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/** Contenu figé d'une pièce imprimée : the JSON under which a quote, a statement or a certificate is stored. */
final class FrozenPrint {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(MapperFeature.INFER_RECORD_GETTERS_FROM_COMPONENTS_ONLY)
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .addMixIn(StatementPrint.class, FrozenLines.Kept.class)
            .build();

    private static final Map<String, Class<? extends PrintedDocument>> KINDS = Stream.of(
                    QuotePrint.class,
                    OrderFormPrint.class,
                    StatementPrint.class,
                    ActivationCertificatePrint.class,
                    JointStatementPrint.class,
                    UseCertificatePrint.class)
            .collect(Collectors.toUnmodifiableMap(FrozenPrint::kind, Function.identity()));

    private FrozenPrint() {}

    /** How the kind of a document is stored: {@code STATEMENT}. */
    static String kindOf(PrintedDocument document) {
        return kind(document.getClass());
    }

    private static String kind(Class<?> type) {
        return type.getSimpleName()
                .replaceAll("Print$", "")
                .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
                .toUpperCase(java.util.Locale.ROOT);
    }

    static boolean isOne(String kind) {
        return KINDS.containsKey(kind);
    }

    /** In UTF-8, as it is sealed and stored. */
    static byte[] toJson(PrintedDocument document) {
        return MAPPER.writeValueAsBytes(document);
    }

    static PrintedDocument fromJson(String kind, String json) {
        var type = KINDS.get(kind);
        if (type == null) {
            throw new IllegalArgumentException("no printed document is a " + kind);
        }
        return MAPPER.readValue(json, type);
    }
}
