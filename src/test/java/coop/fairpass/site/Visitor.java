package coop.fairpass.site;

import coop.fairpass.TestApplication;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Somebody with a browser without script: keeps cookies, follows links, fills in the forms that pages really show and
 * sends them with their hidden fields.
 */
public final class Visitor implements AutoCloseable {

    /** What came back: where we are, and what is written there. */
    public record Seen(int status, String path, String html, HttpResponse<byte[]> raw) {

        /** The text that a person reads, without marks. */
        public String text() {
            return PageReading.text(html);
        }
    }

    private static final Pattern FORM = Pattern.compile("<form\\b[^>]*>.*?</form>", Pattern.DOTALL);
    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\"");

    private final TestApplication site;
    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    public Visitor(TestApplication site) {
        this.site = site;
    }

    /** Comes in as a person who has a seat in an organisation. */
    public Visitor enter(UUID person, UUID organisation) {
        var chosen = read("/entrer");
        send(chosen, "/entrer", Map.of("person", person.toString(), "organisation", organisation.toString()));
        return this;
    }

    public Seen read(String path) {
        return answer(HttpRequest.newBuilder(site.url(path)).build());
    }

    /** Fills in the form of a page that goes to an address, and sends it. */
    public Seen send(Seen page, String action, Map<String, String> fields) {
        return send(
                page,
                action,
                fields.entrySet().stream()
                        .map(field -> List.of(field.getKey(), field.getValue()))
                        .toList());
    }

    /** The same, with several values for one name. */
    public Seen send(Seen page, String action, List<List<String>> fields) {
        var form = FORM.matcher(page.html())
                .results()
                .map(found -> found.group())
                .filter(found -> found.contains("action=\"" + action + "\""))
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        "no form goes to %s on %s (%d)".formatted(action, page.path(), page.status())));
        var all = new ArrayList<List<String>>();
        HIDDEN.matcher(form)
                .results()
                .forEach(found -> all.add(List.of(found.group(1), PageReading.unescaped(found.group(2)))));
        fields.forEach(field -> all.removeIf(one -> one.getFirst().equals(field.getFirst())));
        all.addAll(fields);
        return post(action, all);
    }

    /** Sends what no page offers, with the token of a page that we did see. */
    public Seen force(Seen page, String action, Map<String, String> fields) {
        var all = new ArrayList<List<String>>();
        HIDDEN.matcher(page.html())
                .results()
                .filter(found -> found.group(1).equals("_csrf"))
                .findFirst()
                .ifPresent(found -> all.add(List.of("_csrf", PageReading.unescaped(found.group(2)))));
        fields.forEach((name, value) -> all.add(List.of(name, value)));
        return post(action, all);
    }

    private Seen post(String action, List<List<String>> fields) {
        var body = fields.stream()
                .map(field -> encode(field.get(0)) + "=" + encode(field.get(1)))
                .collect(Collectors.joining("&"));
        return answer(HttpRequest.newBuilder(site.url(action))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    public static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Seen answer(HttpRequest request) {
        try {
            var answer = client.send(request, BodyHandlers.ofByteArray());
            URI at = answer.uri();
            return new Seen(
                    answer.statusCode(), at.getPath(), new String(answer.body(), StandardCharsets.UTF_8), answer);
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
