package coop.fairpass.faults;

import coop.fairpass.bench.HttpConnection;
import coop.fairpass.bench.HttpConnection.Answer;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks a programming interface everything that its own description says may be asked, with values that nobody meant; a
 * seed says which. What fails on the server's side is kept.
 */
final class ApiFuzz {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> HURTFUL_JSON = List.of(
            "null",
            "true",
            "-1",
            "0",
            "1.5",
            "1e400",
            "9223372036854775807",
            "9223372036854775808",
            "9".repeat(2_000),
            "\"\"",
            "\" \"",
            "\"\\u0000\"",
            "\"a\\u0000b\"",
            "\"\\ud83d\"",
            "\"\\u202e\\ufeff\"",
            "\"x\\r\\ny\"",
            "\"%s\"".formatted("é".repeat(3_000)),
            "\"0000-00-00\"",
            "\"2026-02-30\"",
            "\"-999999999-01-01\"",
            "\"+999999999-12-31\"",
            "\"9999-12-31\"",
            "\"0001-01-01\"",
            "\"-999999999-01\"",
            "\"+999999999-12\"",
            "\"2026-10-20\"",
            "\"2026-10\"",
            "\"00000000-0000-0000-0000-000000000000\"",
            "\"' OR 1=1 --\"",
            "\"FR1420041010050500013M02606\"",
            "\"FP-COM-001\"",
            "[]",
            "[null]",
            "{}",
            "{\"a\":{\"a\":{}}}");

    private record Operation(String method, String path, JsonNode body) {}

    private final JsonNode description;
    private final List<Operation> operations = new ArrayList<>();
    private final Mutations mutations;
    private final Map<String, String> failures = new TreeMap<>();
    private final Map<Integer, Integer> statuses = new TreeMap<>();

    ApiFuzz(String openApi, long seed) {
        description = JSON.readTree(openApi);
        mutations = new Mutations(seed);
        description
                .path("paths")
                .propertyStream()
                .forEach(path -> path.getValue()
                        .propertyStream()
                        .filter(method ->
                                List.of("get", "post", "put", "delete").contains(method.getKey()))
                        .forEach(method -> operations.add(new Operation(
                                method.getKey().toUpperCase(java.util.Locale.ROOT),
                                path.getKey() + queries(method.getValue()),
                                method.getValue()
                                        .path("requestBody")
                                        .path("content")
                                        .path("application/json")
                                        .path("schema")))));
    }

    private static String queries(JsonNode operation) {
        var query = new StringBuilder();
        for (var parameter : operation.path("parameters")) {
            if (parameter.path("in").asString("").equals("query")) {
                query.append(query.isEmpty() ? "?" : "&")
                        .append(parameter.path("name").asString())
                        .append("={q}");
            }
        }
        return query.toString();
    }

    /** Sends so many requests with one key. */
    void run(int port, String key, int requests) throws IOException {
        var connection = new HttpConnection(port, key);
        try {
            for (int i = 0; i < requests; i++) {
                var operation = operations.get(mutations.random().nextInt(operations.size()));
                var body = body(operation);
                Answer answer;
                try {
                    answer = connection.ask(
                            operation.method(),
                            path(operation.path()),
                            mutations.random().nextInt(30) == 0
                                    ? "x"
                                    : UUID.randomUUID().toString(),
                            body);
                } catch (IOException _) {
                    // A request that is no HTTP is answered by closing: the next one opens again.
                    statuses.merge(0, 1, Integer::sum);
                    connection.close();
                    connection = new HttpConnection(port, key);
                    continue;
                }
                statuses.merge(answer.status(), 1, Integer::sum);
                if (answer.status() >= 500) {
                    failures.putIfAbsent(
                            operation.method() + " " + operation.path(),
                            answer.status() + " " + answer.body() + " for "
                                    + abridged(new String(body, StandardCharsets.UTF_8)));
                }
                if (answer.status() == 400 || answer.status() == 413) {
                    connection.close(); // Tomcat may close after what it did not read
                    connection = new HttpConnection(port, key);
                }
            }
        } finally {
            connection.close();
        }
    }

    private static String abridged(String text) {
        return text.length() < 400 ? text : text.substring(0, 400) + "…";
    }

    /** What failed on the server's side, one example for each address. */
    Map<String, String> failures() {
        return failures;
    }

    Map<Integer, Integer> statuses() {
        return statuses;
    }

    int operations() {
        return operations.size();
    }

    private String path(String template) {
        var path = template;
        while (path.contains("{")) {
            var value = mutations.random().nextInt(3) > 0
                    ? UUID.randomUUID().toString()
                    : URLEncoder.encode(mutations.value(), StandardCharsets.UTF_8);
            path = path.replaceFirst(
                    "\\{[^}]*}",
                    java.util.regex.Matcher.quoteReplacement(
                            value.isEmpty() ? "1" : value.substring(0, Math.min(300, value.length()))));
        }
        return path;
    }

    private byte[] body(Operation operation) {
        if (operation.body().isMissingNode()) {
            return new byte[0];
        }
        var text = value(operation.body(), 0).getBytes(StandardCharsets.UTF_8);
        return mutations.random().nextInt(5) == 0 ? mutations.next(List.of(text)) : text;
    }

    /** A value of a schema, each part of it hurtful one time in four. */
    private String value(JsonNode schema, int depth) {
        var random = mutations.random();
        if (depth > 8 || (depth > 0 && random.nextInt(4) == 0)) {
            return HURTFUL_JSON.get(random.nextInt(HURTFUL_JSON.size()));
        }
        if (schema.has("$ref")) {
            var name = schema.path("$ref").asString().replaceFirst(".*/", "");
            return value(description.path("components").path("schemas").path(name), depth + 1);
        }
        if (schema.has("properties")) {
            var fields = new ArrayList<String>();
            schema.path("properties").propertyStream().forEach(field -> {
                if (random.nextInt(12) > 0) {
                    fields.add("\"%s\":%s".formatted(field.getKey(), value(field.getValue(), depth + 1)));
                }
            });
            return "{" + String.join(",", fields) + "}";
        }
        var type = schema.path("type").toString();
        if (type.contains("array")) {
            var items = new ArrayList<String>();
            for (int i = random.nextInt(4); i > 0; i--) {
                items.add(value(schema.path("items"), depth + 1));
            }
            return "[" + String.join(",", items) + "]";
        }
        if (type.contains("integer") || type.contains("number")) {
            return List.of("1", "0", "-1", "100", "2147483648", "9223372036854775807", "1.0")
                    .get(random.nextInt(7));
        }
        if (type.contains("boolean")) {
            return Boolean.toString(random.nextBoolean());
        }
        if (schema.path("enum").size() > 0) {
            return schema.path("enum")
                    .get(random.nextInt(schema.path("enum").size()))
                    .toString();
        }
        return switch (random.nextInt(6)) {
            case 0 -> "\"" + UUID.randomUUID() + "\"";
            case 1 -> "\"2026-10-20\"";
            case 2 -> "\"2026-10\"";
            case 3 -> "\"FP-COM-001\"";
            case 4 -> HURTFUL_JSON.get(random.nextInt(HURTFUL_JSON.size()));
            default -> "\"Exemple\"";
        };
    }
}
