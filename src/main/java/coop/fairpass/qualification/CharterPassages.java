package coop.fairpass.qualification;

import coop.fairpass.qualification.Charter.Article;
import coop.fairpass.qualification.Charter.Capacity;
import coop.fairpass.qualification.Charter.Part;
import coop.fairpass.qualification.Passage.Rewording;
import coop.fairpass.web.Sentences;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The charter in passages that people can rewrite: for an article its title, its text, and whom it binds, line by line.
 * An article keeps its number; one that goes leaves it to nobody, so that what was said of an article stays true.
 */
final class CharterPassages {

    private static final Pattern BINDS = Pattern.compile("(?i)engage\\s*:\\s*(.+?)\\.?");

    private CharterPassages() {}

    static List<Passage> of(Charter charter) {
        return charter.articles().stream()
                .map(one -> new Passage(
                        codeOf(one),
                        "%s, article %d, %s"
                                .formatted(
                                        switch (one.part()) {
                                            case CHARTER -> "Charte";
                                            case TERMS -> "Conditions";
                                        },
                                        one.number(),
                                        one.title()),
                        words(one)))
                .toList();
    }

    /** Each part has its own numbers. */
    private static String codeOf(Article article) {
        return article.part() + "-" + article.number();
    }

    static List<Passage> places() {
        return Arrays.stream(Part.values())
                .map(part -> new Passage(
                        Passage.NEW + part.name(),
                        switch (part) {
                            case CHARTER -> "Un nouvel article de la charte";
                            case TERMS -> "Un nouvel article des conditions";
                        },
                        ""))
                .toList();
    }

    private static String words(Article article) {
        return "%s\n%s\nEngage : %s"
                .formatted(
                        article.title(),
                        article.text(),
                        article.binds().stream()
                                .sorted()
                                .map(CharterPassages::named)
                                .collect(Collectors.joining(", ")));
    }

    private static String named(Capacity capacity) {
        return Sentences.french(capacity).toLowerCase(Locale.ROOT);
    }

    /** The charter with some articles reworded, added or gone; empty when that would be no charter any more. */
    static Optional<Charter> rewritten(Charter charter, List<Rewording> rewordings, int version) {
        var articles = new ArrayList<>(charter.articles());
        for (var one : rewordings) {
            int place = placeOf(articles, one.passage());
            if (one.passage().startsWith(Passage.NEW)) {
                var part = Part.valueOf(one.passage().substring(Passage.NEW.length()));
                int number = articles.stream()
                                .filter(article -> article.part() == part)
                                .mapToInt(Article::number)
                                .max()
                                .orElse(0)
                        + 1;
                var written = one.words().flatMap(words -> read(words, number, part, Set.of()));
                if (written.isEmpty()) {
                    return Optional.empty();
                }
                articles.add(written.get());
            } else if (place < 0) {
                return Optional.empty();
            } else if (one.words().isEmpty()) {
                articles.remove(place);
            } else {
                var before = articles.get(place);
                var written = read(one.words().get(), before.number(), before.part(), before.binds());
                if (written.isEmpty()) {
                    return Optional.empty();
                }
                articles.set(place, written.get());
            }
        }
        try {
            return Optional.of(new Charter(RuleTexts.titled(charter.title(), version), articles));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // it would no longer bind everybody, or be one at all
        }
    }

    private static int placeOf(List<Article> articles, String passage) {
        for (int i = 0; i < articles.size(); i++) {
            if (codeOf(articles.get(i)).equals(passage)) {
                return i;
            }
        }
        return -1;
    }

    private static Optional<Article> read(String words, int number, Part part, Set<Capacity> bound) {
        var lines = new ArrayList<>(Passage.lines(words));
        var binds = bound;
        if (!lines.isEmpty()) {
            var last = BINDS.matcher(lines.getLast());
            if (last.matches()) {
                binds = capacities(last.group(1));
                lines.removeLast();
            }
        }
        if (lines.size() < 2 || binds.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Article(
                    number, part, lines.getFirst(), String.join("\n", lines.subList(1, lines.size())), binds));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // longer than what is read at once
        }
    }

    /** Those that are named; none when one of the names is nobody's. */
    private static Set<Capacity> capacities(String names) {
        var all = EnumSet.noneOf(Capacity.class);
        for (var name : names.split(",", -1)) {
            var known = Arrays.stream(Capacity.values())
                    .filter(one -> named(one).equalsIgnoreCase(name.strip()))
                    .findFirst();
            if (known.isEmpty()) {
                return Set.of();
            }
            all.add(known.get());
        }
        return all;
    }
}
