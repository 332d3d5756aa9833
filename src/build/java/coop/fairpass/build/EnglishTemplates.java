package coop.fairpass.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Makes the English of our templates before they are compiled: the French template is the source, a gettext catalogue
 * says each of its pieces in English, and what is between the pieces is the same by construction. A piece without
 * English stops the build (decision 0021).
 *
 * <p>{@code EnglishTemplates <templates> <catalogues> <out>}: the French ones with the spaces of French typography, the
 * English ones under {@code en/}. {@code EnglishTemplates --update <templates> <catalogues>}: adds new pieces to the
 * catalogues, takes away those that no template says any longer.
 */
public final class EnglishTemplates {

    /** An expression that says something in French says it in English by the method beside it. */
    private static final Pattern SAID_IN_FRENCH = Pattern.compile("(\\.|::)(?:french|(\\w+)French)(Long)?(?=[(),])");

    private static final Pattern PLURAL = Pattern.compile("\\bPlural\\.(of|number|words)\\(");
    private static final Map<String, String> ENGLISH_PLURAL =
            Map.of("of", "Plural.english(", "number", "Plural.englishNumber(", "words", "Plural.englishWords(");

    private static final Pattern CALL = Pattern.compile("@template\\.([a-z]+)\\.([a-z-]+)\\(");

    /** Numbered documents and letters are in the language of the law that asks for them. */
    private static final Set<String> FRENCH_ONLY = Set.of("documents", "mail");

    private final Path templates;
    private final Path catalogues;
    private final List<String> names;
    private final Map<Path, Catalogue> read = new HashMap<>();
    private final List<String> missing = new ArrayList<>();

    private EnglishTemplates(Path templates, Path catalogues) throws IOException {
        this.templates = templates;
        this.catalogues = catalogues;
        this.names = names(templates);
    }

    /** Exits with 1, and names each of them, when a piece has no English. */
    public static void main(String[] arguments) throws IOException {
        if (arguments[0].equals("--update")) {
            update(Path.of(arguments[1]), Path.of(arguments[2])).forEach(System.out::println);
            return;
        }
        var missing = make(Path.of(arguments[0]), Path.of(arguments[1]), Path.of(arguments[2]));
        if (!missing.isEmpty()) {
            missing.forEach(System.err::println);
            System.err.println(missing.size() + " missing: « ./fairpass translations » lists them in " + arguments[1]);
            System.exit(1);
        }
    }

    /** Writes the templates of every language, and says what is missing. */
    static List<String> make(Path templates, Path catalogues, Path out) throws IOException {
        var english = new EnglishTemplates(templates, catalogues);
        english.make(out);
        return english.missing;
    }

    /** Brings the catalogues up to date, and says for each how much is left to translate. */
    static List<String> update(Path templates, Path catalogues) throws IOException {
        return new EnglishTemplates(templates, catalogues).update();
    }

    private void make(Path out) throws IOException {
        var spoken = spoken();
        var made = new TreeSet<Path>();
        for (var name : names) {
            var source = Files.readString(templates.resolve(name + ".jte"));
            made.add(
                    write(out.resolve(name + ".jte"), isFrenchOnly(name) ? source : Segments.withFrenchSpaces(source)));
            if (spoken.contains(name)) {
                made.add(write(out.resolve("en").resolve(name + ".jte"), english(name, source, spoken)));
            }
        }
        try (var old = Files.walk(out)) {
            for (var file : old.filter(Files::isRegularFile).toList()) {
                if (!made.contains(file)) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Only what changed is written, so that what is compiled from it stays fresh. */
    private static Path write(Path file, String text) throws IOException {
        if (!Files.exists(file) || !Files.readString(file).equals(text)) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        }
        return file;
    }

    private String english(String name, String source, Set<String> spoken) throws IOException {
        var catalogue = catalogue(catalogueOf(name));
        var text = new StringBuilder();
        int at = 0;
        for (var segment : Segments.of(source)) {
            var words = catalogue.of(segment.text());
            if (words.isEmpty()) {
                missing.add(name + ".jte: no English for: " + segment.text());
            }
            text.append(source, at, segment.start()).append(words.orElse(segment.text()));
            at = segment.end();
        }
        text.append(source.substring(at));
        var said = SAID_IN_FRENCH
                .matcher(text)
                .replaceAll(EnglishTemplates::sibling)
                .replace("<html lang=\"fr\"", "<html lang=\"en\"");
        return CALL.matcher(PLURAL.matcher(said).replaceAll(plural -> ENGLISH_PLURAL.get(plural.group(1))))
                .replaceAll(call -> {
                    var called = call.group(1) + "/" + call.group(2);
                    if (!spoken.contains(called)) {
                        missing.add(name + ".jte: calls " + called + ", which is not in english.txt");
                    }
                    return "@template.en." + call.group(1) + "." + call.group(2) + "(";
                });
    }

    /** {@code french}, {@code frenchLong}, {@code ofFrench}, called or named. */
    private static String sibling(MatchResult said) {
        var before = said.group(2) == null ? "english" : said.group(2) + "English";
        return said.group(1) + before + (said.group(3) == null ? "" : said.group(3));
    }

    private List<String> update() throws IOException {
        var pieces = new LinkedHashMap<Path, Map<String, String>>();
        for (var name : names) {
            if (isFrenchOnly(name)) {
                continue;
            }
            var source = Files.readString(templates.resolve(name + ".jte"));
            var ofRoom = pieces.computeIfAbsent(catalogueOf(name), room -> new LinkedHashMap<>());
            Segments.of(source).forEach(segment -> ofRoom.putIfAbsent(segment.text(), name + ".jte"));
        }
        var report = new ArrayList<String>();
        for (var room : pieces.entrySet()) {
            var catalogue = catalogue(room.getKey());
            catalogue.write(room.getKey(), room.getValue());
            var waiting = room.getValue().keySet().stream()
                    .filter(piece -> catalogue.of(piece).isEmpty())
                    .count();
            report.add("%s: %d pieces, %d without English"
                    .formatted(room.getKey().getFileName(), room.getValue().size(), waiting));
        }
        return report;
    }

    private static boolean isFrenchOnly(String name) {
        return FRENCH_ONLY.contains(name.substring(0, name.indexOf('/')));
    }

    /** Each catalogue is read once, for all templates of its room. */
    private Catalogue catalogue(Path file) throws IOException {
        var known = read.get(file);
        if (known == null) {
            known = Catalogue.read(file);
            read.put(file, known);
        }
        return known;
    }

    private Path catalogueOf(String name) {
        return catalogues.resolve(name.substring(0, name.indexOf('/')) + ".po");
    }

    private static List<String> names(Path templates) throws IOException {
        try (var files = Files.walk(templates)) {
            return files.filter(file -> file.toString().endsWith(".jte"))
                    .map(file -> templates
                            .relativize(file)
                            .toString()
                            .replace('\\', '/')
                            .replace(".jte", ""))
                    .sorted()
                    .toList();
        }
    }

    /** The templates that speak English, named or by whole rooms ({@code places/*}) in {@code english.txt}. */
    private Set<String> spoken() throws IOException {
        var spoken = new TreeSet<String>();
        for (var line : Files.readAllLines(catalogues.resolve("english.txt"))) {
            var name = line.replaceFirst("#.*", "").strip();
            if (!name.isEmpty()) {
                var named = names.stream()
                        .filter(one -> name.endsWith("/*")
                                ? one.startsWith(name.substring(0, name.length() - 1))
                                : one.equals(name))
                        .toList();
                spoken.addAll(named);
                if (named.isEmpty()) {
                    throw new IllegalArgumentException("english.txt: no template is called " + name);
                }
            }
        }
        return spoken;
    }
}
