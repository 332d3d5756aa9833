package coop.fairpass;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/** The rules of {@link TidyTest}: each takes one thing and gives what is wrong with it, as a line to act upon. */
final class Tidy {

    static final Path MAIN = Path.of("src/main/java");

    private static final int LONGEST_LINE = 120;

    private static final Pattern TYPE = Pattern.compile("\\b(?:class|interface|enum|record)\\s+(\\w+)");
    private static final Pattern EMPTY_WORD =
            Pattern.compile("(Manager|Helper|Util|Impl|Dto|DTO|Base|Common)s?|Entity|Entities");
    private static final Pattern CLOCK_OF_JAVA = Pattern.compile(
            "\\b(Instant|(Local|Zoned|Offset)(Date|Time|DateTime)|YearMonth|Year|MonthDay)\\.now\\((?![\\w.]*clock\\))"
                    + "|\\bnew Date\\(\\)|\\bSystem\\.currentTimeMillis\\(|\\bClock\\.(system|tick)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern CLOCK_OF_SQL = Pattern.compile(
            "\\bnow\\s*\\(\\s*\\)|\\bcurrent_(date|time|timestamp)\\b|\\blocaltime(stamp)?\\b"
                    + "|\\b(clock|statement|transaction)_timestamp\\b|\\btimeofday\\b",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern SCREEN = Pattern.compile("\\bSystem\\.(out|err)\\b|\\bFileDescriptor\\.(out|err)\\b");

    private Tidy() {}

    /** A relation that only its module may name. */
    record Table(String schema, String name) {}

    static List<String> inText(String file, String text) {
        var complaints = new ArrayList<String>();
        var lines = text.lines().toList();
        // What a program says may be longer than what it does: the formatter moves text blocks to the right.
        var measured =
                file.endsWith(".java") ? JavaSource.of(text).unquoted().lines().toList() : lines;
        for (int number = 1; number <= lines.size(); number++) {
            var line = lines.get(number - 1);
            if (measured.get(number - 1).length() > LONGEST_LINE) {
                complaints.add("%s:%d: %d characters"
                        .formatted(file, number, measured.get(number - 1).length()));
            }
            if (line.contains("\t")) {
                complaints.add("%s:%d: a tab".formatted(file, number));
            }
            // This file names what it looks for.
            if (!file.contains("Tidy") && line.matches(".*\\b(TODO|FIXME)\\b(?!:? *\\(?#\\d+).*")) {
                complaints.add("%s:%d: something to do without its issue number".formatted(file, number));
            }
        }
        return complaints;
    }

    static List<String> inNames(String file, String text) {
        return found(TYPE, JavaSource.of(text).code())
                .filter(type -> Arrays.stream(type.group(1).split("(?<=[a-z0-9])(?=[A-Z])"))
                                .anyMatch(word -> EMPTY_WORD.matcher(word).matches())
                        || type.group(1).matches(".+Service")) // a Service of the catalogue is one of our words
                .map(type -> "%s: %s says nothing of what it is".formatted(file, type.group(1)))
                .toList();
    }

    static List<String> inJava(String file, String text) {
        var source = JavaSource.of(text);
        var complaints = new ArrayList<String>();
        if (!file.endsWith("ClockConfiguration.java")) {
            found(CLOCK_OF_JAVA, source.code())
                    .forEach(call -> complaints.add("%s: %s…, without the clock".formatted(file, call.group())));
        }
        if (!file.contains("/command/")) {
            found(SCREEN, source.code())
                    .forEach(use -> complaints.add("%s: %s belongs to a command".formatted(file, use.group())));
        }
        for (var quote : source.strings()) {
            found(CLOCK_OF_SQL, quote.text())
                    .forEach(call -> complaints.add(
                            "%s:%d: the time of the database: %s".formatted(file, quote.line(), call.group())));
        }
        return complaints;
    }

    static List<String> inSql(String file, String text) {
        return found(CLOCK_OF_SQL, text.replaceAll("--.*", ""))
                .map(call -> "%s: the time of the database: %s".formatted(file, call.group()))
                .toList();
    }

    static List<String> missingSentences(Class<?> type, String messages) {
        var sentences = new Properties();
        try {
            sentences.load(new StringReader(messages));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // Two enums of one name in a module are told apart by the type around them: RedeemVoucher.Reason.
        var outer = Optional.<Class<?>>ofNullable(type.getEnclosingClass())
                .map(around -> around.getSimpleName() + ".")
                .orElse("");
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> type.getSimpleName() + "." + ((Enum<?>) constant).name())
                .filter(key -> Stream.of(key, outer + key)
                        .allMatch(name -> sentences.getProperty(name, "").isBlank()))
                .map(key -> "messages of %s lack %s".formatted(moduleOf(type.getPackageName()), key))
                .toList();
    }

    static List<String> inPackage(String name, boolean module) {
        Class<?> described;
        try {
            described = Class.forName(name + ".package-info");
        } catch (ClassNotFoundException e) {
            return List.of(name + " has no package-info");
        }
        if (!described.isAnnotationPresent(NullMarked.class)) {
            return List.of(name + " is not @NullMarked");
        }
        var declared = Optional.ofNullable(described.getAnnotation(ApplicationModule.class));
        // Left out, the list means anything; an empty one means nothing.
        if (module
                && declared.filter(it -> !List.of(it.allowedDependencies()).contains(ApplicationModule.OPEN_TOKEN))
                        .isEmpty()) {
            return List.of(name + " does not say what it depends on");
        }
        return List.of();
    }

    static List<String> foreignTables(Set<Table> tables, Path file, String text) {
        var module = MAIN.relativize(file).getName(2).toString(); // coop/fairpass/<module>/X.java
        var complaints = new ArrayList<String>();
        for (var quote : JavaSource.of(text).strings()) {
            for (var table : tables) {
                var named = Pattern.compile(
                        "\\b%s\\.%s\\b".formatted(table.schema(), table.name()), Pattern.CASE_INSENSITIVE);
                if (!table.schema().equals(module)
                        && named.matcher(quote.text()).find()) {
                    complaints.add("%s:%d: names the table %s.%s of another module"
                            .formatted(file, quote.line(), table.schema(), table.name()));
                }
            }
        }
        return complaints;
    }

    private static Stream<MatchResult> found(Pattern pattern, String text) {
        return pattern.matcher(text).results();
    }

    static String moduleOf(String packageName) {
        return packageName.substring(packageName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
