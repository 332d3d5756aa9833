package coop.fairpass;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Those of our conventions that a machine can hold; each rule is first shown to see what it is there for. */
@DisplayName("La maison est tenue")
class TidyTest {

    private static final Path MESSAGES = Path.of("src/main/resources/messages");

    @Nested
    @DisplayName("texte : lignes de 120 caractères au plus, sans tabulation, un TODO a son numéro")
    class Texts {

        @Test
        @DisplayName("du projet")
        void of_the_project() throws IOException {
            var complaints = new ArrayList<String>();
            for (var file : files(Path.of("src"), ".java", ".sql")) {
                complaints.addAll(Tidy.inText(file.toString(), Files.readString(file)));
            }
            assertThat(complaints).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"\tint a;", "// TODO later", "-- FIXME: wrong"})
        void are_seen(String text) {
            assertThat(Tidy.inText("x", "fine\n" + text))
                    .singleElement()
                    .asString()
                    .startsWith("x:2: ");
        }

        @Test
        void long_lines_are_seen() {
            assertThat(Tidy.inText("x", "é".repeat(121))).hasSize(1);
            assertThat(Tidy.inText("x", "é".repeat(120) + "\n// TODO #12: soon"))
                    .isEmpty();
        }
    }

    @Nested
    @DisplayName("noms : ni Manager, ni Helper, ni …Service, rien qui ne dise pas ce que c’est")
    class Names {

        @Test
        @DisplayName("du projet")
        void of_the_project() throws IOException {
            var complaints = new ArrayList<String>();
            for (var file : files(Path.of("src"), ".java")) {
                complaints.addAll(Tidy.inNames(file.toString(), Files.readString(file)));
            }
            assertThat(complaints).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "class OrderManager {}",
                    "interface Utils {}",
                    "record OrderDto(int a) {}",
                    "public enum BaseState {}",
                    "class OrderImpl extends Order {}",
                    "class OrderService {}"
                })
        void are_seen(String text) {
            assertThat(Tidy.inNames("x", text)).hasSize(1);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "record Service(int a) {}",
                    "class Database {}",
                    "// class OrderManager {}",
                    "class Utility {}"
                })
        void others_are_free(String text) {
            assertThat(Tidy.inNames("x", text)).isEmpty();
        }
    }

    @Nested
    @DisplayName("R-335 : personne ne lit l’heure hors de l’horloge ; seule une commande écrit à l’écran")
    class Time {

        @Test
        @DisplayName("du projet")
        void of_the_project() throws IOException {
            var complaints = new ArrayList<String>();
            for (var file : files(Tidy.MAIN, ".java")) {
                complaints.addAll(Tidy.inJava(file.toString(), Files.readString(file)));
            }
            for (var file : files(Path.of("src/main/resources"), ".sql")) {
                complaints.addAll(Tidy.inSql(file.toString(), Files.readString(file)));
            }
            assertThat(complaints).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "var now = Instant.now();",
                    "var today = LocalDate.now(Paris.ZONE);",
                    "var month = YearMonth.now(ZoneId.of(\"Europe/Paris\"));",
                    "var date = new Date();",
                    "long at = System.currentTimeMillis();",
                    "var clock = Clock.systemUTC();",
                    "System.out.println(1);",
                    "var sql = \"SELECT now()\";",
                    "var sql = \"\"\"\n  SELECT *\n  WHERE day < CURRENT_DATE\n  \"\"\";"
                })
        void is_seen_in_java(String text) {
            assertThat(Tidy.inJava("coop/fairpass/orders/X.java", text)).hasSize(1);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "var now = Instant.now(clock);",
                    "var today = LocalDate.now(this.clock);",
                    "var now = clock.instant();",
                    "// Instant.now() is forbidden, and so is \"now()\"",
                    "var known = \"knowledge() of unknown()\";"
                })
        void the_clock_is_free(String text) {
            assertThat(Tidy.inJava("coop/fairpass/orders/X.java", text)).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "recorded_at timestamptz DEFAULT now()",
                    "CHECK (day <= current_date)",
                    "SELECT Current_Timestamp",
                    "SELECT clock_timestamp()"
                })
        void is_seen_in_sql(String text) {
            assertThat(Tidy.inSql("x", text)).hasSize(1);
            assertThat(Tidy.inSql("x", "-- " + text)).isEmpty();
        }
    }

    @Nested
    @DisplayName("chaque motif, problème ou état a sa phrase en français")
    class Sentences {

        @Test
        @DisplayName("du projet")
        void of_the_project() throws Exception {
            var complaints = new ArrayList<String>();
            for (var type : mainClasses()) {
                if (type.isEnum() && type.getSimpleName().matches(".*(Reason|Problem|State)")) {
                    var messages = MESSAGES.resolve(Tidy.moduleOf(type.getPackageName()) + ".properties");
                    if (Files.exists(messages)) {
                        complaints.addAll(Tidy.missingSentences(type, Files.readString(messages)));
                    }
                }
            }
            assertThat(complaints).isEmpty();
        }

        enum TrialReason {
            LATE,
            LOST
        }

        @Test
        void missing_ones_are_seen() {
            assertThat(Tidy.missingSentences(TrialReason.class, "TrialReason.LATE=trop tard\nTrialReason.LOST="))
                    .singleElement()
                    .asString()
                    .contains("TrialReason.LOST");
            assertThat(Tidy.missingSentences(
                            TrialReason.class, "TrialReason.LATE=trop tard\nSentences.TrialReason.LOST=perdu"))
                    .isEmpty();
        }
    }

    @Nested
    @DisplayName("chaque paquet est un module : il refuse null et dit de quoi il a besoin")
    class Packages {

        @Test
        @DisplayName("du projet")
        void of_the_project() throws IOException {
            var complaints = new ArrayList<String>();
            for (var name : packages()) {
                complaints.addAll(Tidy.inPackage(name, !name.equals("coop.fairpass")));
            }
            assertThat(complaints).isEmpty();
        }

        @Test
        void missing_ones_are_seen() {
            assertThat(Tidy.inPackage("trial", true)).hasSize(1);
            assertThat(Tidy.inPackage("coop.fairpass", true)).hasSize(1); // null-marked, and no module
            assertThat(Tidy.inPackage("coop.fairpass.money", true)).isEmpty();
        }
    }

    @Nested
    @DisplayName("le SQL d’un module ne nomme pas la table d’un autre ; ses vues, si")
    @ExtendWith(TestDatabase.class)
    class ForeignTables {

        private final Db db;

        ForeignTables(Db db) {
            this.db = db;
        }

        @Test
        @DisplayName("du projet")
        void of_the_project() throws IOException {
            var tables = tables();
            var complaints = new ArrayList<String>();
            for (var file : files(Tidy.MAIN.resolve("coop/fairpass"), ".java")) {
                complaints.addAll(Tidy.foreignTables(tables, file, Files.readString(file)));
            }
            assertThat(complaints).isEmpty();
        }

        @Test
        void are_seen() {
            var owner = JdbcClient.create(db.owner());
            owner.sql("CREATE SCHEMA trial").update();
            owner.sql("CREATE TABLE trial.fact (word text)").update();
            owner.sql("CREATE VIEW trial.facts AS SELECT * FROM trial.fact").update();
            var source = """
                    var mine = "SELECT * FROM trial.facts JOIN orders.fact";
                    var theirs = "SELECT * FROM Trial.Fact";
                    """;

            assertThat(Tidy.foreignTables(tables(), Tidy.MAIN.resolve("coop/fairpass/orders/X.java"), source))
                    .singleElement()
                    .asString()
                    .contains("X.java:2: ");
            assertThat(Tidy.foreignTables(tables(), Tidy.MAIN.resolve("coop/fairpass/trial/X.java"), source))
                    .isEmpty();
        }

        private Set<Tidy.Table> tables() {
            return JdbcClient.create(db.owner())
                    .sql("""
                            SELECT nspname AS schema, relname AS name
                            FROM pg_class
                            JOIN pg_namespace ON pg_namespace.oid = relnamespace
                            WHERE relkind IN ('r', 'p')
                              AND nspname NOT IN ('pg_catalog', 'information_schema')
                            """)
                    .query(Tidy.Table.class)
                    .set();
        }
    }

    private static List<Path> files(Path root, String... endings) throws IOException {
        try (var paths = Files.walk(root)) {
            return paths.filter(path -> Arrays.stream(endings).anyMatch(path.toString()::endsWith))
                    .sorted()
                    .toList();
        }
    }

    private static Set<String> packages() throws IOException {
        return files(Tidy.MAIN, ".java").stream()
                .map(file -> Tidy.MAIN.relativize(file.getParent()).toString().replace('/', '.'))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Class<?>> mainClasses() throws Exception {
        var root = Path.of(Fairpass.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        var classes = new ArrayList<Class<?>>();
        for (var file : files(root.resolve("coop/fairpass"), ".class")) {
            var name = root.relativize(file).toString().replace('/', '.').replaceFirst("\\.class$", "");
            classes.add(Class.forName(name, false, TidyTest.class.getClassLoader()));
        }
        return classes;
    }
}
