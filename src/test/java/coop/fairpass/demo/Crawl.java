package coop.fairpass.demo;

import coop.fairpass.booklets.BookletNumber;
import coop.fairpass.directory.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What each person of the demonstration comes to by following links from the first page: pages, by their template. */
final class Crawl {

    /**
     * A page of a template, as somebody sees it; nobody is a visitor.
     *
     * @param length how much is written there
     * @param kinds what it is built of: each element with its style, its type and its part
     */
    record Found(
            Optional<Cast.Player> reader, String address, String template, int status, int length, Set<String> kinds) {

        String by() {
            return reader.map(Cast.Player::name).orElse("Visiteur");
        }
    }

    private static final Pattern ELEMENT = Pattern.compile("<([a-z][a-z0-9]*)((?: [^>]*)?)>");
    private static final Pattern MATTERS = Pattern.compile(" (class|type|role)=\"[^\"]*\"");

    private static final Path TEMPLATES = Path.of("src/main/jte");
    private static final Pattern LINK = Pattern.compile("<a [^>]*href=\"(/[^\"#]*)");
    private static final Pattern SECRET = Pattern.compile("name=\"secret\" value=\"([^\"]+)\"");

    /** Where the text of a mail leads. */
    private static final Pattern MAILED = Pattern.compile("<a href=\"https?://[^/\"]+(/[^\"#]*)");

    private static final String MAIL = "mail/received";

    /** A page whose address has a number or an id is one of many alike: three of them are enough. */
    private static final Pattern OF_MANY = Pattern.compile(
            "[0-9a-f]{8}-[0-9a-f-]{27}|\\b[A-Z]+-\\d{4}-\\d+|\\b20\\d\\d-\\d\\d\\b|\\b\\d{1,13}\\b|=[^&]*");

    private static final int ALIKE = 3;

    private static final String REFUSAL = "site/problem";

    /** Not asked for: it would end the session, or make the reader somebody else; or it is a large file. */
    private static final Pattern LEFT_ALONE = Pattern.compile(
            "^/(sortir|entrer/|langue/|connexion/|donnees/|openapi|oauth2)|\\.(pdf|csv|xml|json|zip)\\b|/fichier$");

    /** Where no link leads: a person comes to it from a mail, from a scanned voucher, or by a mistake. */
    private static final List<String> FROM_ELSEWHERE = List.of(
            "/entrer",
            "/connexion",
            "/connexion/oubli",
            "/invitation/un-lien-qui-n-existe-pas",
            "/nulle-part",
            "/Q/x",
            "/carte/integrer",
            "/lieux?commune=21231",
            "/courriels",
            "/charte",
            "/questionnaire",
            "/referentiel",
            "/propositions/charte",
            "/propositions/questionnaire");

    private static List<Cast.Player> readers() {
        var distributor = Cast.DISTRIBUTORS.getFirst();
        return List.of(
                Cast.DEPARTMENT_BUYER,
                Cast.DEPARTMENT_ACCOUNTANT,
                Cast.COMPANY_BUYER,
                Cast.REGION_BUYER,
                Cast.manager(distributor),
                Cast.agent(distributor),
                Cast.desk(1),
                Cast.STAFF,
                Cast.MEDIATOR,
                Cast.REPRESENTATIVE,
                Cast.SALES,
                Cast.PRODUCTION,
                Cast.REVIEWER,
                Cast.CONTROLLER,
                Cast.TREASURER,
                Cast.BOARD,
                Cast.OPERATOR);
    }

    private final LivedDemo demo;
    private final List<Cast.Player> readers;
    private final Map<String, List<Found>> found = new TreeMap<>();
    private final List<String> deadEnds = new ArrayList<>();

    Crawl(LivedDemo demo) {
        this(demo, List.of());
    }

    /** @param more who reads besides the people of the story */
    Crawl(LivedDemo demo, List<Cast.Player> more) {
        this.demo = demo;
        readers = Stream.concat(readers().stream(), more.stream()).toList();
        // Whoever asks to be qualified needs no account: the address of a file opens it.
        walk(Optional.empty(), List.of(aNewFile()));
        readers.forEach(reader -> walk(Optional.of(reader), List.of()));
    }

    /** Each role of somebody who reads. */
    Set<Role> roles() {
        return readers.stream().flatMap(reader -> reader.roles().stream()).collect(Collectors.toSet());
    }

    /** The address of a file that a stranger has just begun. */
    private String aNewFile() {
        var visit = new Visit(demo, Optional.empty());
        var secret = SECRET.matcher(visit.get("/devenir").text());
        if (!secret.find()) {
            throw new IllegalStateException("no file may be begun");
        }
        return path(visit.post("/devenir", Map.of("secret", secret.group(1), "lieu", ""), Map.of())
                .location());
    }

    private static String path(String address) {
        return address.replaceFirst("^https?://[^/]*", "");
    }

    private void walk(Optional<Cast.Player> reader, List<String> doors) {
        var visit = new Visit(demo, reader.map(Cast.Player::actor));
        var asked = new HashSet<String>();
        var alike = new HashMap<String, Integer>();
        var linkedFrom = new HashMap<String, String>();
        var waiting = new ArrayDeque<String>(List.of("/"));
        waiting.addAll(FROM_ELSEWHERE);
        waiting.addAll(doors);
        if (reader.isPresent()) {
            waiting.addAll(demo.moreAddresses());
            waiting.add("/carnets/" + aBooklet());
        }
        while (!waiting.isEmpty()) {
            var address = waiting.remove();
            var shape = OF_MANY.matcher(address).replaceAll("*");
            if ((LEFT_ALONE.matcher(address).find()
                            && !address.equals("/connexion/oubli")
                            && !address.equals("/connexion/organisation"))
                    || !asked.add(address)
                    || alike.merge(shape, 1, Integer::sum) > ALIKE) {
                continue;
            }
            var seen = visit.get(address);
            // A page of refusal is made where no template is named.
            var template = seen.template().isEmpty() && seen.status() >= 400 ? REFUSAL : seen.template();
            if (!template.isEmpty() && seen.type().startsWith("text/html")) {
                found.computeIfAbsent(template, _ -> new ArrayList<>())
                        .add(new Found(
                                reader,
                                address,
                                template,
                                seen.status(),
                                seen.text().length(),
                                kindsOf(seen.text())));
            }
            if (seen.status() >= 400 && linkedFrom.containsKey(address)) {
                deadEnds.add("%s, %s → %s : %d"
                        .formatted(
                                reader.map(Cast.Player::name).orElse("Visiteur"),
                                linkedFrom.get(address),
                                address,
                                seen.status()));
            }
            if (seen.status() / 100 == 3) {
                var there = path(seen.location());
                Optional.ofNullable(linkedFrom.get(address)).ifPresent(from -> linkedFrom.putIfAbsent(there, from));
                waiting.add(there);
            } else if (seen.type().startsWith("text/html")) {
                (template.equals(MAIL) ? MAILED : LINK)
                        .matcher(seen.text())
                        .results()
                        .map(link -> link.group(1).replace("&amp;", "&"))
                        .forEach(link -> {
                            // A mail is written to somebody else than whoever reads it here.
                            if (!template.equals(MAIL)) {
                                linkedFrom.putIfAbsent(link, address);
                            }
                            waiting.add(link);
                        });
            }
        }
    }

    private static Set<String> kindsOf(String page) {
        return ELEMENT.matcher(page.substring(Math.max(0, page.indexOf("<main"))))
                .results()
                .map(element -> MATTERS.matcher(element.group(2))
                        .results()
                        .map(MatchResult::group)
                        .sorted()
                        .collect(Collectors.joining("", element.group(1), "")))
                .collect(Collectors.toSet());
    }

    /** A booklet that the first distributor handed over, as its address writes it. */
    private String aBooklet() {
        var number = demo.owner()
                .sql("SELECT booklet FROM booklets.hand_over WHERE distributor = :id ORDER BY booklet LIMIT 1")
                .param("id", Cast.DISTRIBUTORS.getFirst().id().value())
                .query(Long.class)
                .single();
        return new BookletNumber(number).serial().replace(" ", "");
    }

    /** Links that a page shows to somebody, and that are refused to them: who, from where, to where. */
    List<String> deadEnds() {
        return List.copyOf(deadEnds);
    }

    /** All that was found, by template. */
    Map<String, List<Found>> byTemplate() {
        return found;
    }

    /**
     * Of each template, one page; of the first page of all, one a person. What is shown comes before what is refused,
     * what a visitor reads before what others do, and then the fullest.
     */
    List<Found> fewOfEach() {
        var few = new ArrayList<Found>();
        found.values().forEach(pages -> {
            var byReader = new LinkedHashMap<String, Found>();
            bestFirst(pages).forEach(page -> byReader.putIfAbsent(page.by(), page));
            byReader.values().stream()
                    .limit(isHome(pages.getFirst()) ? Long.MAX_VALUE : 1)
                    .forEach(few::add);
        });
        return few;
    }

    /**
     * Of each template, as many pages as it takes to see each kind of element that any reader sees there, in any state
     * that was come to; of the first page of all, one a person besides.
     */
    List<Found> everyKindOfEach() {
        var many = new ArrayList<Found>();
        found.values().forEach(pages -> {
            var seen = new HashSet<String>();
            var readers = new HashSet<String>();
            bestFirst(pages).forEach(page -> {
                boolean isNewHome = isHome(page) && readers.add(page.by());
                if (seen.addAll(page.kinds()) || isNewHome) {
                    many.add(page);
                }
            });
        });
        return many;
    }

    private static boolean isHome(Found page) {
        return page.template().equals("site/home");
    }

    private static Stream<Found> bestFirst(List<Found> pages) {
        return pages.stream()
                .sorted(Comparator.comparingInt(Found::status)
                        .thenComparing(page -> page.reader().isPresent())
                        .thenComparing(Comparator.comparingInt(Found::length).reversed()));
    }

    /** The templates that are pages by themselves, not parts of one nor what others fill, not papers, not mails. */
    static Set<String> pages() throws IOException {
        try (var files = Files.walk(TEMPLATES)) {
            var pages = new TreeSet<String>();
            for (var file : files.filter(one -> one.toString().endsWith(".jte")).toList()) {
                var name = TEMPLATES.relativize(file).toString().replace(".jte", "");
                var text = Files.readString(file);
                if ((text.contains("@template.site.layout(") || text.contains("<!DOCTYPE html>"))
                        && !text.contains("@param Content content")
                        && !name.startsWith("documents/")
                        && !List.of("site/layout", "mail/letter").contains(name)) {
                    pages.add(name);
                }
            }
            return pages;
        }
    }
}
