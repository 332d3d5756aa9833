package coop.fairpass.site;

import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.MovableClock;
import coop.fairpass.Programs;
import coop.fairpass.Programs.Answer;
import coop.fairpass.Route;
import coop.fairpass.TestApplication;
import coop.fairpass.TestDatabase;
import coop.fairpass.directory.Address;
import coop.fairpass.directory.LegalNature;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.OrganisationKind;
import coop.fairpass.directory.PostalCode;
import coop.fairpass.directory.RegisterOrganisation;
import coop.fairpass.directory.Role;
import coop.fairpass.directory.Siret;
import coop.fairpass.directory.VatRegime;
import coop.fairpass.doctor.Examination;
import coop.fairpass.tariff.Decision;
import coop.fairpass.tariff.EnactRate;
import coop.fairpass.tariff.RateKind;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Everything that answers under {@code /api/v1}, found in the running program, called with everything wrong. */
@DisplayName("Quoi qu’on envoie, un refus clair et jamais une erreur 500")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileCallersTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String RANDOM_ID = "6f1c9b1e-52a3-4d5c-9a59-6f0a3f3f0d11";

    /** What is written in every text of a body: each is right somewhere and wrong elsewhere. */
    private static final List<String> TEXTS = List.of(
            "\"\"",
            "\"x\"",
            "\"" + RANDOM_ID + "\"",
            "\"2026-12-31\"",
            "\"2026-02-30\"",
            "\"9999999-12-31\"",
            "\"2026-11\"",
            "\"-1\"",
            "\"21000\"",
            "\"12345678200010\"",
            "\"FR7630006000011234567890189\"",
            "\"0000-000-018-07.0\"",
            "\"D:21\"",
            "\"a\\u0000b\"",
            "\"\\ud800\"",
            "\"'; DROP TABLE ledger.leg; --\"",
            "\"" + "é".repeat(11_000) + "\"",
            "12",
            "true",
            "null",
            "{}",
            "[\"x\"]");

    /** What is written in every number of a body. */
    private static final List<String> NUMBERS = List.of(
            "0",
            "-1",
            "1",
            "10",
            "2147483648",
            "9223372036854775807",
            "-9223372036854775808",
            "9223372036854775808",
            "1e400",
            "10.5",
            "1.0",
            "\"12\"",
            "\"\"",
            "true",
            "null",
            "[1]");

    private static final List<String> PARAMETERS = List.of(
            "",
            "x",
            "-1",
            "0",
            "501",
            "99999999999999999999",
            RANDOM_ID,
            "2026-11",
            "2026-99",
            "2026-02-30",
            "1-1-d",
            "0000-000-018-07.0",
            "ISSUED",
            "%00",
            "a%00b",
            "%C3%28",
            "%27%3B--",
            "y".repeat(3_000));

    /** The address with each variable replaced by something of its type that names nothing. */
    private static String addressOf(Route route) {
        var address = route.path();
        for (var parameter : route.handler().getParameters()) {
            if (parameter.isAnnotationPresent(PathVariable.class)) {
                var written = parameter.getAnnotation(PathVariable.class).value();
                var name = written.isEmpty() ? parameter.getName() : written;
                var value = parameter.getType() == UUID.class
                        ? RANDOM_ID
                        : parameter.getType() == String.class ? named(name) : "999999";
                address = address.replace("{" + name + "}", value);
            }
        }
        return address;
    }

    private static String named(String variable) {
        return switch (variable) {
            case "month" -> "2026-09";
            case "role" -> "TREASURER";
            case "rule" -> "charter";
            case "serial" -> "0000-000-018";
            case "redemption", "id" -> "0000-000-018-07.0";
            default -> "REL-2026-000001";
        };
    }

    private static final List<String> OPEN = List.of(
            "POST /api/v1/estimates",
            "POST /api/v1/vouchers/look",
            "GET /api/v1/settlement-dates",
            "GET /api/v1/coverage",
            "GET /api/v1/catalogue",
            "GET /api/v1/questionnaires",
            "GET /api/v1/charters",
            "GET /api/v1/rules",
            "GET /api/v1/wind-down",
            "GET /api/v1/zone-limits",
            "GET /api/v1/places",
            "GET /api/v1/territory");

    private TestApplication site;
    private Programs programs;
    private List<Route> mapped = List.of();
    private String foreign = "";
    private String everything = "";
    private final List<String> complaints = new ArrayList<>();

    @BeforeAll
    void open(Db db) {
        site = TestApplication.start(
                db,
                MovableClock.at("2026-11-20T10:00"),
                Map.of("fairpass.api.anonymous-per-minute", Integer.MAX_VALUE));
        programs = new Programs(site);
        var cooperative = register(1, "Coopérative Exemple", LegalNature.PRIVATE, "12345678200010");
        site.bean(RegisterOrganisation.class).asCooperative(cooperative);
        var town = register(2, "Commune Exemple", LegalNature.PUBLIC, "12345678200028");
        for (var kind : RateKind.values()) {
            assertThat(site.bean(EnactRate.class)
                            .handle(new EnactRate.Command(
                                    kind,
                                    40_000,
                                    LocalDate.of(2026, 11, 20),
                                    new Decision("Conseil", LocalDate.of(2026, 11, 1), "CA-1"))))
                    .isInstanceOf(EnactRate.Outcome.Enacted.class);
        }
        foreign = programs.key(town, Role.PAYER_BUYER, Role.PAYER_ACCOUNTANT, Role.PROVIDER_ADMIN);
        everything = programs.key(cooperative, Role.values());
        mapped = Route.of(site).stream()
                .filter(route -> route.path().startsWith("/api/v1"))
                .toList();
    }

    @AfterAll
    void close() {
        site.close();
    }

    private OrganisationId register(int number, String name, LegalNature nature, String siret) {
        var id = new OrganisationId(new UUID(0, number));
        assertThat(site.bean(RegisterOrganisation.class)
                        .handle(new RegisterOrganisation.Command(
                                id,
                                name,
                                Optional.empty(),
                                Optional.of(Siret.of(siret)),
                                nature,
                                OrganisationKind.OTHER,
                                VatRegime.TAXABLE,
                                new Address("1 rue de l’Exemple", PostalCode.of("21000"), "Dijon", Optional.empty()),
                                Optional.empty(),
                                Optional.empty())))
                .isInstanceOf(RegisterOrganisation.Outcome.Registered.class);
        return id;
    }

    private Answer call(Optional<String> key, Route one, String query, MediaType type, String body) {
        var path = addressOf(one) + (query.isEmpty() ? "" : "?" + query);
        return programs.call(
                key, one.method(), path, Optional.of(type), body.getBytes(StandardCharsets.UTF_8), Optional.empty());
    }

    private Answer call(Optional<String> key, Route one, String body) {
        return call(key, one, "", one.consumes().orElse(MediaType.APPLICATION_JSON), body);
    }

    /** Not one of ours to be wrong: done, or refused as a problem with a reason. */
    private void check(String what, Answer answer) {
        if (answer.status() < 400) {
            return;
        }
        if (answer.status() >= 500) {
            complaints.add("%s : %d %s".formatted(what, answer.status(), answer.text()));
            return;
        }
        try {
            boolean isTold =
                    answer.type().filter("application/problem+json"::equals).isPresent()
                            && !answer.json().path("reason").asString("").isBlank()
                            && !answer.json().path("title").asString("").isBlank();
            if (!isTold) {
                complaints.add("%s : %d %s sans raison".formatted(what, answer.status(), answer.type()));
            }
        } catch (JacksonException e) {
            complaints.add("%s : %d illisible".formatted(what, answer.status()));
        }
    }

    private void nothingWrong() {
        assertThat(complaints.stream()
                        .map(complaint -> complaint.substring(0, Math.min(300, complaint.length())))
                        .distinct()
                        .toList())
                .isEmpty();
    }

    @Test
    @DisplayName("toutes les adresses sont essayées")
    void all_of_them() {
        assertThat(mapped).hasSizeGreaterThan(100);
        assertThat(mapped.stream()
                        .filter(one -> one.body().filter(Class::isRecord).isPresent()))
                .hasSizeGreaterThan(40);
    }

    @Test
    @DisplayName("sans clé, ou avec une clé inconnue : 401, sauf ce qui est ouvert à tous")
    void without_a_key() {
        for (var one : mapped) {
            boolean isOpen = OPEN.stream().anyMatch(one.toString()::startsWith);
            for (var key :
                    List.of(Optional.<String>empty(), Optional.of("fp_inconnue"), Optional.of("é".repeat(500)))) {
                var answer = call(key, one, "{}");
                check(one + " sans clé", answer);
                if (!isOpen && answer.status() != 401) {
                    complaints.add(one + " sans clé : " + answer.status());
                }
            }
        }
        nothingWrong();
    }

    @Test
    @DisplayName("R-321 : avec la clé d’une autre organisation, rien d’autrui ne s’ouvre et rien ne casse")
    void with_a_foreign_key() {
        for (var one : mapped) {
            check(one + " clé d’autrui", call(Optional.of(foreign), one, "{}"));
        }
        var others = new UUID(0, 1);
        for (var path : List.of("", "/people", "/keys", "/bank-accounts")) {
            assertThat(programs.get(foreign, "/api/v1/organisations/" + others + path)
                            .refused(404))
                    .isEqualTo("NOT_FOUND");
        }
        assertThat(programs.get(foreign, "/api/v1/documents?party=" + others)
                        .done()
                        .required("items"))
                .isEmpty();
        nothingWrong();
    }

    @Test
    @DisplayName("ce qui n’est pas du JSON, ou pas celui qu’on attend, est refusé")
    void malformed_bodies() {
        var bodies = List.of(
                "",
                "{",
                "{\"a\":",
                "[]",
                "null",
                "\"texte\"",
                "12",
                "{}{}",
                "{} x",
                "\u0000",
                "{\"inconnu\":1}",
                "[".repeat(2_000) + "]".repeat(2_000),
                "{\"" + "k".repeat(60_000) + "\":1}");
        for (var one : mapped) {
            for (var body : bodies) {
                check(
                        one + " corps " + body.substring(0, Math.min(12, body.length())),
                        call(Optional.of(everything), one, body));
            }
            for (var type : List.of(MediaType.TEXT_PLAIN, MediaType.APPLICATION_PDF, MediaType.MULTIPART_FORM_DATA)) {
                check(one + " " + type, call(Optional.of(everything), one, "", type, "{}"));
            }
        }
        nothingWrong();
    }

    @Test
    @DisplayName("un champ inconnu, doublé, ou d’un autre type n’est jamais deviné")
    void nothing_is_guessed() {
        for (var one : mapped) {
            var body = one.body().filter(Class::isRecord);
            if (body.isEmpty()) {
                continue;
            }
            var first = body.get().getRecordComponents()[0].getName();
            var unknown = call(Optional.of(everything), one, "{\"inconnu\":1}");
            assertThat(unknown.refused(400)).as(one.toString()).isEqualTo("FIELDS_INVALID");
            assertThat(unknown.json()
                            .required("errors")
                            .get(0)
                            .required("reason")
                            .stringValue())
                    .as(one + " " + unknown.text())
                    .isEqualTo("FIELD_UNKNOWN");
            assertThat(call(Optional.of(everything), one, "{\"%s\":null,\"%s\":null}".formatted(first, first))
                            .refused(400))
                    .as(one.toString())
                    .isEqualTo("MALFORMED_REQUEST");
            for (var component : body.get().getRecordComponents()) {
                guesses(component)
                        .forEach(guess -> assertThat(call(
                                                Optional.of(everything),
                                                one,
                                                "{\"%s\":%s}".formatted(component.getName(), guess))
                                        .refused(400))
                                .as(one + " " + component.getName() + " = " + guess)
                                .isEqualTo("FIELDS_INVALID"));
            }
        }
    }

    private static List<String> guesses(RecordComponent component) {
        var type = component.getType();
        if (type == String.class) {
            return List.of("12", "true", "1.5", "{}", "[]");
        }
        if (type == Long.class || type == long.class) {
            return List.of("\"12\"", "\"\"", "10.9", "10.0", "true", "{}", "9223372036854775808");
        }
        return type == Boolean.class || type == boolean.class ? List.of("\"true\"", "1", "\"\"") : List.of();
    }

    @Test
    @DisplayName(
            "nombres énormes ou négatifs, jours impossibles, textes sans fin, identifiants inconnus : refusés ou faits")
    void every_field_with_everything() {
        for (var one : mapped) {
            var body = one.body().filter(Class::isRecord);
            if (body.isEmpty()) {
                continue;
            }
            for (var text : TEXTS) {
                for (var number : List.of("10", "-1")) {
                    var written = write(body.get(), text, number);
                    check(one + " " + shortened(text), call(Optional.of(everything), one, written));
                }
            }
            for (var number : NUMBERS) {
                for (var text : List.of("\"2026-12-31\"", "\"" + RANDOM_ID + "\"")) {
                    check(one + " " + number, call(Optional.of(everything), one, write(body.get(), text, number)));
                }
            }
        }
        nothingWrong();
        assertThat(site.bean(Examination.class).handle())
                .as("et rien n’est perdu : chaque invariant tient")
                .allMatch(finding -> finding.holds());
    }

    private static String shortened(String text) {
        return text.substring(0, Math.min(20, text.length()));
    }

    /** A body with the same text in all its texts and the same number in all its numbers. */
    private static String write(Type type, String text, String number) {
        if (type instanceof ParameterizedType list) {
            return Collection.class.isAssignableFrom((Class<?>) list.getRawType())
                    ? "[" + write(list.getActualTypeArguments()[0], text, number) + "]"
                    : "{}";
        }
        if (type instanceof Class<?> known && known.isRecord()) {
            return Arrays.stream(known.getRecordComponents())
                    .map(component -> JSON.writeValueAsString(component.getName()) + ":"
                            + write(component.getGenericType(), text, number))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        return type == Boolean.class || type == boolean.class ? "true" : type == String.class ? text : number;
    }

    @Test
    @DisplayName("chaque paramètre d’adresse, vide, énorme, d’un autre type ou caché")
    void every_parameter() {
        for (var one : mapped) {
            for (var name : one.parameters()) {
                for (var value : PARAMETERS) {
                    check(
                            "%s ?%s=%s".formatted(one, name, shortened(value)),
                            call(
                                    Optional.of(everything),
                                    one,
                                    name + "=" + value,
                                    one.consumes().orElse(MediaType.APPLICATION_JSON),
                                    "{}"));
                }
            }
            for (var value :
                    List.of("x", "-1", "0", "99999999999999999999", "%20", "a%2Fb", "%C3%28", "é".repeat(300))) {
                var path = one.path().replaceAll("\\{\\w+}", encoded(value));
                if (!path.equals(one.path())) {
                    check(
                            one + " {" + shortened(value) + "}",
                            programs.call(
                                    Optional.of(everything),
                                    one.method(),
                                    path,
                                    one.consumes(),
                                    "{}".getBytes(StandardCharsets.UTF_8),
                                    Optional.empty()));
                }
            }
        }
        nothingWrong();
    }

    private static String encoded(String value) {
        return value.startsWith("%") || value.contains("%2F")
                ? value
                : java.net.URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    @Test
    @DisplayName("un corps sans fin est refusé avant d’être lu")
    void too_large_bodies() {
        var endless = "{\"x\":\"" + "z".repeat(3 * 1024 * 1024) + "\"}";
        for (var one : mapped) {
            if (one.body().filter(Class::isRecord).isPresent()) {
                assertThat(call(Optional.of(everything), one, endless).refused(413))
                        .as(one.toString())
                        .isEqualTo("TOO_LARGE");
            }
        }
    }

    @Test
    @DisplayName("par le réseau aussi : taille non annoncée, adresse inconnue, méthode inconnue, adresse cachée")
    void over_the_network() throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var endless = IntStream.range(0, 3 * 1024)
                    .mapToObj(_ -> "z".repeat(1024).getBytes(StandardCharsets.UTF_8))
                    .toList();
            var large = HttpRequest.newBuilder(site.url("/api/v1/vouchers/look"))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofByteArrays(prefixed(endless)))
                    .build();
            assertThat(reason(client, large, 413)).isEqualTo("TOO_LARGE");
            assertThat(reason(client, authorized("/api/v1/nulle-part").build(), 404))
                    .isEqualTo("NOT_FOUND");
            assertThat(reason(client, authorized("/api/v1/me").DELETE().build(), 405))
                    .isEqualTo("METHOD_NOT_ALLOWED");
            assertThat(reason(client, authorized("/api/v1/me;x=1").build(), 400))
                    .isEqualTo("MALFORMED_REQUEST");
            assertThat(reason(
                            client,
                            authorized("/api/v1/me")
                                    .header("Accept", "image/png")
                                    .build(),
                            415))
                    .isEqualTo("MEDIA_TYPE_NOT_SUPPORTED");
        }
    }

    private static List<byte[]> prefixed(List<byte[]> rest) {
        var all = new ArrayList<byte[]>();
        all.add("{\"presented\":\"".getBytes(StandardCharsets.UTF_8));
        all.addAll(rest);
        return all;
    }

    private HttpRequest.Builder authorized(String path) {
        return HttpRequest.newBuilder(URI.create(site.url("/").resolve(path).toString()))
                .header("Authorization", "Bearer " + everything);
    }

    private static String reason(HttpClient client, HttpRequest request, int status) throws Exception {
        var answer = client.send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        return JSON.readTree(answer.body()).required("reason").stringValue();
    }
}
