package coop.fairpass.demo;

import coop.fairpass.booklets.BookletNumber;
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
import java.util.regex.Pattern;

/** What each person of the demonstration comes to by following links from the first page: pages, by their template. */
final class Crawl {

    /**
     * A page of a template, as somebody sees it; nobody is a visitor.
     *
     * @param length how much is written there
     */
    record Found(Optional<Cast.Player> reader, String address, String template, int status, int length) {

        String by() {
            return reader.map(Cast.Player::name).orElse("Visiteur");
        }
    }

    private static final Path TEMPLATES = Path.of("src/main/jte");
    private static final Pattern LINK = Pattern.compile("<a [^>]*href=\"(/[^\"#]*)");

    /** A page whose address has a number or an id is one of many alike: two of them are enough. */
    private static final Pattern OF_MANY = Pattern.compile(
            "[0-9a-f]{8}-[0-9a-f-]{27}|\\b[A-Z]+-\\d{4}-\\d+|\\b20\\d\\d-\\d\\d\\b|\\b\\d{1,13}\\b|=[^&]*");

    private static final int ALIKE = 2;

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
            "/referentiel");

    static List<Cast.Player> readers() {
        var distributor = Cast.DISTRIBUTORS.getFirst();
        return List.of(
                Cast.DEPARTMENT_BUYER,
                Cast.DEPARTMENT_ACCOUNTANT,
                Cast.COMPANY_BUYER,
                Cast.REGION_BUYER,
                Cast.manager(distributor),
                Cast.agent(distributor),
                Cast.desk(1),
                Cast.SALES,
                Cast.PRODUCTION,
                Cast.REVIEWER,
                Cast.CONTROLLER,
                Cast.TREASURER,
                Cast.BOARD,
                Cast.OPERATOR);
    }

    private final LivedDemo demo;
    private final Map<String, List<Found>> found = new TreeMap<>();

    Crawl(LivedDemo demo) {
        this.demo = demo;
        walk(Optional.empty());
        readers().forEach(reader -> walk(Optional.of(reader)));
    }

    private void walk(Optional<Cast.Player> reader) {
        var visit = new Visit(demo, reader.map(Cast.Player::actor));
        var asked = new HashSet<String>();
        var alike = new HashMap<String, Integer>();
        var waiting = new ArrayDeque<String>(List.of("/"));
        waiting.addAll(FROM_ELSEWHERE);
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
                                seen.text().length()));
            }
            if (seen.status() / 100 == 3) {
                waiting.add(seen.location().replaceFirst("^https?://[^/]*", ""));
            } else if (seen.type().startsWith("text/html")) {
                LINK.matcher(seen.text())
                        .results()
                        .map(link -> link.group(1).replace("&amp;", "&"))
                        .forEach(waiting::add);
            }
        }
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
            pages.stream()
                    .sorted(Comparator.comparingInt(Found::status)
                            .thenComparing(page -> page.reader().isPresent())
                            .thenComparing(
                                    Comparator.comparingInt(Found::length).reversed()))
                    .forEach(page -> byReader.putIfAbsent(page.by(), page));
            boolean isHome = pages.getFirst().template().equals("site/home");
            byReader.values().stream().limit(isHome ? Long.MAX_VALUE : 1).forEach(few::add);
        });
        return few;
    }

    /** The templates that are pages by themselves, not parts of one, not papers, not mails. */
    static Set<String> pages() throws IOException {
        try (var files = Files.walk(TEMPLATES)) {
            var pages = new TreeSet<String>();
            for (var file : files.filter(one -> one.toString().endsWith(".jte")).toList()) {
                var name = TEMPLATES.relativize(file).toString().replace(".jte", "");
                var text = Files.readString(file);
                if ((text.contains("@template.site.layout(") || text.contains("<!DOCTYPE html>"))
                        && !name.startsWith("documents/")
                        && !List.of("site/layout", "mail/letter").contains(name)) {
                    pages.add(name);
                }
            }
            return pages;
        }
    }
}
