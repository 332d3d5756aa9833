package coop.fairpass;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.People;
import java.io.ByteArrayOutputStream;
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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A person with a browser and no script: reads pages, follows redirections, fills in the forms that pages hold.
 *
 * <pre>{@code
 * var desk = Visitor.of(site, World.FIRST_STAFF);
 * desk.get("/cheques/accepter").form("/cheques/accepter").with("code", code).with("act", "accept").send();
 * }</pre>
 */
public final class Visitor implements AutoCloseable {

    /** What came back: a page, or a file. */
    @SuppressWarnings("ArrayRecordComponent") // read once, never compared
    public record Page(int status, URI at, String type, byte[] bytes, String disposition, Visitor reader) {

        public String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        /** What a person reads: no tags, spaces of any kind made one. */
        public String read() {
            return text().replaceAll("(?s)<head>.*?</head>", " ")
                    .replaceAll("<[^>]*>", " ")
                    .replace("&#39;", "'")
                    .replace("&#34;", "\"")
                    .replace("&quot;", "\"")
                    .replace("&nbsp;", " ")
                    .replace("&lt;", "<")
                    .replace("&gt;", ">")
                    .replace("&amp;", "&")
                    .replaceAll("[\\s\u00a0\u202f]+", " ")
                    .strip();
        }

        /** The first form that is sent to an address, with what it already holds. */
        public Form form(String action) {
            return form(action, 1);
        }

        /** The form of that rank among those sent to an address, from 1. */
        public Form form(String action, int rank) {
            var found = Pattern.compile("(?s)<form[^>]*action=\"" + Pattern.quote(action) + "\"[^>]*>(.*?)</form>")
                    .matcher(text());
            for (int i = 0; i < rank; i++) {
                if (!found.find()) {
                    throw new AssertionError("no form to %s on %s: %s".formatted(action, at, read()));
                }
            }
            return new Form(reader, action, fields(found.group(1)));
        }

        /** The actions of all forms of the page. */
        public List<String> actions() {
            return Pattern.compile("<form[^>]*action=\"([^\"]*)\"")
                    .matcher(text())
                    .results()
                    .map(match -> match.group(1))
                    .toList();
        }

        private static List<String[]> fields(String form) {
            var fields = new ArrayList<String[]>();
            var input = Pattern.compile("<input([^>]*)>").matcher(form);
            while (input.find()) {
                var tag = input.group(1);
                boolean isChoice = tag.contains("type=\"radio\"") || tag.contains("type=\"checkbox\"");
                if (attribute(tag, "name").isPresent()
                        && !tag.contains("type=\"file\"")
                        && (!isChoice || tag.matches("(?s).*\\bchecked\\b.*"))) {
                    fields.add(new String[] {
                        attribute(tag, "name").get(), attribute(tag, "value").orElse("")
                    });
                }
            }
            var area = Pattern.compile("(?s)<textarea([^>]*)>(.*?)</textarea>").matcher(form);
            while (area.find()) {
                fields.add(new String[] {attribute(area.group(1), "name").orElseThrow(), unescaped(area.group(2))});
            }
            var select = Pattern.compile("(?s)<select([^>]*)>(.*?)</select>").matcher(form);
            while (select.find()) {
                var chosen =
                        Pattern.compile("<option value=\"([^\"]*)\" selected").matcher(select.group(2));
                fields.add(new String[] {
                    attribute(select.group(1), "name").orElseThrow(), chosen.find() ? chosen.group(1) : ""
                });
            }
            return fields;
        }

        /** The value that a field of the page holds now. */
        public Optional<String> field(String id) {
            var input = Pattern.compile("<input[^>]*id=\"" + Pattern.quote(id) + "\"[^>]*>")
                    .matcher(text());
            if (input.find()) {
                return attribute(input.group(), "value");
            }
            var area = Pattern.compile("(?s)<textarea[^>]*id=\"" + Pattern.quote(id) + "\"[^>]*>(.*?)</textarea>")
                    .matcher(text());
            return area.find() ? Optional.of(unescaped(area.group(1))) : Optional.empty();
        }

        private static Optional<String> attribute(String tag, String name) {
            var found = Pattern.compile("\\b" + name + "=\"([^\"]*)\"").matcher(tag);
            return found.find() ? Optional.of(unescaped(found.group(1))) : Optional.empty();
        }

        private static String unescaped(String text) {
            return text.replace("&#34;", "\"")
                    .replace("&quot;", "\"")
                    .replace("&#39;", "'")
                    .replace("&lt;", "<")
                    .replace("&gt;", ">")
                    .replace("&amp;", "&");
        }
    }

    /** A form being filled in. */
    public static final class Form {

        private final Visitor visitor;
        private final String action;
        private final List<String[]> fields;

        Form(Visitor visitor, String action, List<String[]> fields) {
            this.visitor = visitor;
            this.action = action;
            this.fields = new ArrayList<>(fields);
        }

        /** Fills a field, or leaves it out of what is sent. */
        public Form with(String name, String value) {
            fields.removeIf(field -> field[0].equals(name));
            fields.add(new String[] {name, value});
            return this;
        }

        public Form without(String name) {
            fields.removeIf(field -> field[0].equals(name));
            return this;
        }

        public String value(String name) {
            return fields.stream()
                    .filter(field -> field[0].equals(name))
                    .findFirst()
                    .map(field -> field[1])
                    .orElseThrow(() -> new AssertionError("no field " + name));
        }

        /** To another address than the page's: what a person who edits the page would do. */
        public Form to(String other) {
            return new Form(visitor, other, fields);
        }

        public Page send() {
            return visitor.post(action, fields);
        }

        /** With a file, as a browser does it. */
        public Page sendWith(String field, String name, byte[] content) {
            return visitor.upload(action, fields, field, name, content);
        }
    }

    private final TestApplication site;
    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    private Visitor(TestApplication site) {
        this.site = site;
    }

    /**
     * The settings of a site where anybody may enter, with the keys of a world's home; what no page asks for is not
     * made.
     */
    public static Map<String, Object> settings(Path home) {
        return Map.of(
                "fairpass.home", home.toString(),
                "fairpass.instance", "cheques.exemple.coop",
                "fairpass.development-sign-in", "true",
                "fairpass.booklet.prints-its-own", "true",
                "fairpass.settlement.page-waits", "PT10M",
                "spring.main.lazy-initialization", "true");
    }

    /** Somebody who has not signed in. */
    public static Visitor stranger(TestApplication site) {
        return new Visitor(site);
    }

    /** Enters a person into the directory, with all that an actor may do, and signs in as that person. */
    public static Visitor of(TestApplication site, Actor actor) {
        var person = UUID.fromString(actor.reference().substring("person/".length()));
        var organisation = actor.organisation().orElseThrow();
        var people = site.bean(People.class);
        people.enter(person, actor.label(), Optional.empty());
        actor.roles().forEach(role -> people.grant(person, organisation, role, Actor.CLOCK));
        var visitor = new Visitor(site);
        var page = visitor.get("/entrer");
        var csrf = page.form("/entrer").value("_csrf");
        visitor.post(
                "/entrer",
                List.of(new String[] {"_csrf", csrf}, new String[] {"person", person.toString()}, new String[] {
                    "organisation", organisation.value().toString()
                }));
        return visitor;
    }

    public Page get(String path) {
        return send(HttpRequest.newBuilder(site.url(path)).GET());
    }

    /** Sends fields as they are, without any page: what a hostile program would. */
    public Page post(String path, List<String[]> fields) {
        var body = fields.stream()
                .map(field -> encoded(field[0]) + "=" + encoded(field[1]))
                .reduce((a, b) -> a + "&" + b)
                .orElse("");
        return send(HttpRequest.newBuilder(site.url(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    private Page upload(String path, List<String[]> fields, String field, String name, byte[] content) {
        var boundary = "limite" + UUID.randomUUID().toString().replace("-", "");
        var body = new ByteArrayOutputStream();
        for (var one : fields) {
            body.writeBytes("--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                    .formatted(boundary, one[0], one[1])
                    .getBytes(StandardCharsets.UTF_8));
        }
        var lines = List.of(
                "--" + boundary,
                "Content-Disposition: form-data; name=\"%s\"; filename=\"%s\"".formatted(field, name),
                "Content-Type: application/octet-stream",
                "",
                "");
        body.writeBytes(String.join("\r\n", lines).getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content);
        body.writeBytes("\r\n--%s--\r\n".formatted(boundary).getBytes(StandardCharsets.UTF_8));
        return send(HttpRequest.newBuilder(site.url(path))
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(BodyPublishers.ofByteArray(body.toByteArray())));
    }

    private Page send(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> answer = client.send(request.build(), BodyHandlers.ofByteArray());
            return new Page(
                    answer.statusCode(),
                    answer.uri(),
                    answer.headers().firstValue("Content-Type").orElse(""),
                    answer.body(),
                    answer.headers().firstValue("Content-Disposition").orElse(""),
                    this);
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        client.close();
    }
}
