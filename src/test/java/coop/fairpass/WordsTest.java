package coop.fairpass;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Words: the sentences that the program may need are written, no other is, and one word says one thing. */
@DisplayName("Les mots : tous écrits, aucun de trop, un mot pour une chose")
class WordsTest {

    private static final Path MESSAGES = Path.of("src/main/resources/messages");
    private static final Path CODE = Path.of("src/main/java/coop/fairpass");

    private static List<Path> files(Path root, String... endings) {
        try (var all = Files.walk(root)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> Arrays.stream(endings).anyMatch(file.toString()::endsWith))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Nested
    @DisplayName("phrases")
    class Sentences {

        private final Map<String, Properties> rooms = new TreeMap<>();
        private final Map<String, Properties> english = new TreeMap<>();

        Sentences() throws IOException {
            for (var file : files(MESSAGES, ".properties")) {
                var keys = new Properties();
                keys.load(new StringReader(text(file)));
                var name = file.getFileName().toString().replace(".properties", "");
                if (name.endsWith("_en")) {
                    english.put(name.replace("_en", ""), keys);
                } else {
                    rooms.put(name, keys);
                }
            }
        }

        @Test
        @DisplayName("chaque phrase est dite en anglais aussi, avec les mêmes valeurs à y mettre")
        void each_in_english() {
            assertThat(english.keySet()).isEqualTo(rooms.keySet());
            var wrong = new ArrayList<String>();
            rooms.forEach((room, keys) -> {
                var other = Objects.requireNonNull(english.get(room));
                assertThat(other.stringPropertyNames()).as(room).isEqualTo(keys.stringPropertyNames());
                for (var key : keys.stringPropertyNames()) {
                    if (!values(keys.getProperty(key)).equals(values(other.getProperty(key)))
                            || other.getProperty(key).isBlank()) {
                        wrong.add(room + ": " + key);
                    }
                }
            });
            assertThat(wrong).isEmpty();
        }

        /** What is put into a sentence, in any order. */
        private static List<String> values(String sentence) {
            return Pattern.compile("%(?:\\d+\\$)?([sd%])|\\{(\\d)}")
                    .matcher(sentence)
                    .results()
                    .map(value -> value.group(1) + value.group(2))
                    .sorted()
                    .toList();
        }

        @Test
        @DisplayName("chaque phrase dit une raison ou un état qui existe : aucune n’est restée après lui")
        void none_is_left_over() {
            var left = new ArrayList<String>();
            rooms.forEach((room, keys) -> {
                var sources = files(CODE.resolve(room), ".java").stream()
                        .map(WordsTest::text)
                        .toList();
                for (var key : new TreeSet<>(keys.stringPropertyNames())) {
                    if (sources.stream().noneMatch(source -> declares(source, key))) {
                        left.add(room + ": " + key);
                    }
                }
            });
            assertThat(left).isEmpty();
        }

        private static boolean declares(String source, String key) {
            int dot = key.indexOf('.');
            var body = Pattern.compile("\\benum " + key.substring(0, dot) + "\\b(.*)", Pattern.DOTALL)
                    .matcher(source);
            return body.find()
                    && Pattern.compile("\\b" + key.substring(dot + 1) + "\\b")
                            .matcher(body.group(1))
                            .find();
        }

        @Test
        @DisplayName("chaque phrase demandée par son nom est écrite")
        void those_asked_by_name_are_written() {
            var asked = Pattern.compile("Sentences\\.find\\(\"(\\w+)\", \"([\\w.]+)\"\\)");
            for (var file : Stream.concat(
                            files(CODE, ".java").stream(), files(Path.of("src/main/jte"), ".jte").stream())
                    .toList()) {
                asked.matcher(text(file))
                        .results()
                        .forEach(found -> assertThat(Objects.requireNonNull(rooms.get(found.group(1)))
                                        .stringPropertyNames())
                                .as(file.toString())
                                .contains(found.group(2)));
            }
        }

        @Test
        @DisplayName("aucune phrase n’est vide, ni n’a d’espace double")
        void they_are_sentences() {
            var complaints = new ArrayList<String>();
            rooms.forEach((room, keys) -> keys.forEach((key, sentence) -> {
                if (sentence.toString().isBlank() || sentence.toString().contains("  ")) {
                    complaints.add(room + ": " + key + "=" + sentence);
                }
            }));
            assertThat(complaints).isEmpty();
        }
    }

    @Nested
    @DisplayName("glossaire")
    class Glossary {

        /** What is wrong with a glossary: a word on either side that is translated in two ways. */
        private static List<String> faults(String glossary) {
            var french = new TreeMap<String, TreeSet<String>>();
            var english = new TreeMap<String, TreeSet<String>>();
            glossary.lines()
                    .filter(line -> line.startsWith("| ") && !line.startsWith("| French"))
                    .map(line -> line.split("(?<!\\\\)\\|", -1))
                    .forEach(cells -> {
                        var left = cells[1].split("·", -1);
                        var right = cells[2].split("·", -1);
                        for (int i = 0; i < left.length; i++) {
                            var other = right[Math.min(i, right.length - 1)].strip();
                            for (var word : left[i].split(",", -1)) {
                                french.computeIfAbsent(word.strip(), _ -> new TreeSet<>())
                                        .add(other);
                            }
                        }
                        for (int i = 0; i < right.length; i++) {
                            var other = left[Math.min(i, left.length - 1)].strip();
                            for (var word : right[i].split(",", -1)) {
                                english.computeIfAbsent(word.strip(), _ -> new TreeSet<>())
                                        .add(other);
                            }
                        }
                    });
            return Stream.concat(french.entrySet().stream(), english.entrySet().stream())
                    .filter(entry ->
                            !entry.getKey().equals("–") && entry.getValue().size() > 1)
                    .map(entry -> entry.getKey() + " : " + entry.getValue())
                    .toList();
        }

        @Test
        @DisplayName("R-337 : aucun terme du glossaire n’a deux traductions")
        void no_term_has_two_translations() {
            assertThat(faults(text(Path.of("GLOSSARY.md")))).isEmpty();
        }

        @Test
        @DisplayName("et l’épreuve le verrait")
        void two_translations_are_seen() {
            assertThat(faults("| lot | lot | `Lot` | x |\n| lot | batch | `Batch` | y |"))
                    .containsExactly("lot : [batch, lot]");
            assertThat(faults("| carnet | booklet | `B` | x |\n| chéquier | booklet | `C` | y |"))
                    .containsExactly("booklet : [carnet, chéquier]");
        }
    }

    @Nested
    @DisplayName("R-304 : rien n’attribue de cause à la fin d’un dispositif antérieur")
    class NoCause {

        private static final String SCHEME = "(dispositif|système|programme|opérateur|exploitant|coopérative|pass"
                + "|scheme|operator|predecessor|prédécesseur)";
        private static final String EARLIER =
                "(antérieur|précédent|ancien|historique|d’avant|qui a précédé|earlier|previous|former|historical)";
        private static final String END = "(échou|échec|faillite|liquidat|disparu|disparition|fermé|fermeture|cessé"
                + "|dépôt de bilan|s’est arrêté|fin d|failed|failure|bankrupt|collapse|closed|ended|end of)";
        private static final String CAUSE = "(parce qu|à cause|en raison|faute d|dû à|due à|du fait|car |causé|because"
                + "|due to|caused|for lack|owing to)";

        private static boolean attributes(String sentence) {
            return Stream.of(SCHEME, EARLIER, END, CAUSE)
                    .allMatch(part -> Pattern.compile(part, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                            .matcher(sentence)
                            .find());
        }

        @Test
        @DisplayName("ni page, ni courriel, ni document, ni phrase, ni page de la documentation")
        void nothing_does() {
            var read = Stream.of(
                            files(Path.of("src/main/jte"), ".jte"),
                            files(MESSAGES, ".properties"),
                            files(CODE, ".java"),
                            files(Path.of("docs"), ".md"),
                            List.of(Path.of("README.md"), Path.of("ARCHITECTURE.md"), Path.of("GLOSSARY.md")))
                    .flatMap(List::stream)
                    .toList();
            assertThat(read).hasSizeGreaterThan(500);
            var complaints = new ArrayList<String>();
            for (var file : read) {
                for (var sentence : text(file).split("(?<=[.!?])\\s|\\n\\s*\\n|</p>|</li>", -1)) {
                    if (attributes(sentence)) {
                        complaints.add(file + ": " + sentence.strip());
                    }
                }
            }
            assertThat(complaints).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Le dispositif précédent a échoué parce que les chèques restaient dans les tiroirs.",
                    "La liquidation de l’ancien opérateur, due à ses frais.",
                    "The previous operator failed because its funds were not kept apart."
                })
        void would_be_seen(String sentence) {
            assertThat(attributes(sentence)).isTrue();
        }
    }
}
