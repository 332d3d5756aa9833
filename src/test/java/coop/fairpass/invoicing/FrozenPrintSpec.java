package coop.fairpass.invoicing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

@DisplayName("Le contenu figé d’une pièce imprimée")
class FrozenPrintSpec {

    static Stream<PrintedDocument> samples() {
        return Stream.of(
                SamplePrints.quote(),
                SamplePrints.orderForm(),
                SamplePrints.statement(37),
                SamplePrints.fullStatement(),
                SamplePrints.activationCertificate(),
                SamplePrints.jointStatement());
    }

    @ParameterizedTest
    @MethodSource("samples")
    @DisplayName("rend la même pièce")
    void same(PrintedDocument document) {
        assertThat(FrozenPrint.fromJson(FrozenPrint.kindOf(document), json(document)))
                .isEqualTo(document);
    }

    @Test
    @DisplayName("dit une fois ce que partagent des chèques qui se suivent, et chaque numéro dans l’ordre")
    void runs() {
        var lines = lines(SamplePrints.statement(3_000));

        // Three services in turn: no two neighbours share one, and nothing may be put together out of order.
        assertThat(lines).hasSize(3_000);
        var alike = SamplePrints.alike(3_000);
        assertThat(lines(alike)).hasSize(30);
        assertThat(json(alike))
                .hasSizeLessThan(json(SamplePrints.statement(3_000)).length() / 5);
        assertThat(FrozenPrint.fromJson("STATEMENT", json(alike))).isEqualTo(alike);
    }

    @Test
    @DisplayName("d’un relevé gardé avant, une ligne pour chaque chèque, se lit encore")
    void older() {
        var statement = SamplePrints.fullStatement();
        var mapper = JsonMapper.shared();
        var content = (ObjectNode) mapper.readTree(json(statement));
        var older = mapper.createArrayNode();
        for (var run : (ArrayNode) content.get("lines")) {
            for (var serial : run.get("serials")) {
                older.add(((ObjectNode) run.deepCopy()).without("serials").set("serial", serial));
            }
        }
        content.set("lines", older);

        assertThat(FrozenPrint.fromJson("STATEMENT", content.toString())).isEqualTo(statement);
    }

    private static String json(PrintedDocument document) {
        return new String(FrozenPrint.toJson(document), StandardCharsets.UTF_8);
    }

    private static ArrayNode lines(StatementPrint statement) {
        return (ArrayNode) JsonMapper.shared().readTree(json(statement)).get("lines");
    }
}
