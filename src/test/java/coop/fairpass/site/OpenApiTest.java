package coop.fairpass.site;

import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.MovableClock;
import coop.fairpass.Programs;
import coop.fairpass.TestApplication;
import coop.fairpass.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

@DisplayName("OpenAPI 3.1 : tout ce qui répond est décrit, à partir de ce qui répond")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiTest {

    private static final List<String> OPEN = List.of(
            "POST /api/v1/estimates",
            "POST /api/v1/vouchers/look",
            "GET /api/v1/settlement-dates",
            "GET /api/v1/coverage",
            "GET /api/v1/catalogue",
            "GET /api/v1/rules",
            "GET /api/v1/questionnaires",
            "GET /api/v1/charters",
            "GET /api/v1/wind-down",
            "GET /api/v1/zone-limits",
            "GET /api/v1/places",
            "GET /api/v1/territory");

    private TestApplication site;
    private JsonNode description;

    @BeforeAll
    void open(Db db) {
        site = TestApplication.start(db, MovableClock.at("2026-11-20T10:00"));
        description = new Programs(site)
                .call(
                        Optional.empty(),
                        HttpMethod.GET,
                        "/openapi/v1.json",
                        Optional.empty(),
                        new byte[0],
                        Optional.empty())
                .done();
    }

    @AfterAll
    void close() {
        site.close();
    }

    @Test
    @DisplayName("la version, la clé et le problème à « reason » stable y sont")
    void version_key_and_problem() {
        assertThat(description.required("openapi").stringValue()).startsWith("3.1.");
        assertThat(description.at("/components/securitySchemes/key/scheme").stringValue())
                .isEqualTo("bearer");
        assertThat(description
                        .at("/components/schemas/Problem/properties/reason/type")
                        .stringValue())
                .isEqualTo("string");
    }

    @Test
    @DisplayName("chaque adresse des contrôleurs est décrite, et aucune autre")
    void every_mapping_is_described() {
        var answering = new TreeSet<String>();
        site.context()
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()
                .forEach(mapping -> mapping.getPatternValues().stream()
                        .filter(path -> path.startsWith("/api/v1"))
                        .forEach(path -> mapping.getMethodsCondition()
                                .getMethods()
                                .forEach(method -> answering.add(method + " " + path))));
        var described = new TreeSet<String>();
        operations((name, _) -> described.add(name));
        assertThat(described).isEqualTo(answering).hasSizeGreaterThan(100);
        assertThat(answering.stream().map(name -> name.replaceAll("\\{\\w+}", "{}")))
                .as("deux contrôleurs ne répondent jamais à la même adresse")
                .doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("chacune dit en français ce qu’elle fait, les problèmes qu’elle peut répondre et si elle veut une clé")
    void every_operation_is_complete() {
        var complaints = new ArrayList<String>();
        operations((name, operation) -> {
            if (operation.path("summary").asString("").isBlank()) {
                complaints.add(name + " : sans résumé");
            }
            for (var status : new String[] {"400", "401", "403", "404", "422"}) {
                var problem = operation.at("/responses/%s/content/application~1problem+json".formatted(status));
                if (problem.isMissingNode()) {
                    complaints.add(name + " : sans problème " + status);
                }
            }
            boolean isOpen = OPEN.stream().anyMatch(name::startsWith);
            if (isOpen == (operation.path("security").size() > 0)) {
                complaints.add(name + " : clé");
            }
        });
        assertThat(complaints).isEmpty();
    }

    @Test
    @DisplayName("deux contrôleurs qui nomment pareil deux choses différentes ne sont pas confondus")
    void types_are_not_confused() {
        assertThat(description.at("/components/schemas").propertyNames())
                .contains("SettlementLineAnswer", "ExpiryLineAnswer", "BooksLineAnswer");
        assertThat(description
                        .at("/components/schemas/SettlementLineAnswer/properties")
                        .propertyNames())
                .contains("serial", "faceCents");
    }

    private interface Visitor {
        void visit(String name, JsonNode operation);
    }

    private void operations(Visitor visitor) {
        description
                .required("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> visitor.visit(
                                operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                                operation.getValue())));
    }
}
