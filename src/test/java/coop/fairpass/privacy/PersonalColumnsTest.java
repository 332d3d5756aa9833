package coop.fairpass.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads the schema as the migrations made it: nothing of a beneficiary, and of others only what was reviewed. */
@DisplayName("R-323 : aucune table ne dit qui est un bénéficiaire")
@ExtendWith(TestDatabase.class)
class PersonalColumnsTest {

    private static final Path REVIEWED = Path.of("src/test/resources/personal-columns.txt");

    /** Whoever uses a voucher, or what only a card of identity or a social file says. */
    private static final Pattern OF_A_BENEFICIARY = word(
            "beneficiar(y|ies)",
            "beneficiaires?",
            "recipients?_names?",
            "bearers?",
            "households?",
            "birth\\w*",
            "born",
            "naissance",
            "surnames?",
            "maiden",
            "firstnames?",
            "first_names?",
            "lastnames?",
            "last_names?",
            "prenoms?",
            "nir",
            "social_security",
            "passport",
            "id_card",
            "gender",
            "sexe?",
            "nationality",
            "health",
            "disability",
            "handicap",
            "allowance_number",
            "caf_number");

    private static final Pattern SAYS_SOMETHING = word(
            "names?",
            "named",
            "noms?",
            "e?mails?",
            "courriels?",
            "phones?",
            "telephones?",
            "mobile",
            "address(es)?",
            "adresses?",
            "street",
            "town",
            "holder",
            "recipient",
            "reader",
            "words",
            "texts?",
            "comments?",
            "remarks?",
            "notes?",
            "answer",
            "summary",
            "message",
            "letter",
            "contacts?",
            "persons?",
            "people",
            "mediator",
            "applicant",
            "who",
            "signature",
            "photo",
            "picture",
            "iban",
            "bic",
            "content",
            "body",
            "file",
            "pdf",
            "xml",
            "detail",
            "subject",
            "value",
            "more",
            "label",
            "logo",
            "minutes",
            "reasons?",
            "why",
            "says",
            "title",
            "remittance",
            "as",
            "sheet",
            "problem",
            "failure",
            "counterparty",
            "debtor",
            "initiator",
            "principal",
            "office",
            "opening",
            "hours",
            "resolution",
            "explanation",
            "because",
            "website",
            "booking",
            "complement",
            "parent");

    private static final Pattern REFERENCE = Pattern.compile(".*(_by|\\.author|\\.agent|\\.by)$");

    /** Classes of those whose data it is: their tables have a time of their own ({@link Kept}). */
    private static final Set<String> OF_SOMEBODY =
            Set.of("staff", "mediator", "applicant", "contact", "passer-by", "payee");

    private static final Set<String> CLASSES = Stream.concat(
                    OF_SOMEBODY.stream(), Stream.of("free", "organisation", "house"))
            .collect(Collectors.toUnmodifiableSet());

    private record Column(String table, String name, String type, Optional<String> comment) {
        String path() {
            return table + "." + name;
        }
    }

    private static Pattern word(String... words) {
        return Pattern.compile(
                "(^|[_. ’'])(%s)($|[_. ,;:’'])".formatted(String.join("|", words)), Pattern.CASE_INSENSITIVE);
    }

    private static Map<String, String> reviewed() throws IOException {
        return Files.readAllLines(REVIEWED).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split(" \\| ", -1))
                .collect(Collectors.toMap(
                        parts -> parts[0],
                        parts -> parts[1],
                        (_, second) -> {
                            throw new IllegalStateException("twice: " + second);
                        },
                        TreeMap::new));
    }

    private static List<Column> columns(Db db) {
        return JdbcClient.create(db.owner())
                .sql("""
                        SELECT n.nspname || '.' || c.relname AS table_name, a.attname AS column_name,
                               format_type(a.atttypid, NULL) AS type_name, col_description(c.oid, a.attnum) AS comment
                          FROM pg_attribute a
                          JOIN pg_class c ON c.oid = a.attrelid
                          JOIN pg_namespace n ON n.oid = c.relnamespace
                         WHERE c.relkind IN ('r', 'p')
                           AND a.attnum > 0
                           AND NOT a.attisdropped
                           AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'public')
                         ORDER BY 1, a.attnum
                        """)
                .query((row, _) -> new Column(
                        row.getString("table_name"),
                        row.getString("column_name"),
                        row.getString("type_name"),
                        Optional.ofNullable(row.getString("comment"))))
                .list();
    }

    /** What is wrong with a schema, column by column. */
    private static List<String> complaints(List<Column> columns, Map<String, String> reviewed) {
        var complaints = new ArrayList<String>();
        for (var column : columns) {
            var path = column.path();
            var said = (path + " " + column.comment().orElse(""));
            var known = Optional.ofNullable(reviewed.get(path));
            if (OF_A_BENEFICIARY.matcher(said).find()) {
                complaints.add(path + " says who a beneficiary is: no table may (R-323)");
            } else if (known.isEmpty() && mayHoldWords(column) && saysSomething(column)) {
                complaints.add(path + " may say something of somebody: review it in " + REVIEWED.getFileName());
            }
        }
        known(columns, reviewed).forEach(complaints::add);
        return complaints;
    }

    private static Stream<String> known(List<Column> columns, Map<String, String> reviewed) {
        var paths = columns.stream().map(Column::path).collect(Collectors.toUnmodifiableSet());
        return Stream.concat(
                reviewed.keySet().stream().filter(path -> !paths.contains(path)).map(path -> path + " is no more"),
                reviewed.entrySet().stream()
                        .filter(line -> !CLASSES.contains(line.getValue()))
                        .map(line -> line.getKey() + ": nobody is called " + line.getValue()));
    }

    private static boolean mayHoldWords(Column column) {
        return column.type().matches("(text|character.*|json.*|bytea|xml|hstore|uuid)(\\[])?");
    }

    private static boolean saysSomething(Column column) {
        if (REFERENCE.matcher(column.path()).matches()) {
            return false;
        }
        if (column.type().startsWith("uuid")) {
            return Set.of("person", "mediator", "applicant").contains(column.name());
        }
        return column.type().matches("(json.*|bytea|xml|hstore)(\\[])?")
                || SAYS_SOMETHING.matcher(column.name()).find()
                || column.comment()
                        .filter(text -> SAYS_SOMETHING.matcher(text).find())
                        .isPresent();
    }

    @Test
    @DisplayName(
            "R-323 : chaque colonne qui peut dire quelque chose de quelqu’un est relue, et aucune n’est d’un bénéficiaire")
    void every_column_is_reviewed(Db db) throws IOException {
        assertThat(columns(db)).hasSizeGreaterThan(500);
        assertThat(complaints(columns(db), reviewed())).isEmpty();
    }

    @ParameterizedTest
    @DisplayName("R-323 : la même épreuve échoue dès qu’une telle colonne paraît")
    @ValueSource(
            strings = {
                "ALTER TABLE booklets.hand_over ADD COLUMN beneficiary_name text",
                "ALTER TABLE redemption.redemption ADD COLUMN first_name text",
                "ALTER TABLE booklets.hand_over ADD COLUMN birth_date date",
                "ALTER TABLE booklets.hand_over ADD COLUMN birth_year integer",
                "ALTER TABLE redemption.request ADD COLUMN telephone text",
                "ALTER TABLE booklets.block ADD COLUMN reader_email text[]",
                "ALTER TABLE booklets.hand_over ADD COLUMN extra jsonb",
                "CREATE TABLE booklets.beneficiary (id uuid)",
                "CREATE TABLE redemption.scan (picture_taken bytea)",
                "COMMENT ON COLUMN booklets.hand_over.channel IS 'the name of the bearer'"
            })
    void a_column_of_that_kind_is_seen(String sql, Db db) throws IOException {
        JdbcClient.create(db.owner()).sql(sql).update();
        assertThat(complaints(columns(db), reviewed())).hasSize(1);
    }

    @Test
    @DisplayName("R-323 : ce qui ne dit rien de personne n’est pas arrêté ; une ligne sans colonne, si")
    void nothing_else_is_stopped(Db db) throws IOException {
        JdbcClient.create(db.owner())
                .sql("ALTER TABLE booklets.hand_over ADD COLUMN confirmed_by text, ADD COLUMN shelf text")
                .update();
        assertThat(complaints(columns(db), reviewed())).isEmpty();

        var more = new TreeMap<>(reviewed());
        more.put("booklets.hand_over.gone", "staff");
        more.put("booklets.hand_over.shelf", "beneficiary");
        assertThat(complaints(columns(db), more)).hasSize(2);
    }

    @Test
    @DisplayName(
            "R-324 : chaque table qui dit quelque chose de quelqu’un a une durée, et chaque table d’une durée existe")
    void every_personal_table_has_its_time(Db db) throws IOException {
        var covered = Arrays.stream(Kept.values())
                .flatMap(kind -> kind.tables().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        var personal = reviewed().entrySet().stream()
                .filter(line ->
                        OF_SOMEBODY.contains(line.getValue()) || line.getValue().equals("free"))
                .map(line -> line.getKey().replaceFirst("\\.[^.]+$", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(covered).containsAll(personal);

        var tables = columns(db).stream().map(Column::table).collect(Collectors.toUnmodifiableSet());
        assertThat(tables).containsAll(covered);
    }
}
