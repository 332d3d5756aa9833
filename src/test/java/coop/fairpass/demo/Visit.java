package coop.fairpass.demo;

import coop.fairpass.directory.Actor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A session that asks one address after another and follows no redirection: what it is answered is what it was told.
 */
final class Visit {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    /** What an address answered. */
    record Seen(int status, String location, String text, String template, String type) {}

    private final LivedDemo demo;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(new CookieManager())
            .build();
    private final String token;

    /** In somebody's seat, or in nobody's. */
    Visit(LivedDemo demo, Optional<Actor> actor) {
        this.demo = demo;
        actor.ifPresent(somebody -> get("/entrer/" + somebody.reference().substring("person/".length())));
        var found = TOKEN.matcher(get(actor.isPresent() ? "/compte" : "/entrer").text());
        if (!found.find()) {
            throw new IllegalStateException("no form for " + actor);
        }
        token = found.group(1);
    }

    Seen get(String path) {
        return send(request(path).GET());
    }

    /** Sends a form as its page would, with its token; with files when it has some. */
    Seen post(String path, Map<String, String> fields, Map<String, byte[]> files) {
        var boundary = "limite-de-la-visite";
        var body = new ByteArrayOutputStream();
        part(body, boundary, "_csrf", "", token.getBytes(StandardCharsets.UTF_8));
        fields.forEach((name, value) -> part(body, boundary, name, "", value.getBytes(StandardCharsets.UTF_8)));
        files.forEach((name, content) -> part(body, boundary, name, "; filename=\"piece.pdf\"", content));
        body.writeBytes("--%s--\r\n".formatted(boundary).getBytes(StandardCharsets.UTF_8));
        return send(request(path)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(BodyPublishers.ofByteArray(body.toByteArray())));
    }

    /** Sends what a script of a page sends, with its token. */
    Seen postJson(String path, String body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .header("X-XSRF-TOKEN", token)
                .POST(BodyPublishers.ofString(body)));
    }

    private static void part(ByteArrayOutputStream body, String boundary, String name, String more, byte[] content) {
        body.writeBytes("--%s\r\nContent-Disposition: form-data; name=\"%s\"%s\r\n\r\n"
                .formatted(boundary, name, more)
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content);
        body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(demo.address(path)));
    }

    private Seen send(HttpRequest.Builder request) {
        try {
            var answer = client.send(request.build(), BodyHandlers.ofByteArray());
            return new Seen(
                    answer.statusCode(),
                    answer.headers().firstValue("Location").orElse(""),
                    new String(answer.body(), StandardCharsets.UTF_8),
                    answer.headers().firstValue(LivedDemo.TemplateNames.HEADER).orElse(""),
                    answer.headers().firstValue("Content-Type").orElse(""));
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
