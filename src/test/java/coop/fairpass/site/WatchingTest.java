package coop.fairpass.site;

import static coop.fairpass.World.COOPERATIVE;
import static coop.fairpass.World.FIRST;
import static coop.fairpass.World.FIRST_ADMIN;
import static coop.fairpass.World.FIRST_PLACE;
import static coop.fairpass.World.TEN_EUROS;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.World;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.ApiKeys;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Role;
import coop.fairpass.ledger.SegregatedFunds;
import coop.fairpass.orders.OrderId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Ce qu’une machine peut savoir du programme : s’il vit, s’il est prêt, et des nombres pour qui a la clé")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WatchingTest {

    private static final Actor OPERATOR = new Actor(
            "person/" + UUID.nameUUIDFromBytes(new byte[] {77}),
            "Personne Exemple",
            Optional.of(COOPERATIVE),
            Set.of(Role.OPERATOR));
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");

    private final HttpClient client = HttpClient.newHttpClient();
    private OpenSite site;
    private OrderId order;
    private String operator = "";
    private String provider = "";

    @BeforeAll
    void open(Db db, @TempDir Path home) {
        site = new OpenSite(db, home, OPERATOR);
        order = site.world.order(3);
        operator = key(COOPERATIVE, Role.OPERATOR);
        provider = key(FIRST, Role.PROVIDER_STAFF);
    }

    @AfterAll
    void close() {
        client.close();
        site.close();
    }

    private String key(OrganisationId of, Role role) {
        return site.world
                .bean(ApiKeys.class)
                .create(
                        UUID.randomUUID(),
                        of,
                        "essai",
                        Set.of(role),
                        site.world.today().plusMonths(1),
                        FIRST_ADMIN);
    }

    private HttpResponse<String> ask(String path, Optional<String> key) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(site.address(path)));
        key.ifPresent(one -> request.header("Authorization", "Bearer " + one));
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private String redeem(String... codes) throws IOException, InterruptedException {
        var body = "{\"place\":\"%s\",\"services\":[{\"service\":\"%s\",\"day\":\"%s\",\"presented\":[\"%s\"]}]}"
                .formatted(FIRST_PLACE.value(), TEN_EUROS, site.world.today(), String.join("\",\"", codes));
        return client.send(
                        HttpRequest.newBuilder(URI.create(site.address("/api/v1/redemptions")))
                                .header("Authorization", "Bearer " + provider)
                                .header("Content-Type", "application/json")
                                .header("Idempotency-Key", UUID.randomUUID().toString())
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }

    private static double value(String figures, String line) {
        return figures.lines()
                .filter(one -> one.startsWith(line + " "))
                .mapToDouble(one -> Double.parseDouble(one.substring(line.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError(line + " is not in\n" + figures));
    }

    @Test
    @DisplayName("à tous, un mot : il vit, il est prêt ; aucune autre adresse ne répond, même à l’opérateur")
    void health_is_one_word() throws Exception {
        for (var path : new String[] {"/actuator/health/liveness", "/actuator/health/readiness"}) {
            var answer = ask(path, Optional.empty());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("{\"status\":\"UP\"}");
        }
        for (var path : new String[] {
            "",
            "/",
            "/health",
            "/health/readiness/db",
            "/env",
            "/heapdump",
            "/loggers",
            "/metrics",
            "/shutdown",
            "/prometheus/x"
        }) {
            assertThat(ask("/actuator" + path, Optional.empty()).statusCode())
                    .as(path)
                    .isEqualTo(401);
            assertThat(ask("/actuator" + path, Optional.of(operator)).statusCode())
                    .as(path)
                    .isEqualTo(401);
        }
    }

    @Test
    @DisplayName("les nombres sont pour la clé d’une opératrice : ni sans clé, ni avec une autre, ni par sa session")
    void figures_are_for_an_operator() throws Exception {
        assertThat(ask("/actuator/prometheus", Optional.empty()).statusCode()).isEqualTo(401);
        assertThat(ask("/actuator/prometheus", Optional.of("fp_inconnue")).statusCode())
                .isEqualTo(401);
        assertThat(ask("/actuator/prometheus", Optional.of(provider)).statusCode())
                .isEqualTo(403);
        assertThat(ask("/actuator/prometheus", Optional.of(operator)).statusCode())
                .isEqualTo(200);
        try (var person = site.as(OPERATOR)) {
            assertThat(person.read("/actuator/prometheus").status()).isEqualTo(401);
        }
    }

    @Test
    @DisplayName("R-326 : couverture, validations, attentes et durées y sont ; aucun code, aucun nom, aucun compte")
    void figures_say_what_matters_and_nobody() throws Exception {
        var booklet = site.world.handedOver(order, 1);
        var code = site.world.code(booklet, 1);
        assertThat(redeem(code)).contains("\"REDEEMED\"");
        assertThat(redeem(code)).contains("ALREADY_REDEEMED");
        assertThat(redeem("0000 0000 0000 0")).contains("UNKNOWN_VOUCHER");
        var figures = ask("/actuator/prometheus", Optional.of(operator)).body();

        var coverage = site.bean(SegregatedFunds.class).coverage();
        assertThat(coverage.protectedAmount().cents()).isPositive();
        assertThat(value(figures, "fairpass_coverage_cash_cents"))
                .isEqualTo((double) coverage.cash().cents());
        assertThat(value(figures, "fairpass_coverage_protected_cents"))
                .isEqualTo((double) coverage.protectedAmount().cents());
        assertThat(value(figures, "fairpass_coverage_gap_cents"))
                .isEqualTo((double) coverage.gap().cents());
        assertThat(value(figures, "fairpass_coverage_incidents_open")).isZero();
        assertThat(value(figures, "fairpass_bank_lines_unexplained")).isZero();

        var services = "fairpass_redemption_services_total{reason=\"%s\",result=\"%s\"}";
        assertThat(value(figures, services.formatted("", "REDEEMED"))).isEqualTo(1);
        assertThat(value(figures, services.formatted("ALREADY_REDEEMED", "REFUSED")))
                .isEqualTo(1);
        assertThat(value(figures, services.formatted("UNKNOWN_VOUCHER", "REFUSED")))
                .isEqualTo(1);
        assertThat(value(figures, "fairpass_redemption_vouchers_total")).isEqualTo(1);
        assertThat(value(figures, "fairpass_http_redemptions_seconds_count")).isEqualTo(3);
        assertThat(value(figures, "fairpass_http_redemptions_seconds_bucket{le=\"+Inf\"}"))
                .isEqualTo(3);
        assertThat(value(figures, "fairpass_redemption_gathered_count")).isEqualTo(3);
        assertThat(figures).contains("hikaricp_connections_active", "jvm_memory_used_bytes", "process_cpu_usage");

        assertThat(figures)
                .doesNotContain(code, code.replace(" ", ""), "Exemple", "prestataire", World.SEGREGATED.value(), "fp_")
                .doesNotContain(FIRST.value().toString(), FIRST_PLACE.value().toString());
        LABEL.matcher(figures)
                .results()
                .forEach(label -> assertThat(label.group(1))
                        .as("a label that this test does not know: " + label.group())
                        .isIn(
                                "reason",
                                "result",
                                "status",
                                "le",
                                "area",
                                "id",
                                "pool",
                                "action",
                                "cause",
                                "gc",
                                "level",
                                "path",
                                "compiler",
                                "state",
                                "version",
                                "runtime",
                                "vendor",
                                "name",
                                "main_application_class"));
        assertThat(figures.lines().filter(line -> !line.startsWith("#")).count())
                .as("a figure for each thing that may happen, not for each thing that did")
                .isLessThan(400);
    }

    @Test
    @DisplayName("un trousseau en retard sur la base : vivant, mais pas prêt, et toujours un seul mot")
    void a_ring_that_is_late_is_not_ready() throws Exception {
        site.world
                .owner()
                .sql("INSERT INTO booklets.key_generation (id, fingerprint, created_at) VALUES (2, :other, now())")
                .param("other", "0123456789abcdef")
                .update();
        try {
            var ready = ask("/actuator/health/readiness", Optional.empty());
            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(ready.body()).isEqualTo("{\"status\":\"DOWN\"}");
            assertThat(ask("/actuator/health/liveness", Optional.empty()).statusCode())
                    .isEqualTo(200);
        } finally {
            site.world
                    .owner()
                    .sql("DELETE FROM booklets.key_generation WHERE id = 2")
                    .update();
        }
        assertThat(ask("/actuator/health/readiness", Optional.empty()).statusCode())
                .isEqualTo(200);
    }
}
