package coop.fairpass.places;

import static coop.fairpass.money.Money.cents;
import static coop.fairpass.places.Ground.ADMIN;
import static coop.fairpass.places.Ground.MAIL;
import static coop.fairpass.places.Ground.TODAY;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import coop.fairpass.Db;
import coop.fairpass.Samples;
import coop.fairpass.TestDatabase;
import coop.fairpass.catalogue.ServiceCode;
import coop.fairpass.catalogue.ServiceFormat;
import coop.fairpass.directory.Telephone;
import coop.fairpass.territory.Point;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("Les fichiers publiés suivent les schémas officiels, et reviennent comme ils sont partis")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PublishedFilesTest {

    private static final Presentation SAID = new Presentation(
            "2e étage, cour \"nord\"",
            List.of("ateliers@example.org"),
            "https://lieu.example.org/|https://lieu.example.org/agenda",
            "Des ateliers pour débuter.",
            "Une longue présentation,\navec un retour à la ligne.",
            List.of("BIB", "ASSO"),
            "Commune Exemple",
            List.of("Itinérant"),
            List.of("Jeunes", "Seniors"),
            List.of("Handicaps moteurs", "Illettrisme", "Langues étrangères (anglais)"),
            List.of("ara", "eng"),
            List.of("Aidants Connect", "Point d'accès numérique CAF"),
            List.of("Formé à « Mon Espace Santé »"),
            List.of("Label local"),
            List.of("Se présenter", "Téléphoner"),
            List.of("Accompagnement individuel"),
            "https://acceslibre.beta.gouv.fr/app/exemple/",
            "https://rdv.example.org/",
            TODAY,
            List.of(
                    new Presentation.Stop("Place du Marché", "21231", "Tu 09:00-12:00"),
                    new Presentation.Stop("Salle des fêtes", "21054", "")));

    private static final List<String> PRICES =
            List.of("FP-COM-001 10.00 reste 0.00 réglementé individuel", "FP-COM-003 15.00 reste 5.00 individuel");

    private final Ground ground;
    private PlaceId whole;

    PublishedFilesTest(Db db) {
        ground = new Ground(db);
    }

    @BeforeAll
    void open() {
        whole = ground.open("Médiathèque « Exemple »", "21231", Optional.of(new Point(47.32, 5.04)), Optional.of(10));
        ground.offer(whole, MAIL, cents(10_00), true, Optional.of(ServiceFormat.INDIVIDUAL));
        ground.offer(whole, ServiceCode.of("FP-COM-003"), cents(15_00), false, Optional.of(ServiceFormat.INDIVIDUAL));
        var outcome = ground.rooms
                .bean(PresentPlace.class)
                .handle(new PresentPlace.Command(
                        whole,
                        Optional.of(Telephone.of("0380000000")),
                        Optional.of("accueil@example.org"),
                        "Mo-Fr 09:00-12:00,14:00-18:30; PH off",
                        SAID,
                        ADMIN));
        assertThat(outcome).isInstanceOf(PresentPlace.Outcome.Presented.class);
        // One that says nothing, and stands at the centre of its commune.
        var bare = ground.open("Lieu nu", "39300");
        ground.offer(bare, MAIL, cents(10_00), false, Optional.of(ServiceFormat.INDIVIDUAL));
        ground.open("Sans offre", "2A004");
    }

    @AfterAll
    void close() {
        ground.close();
    }

    private interface Writes {
        void to(ByteArrayOutputStream out) throws IOException;
    }

    private static byte[] bytes(Writes file) throws IOException {
        var out = new ByteArrayOutputStream();
        file.to(out);
        return out.toByteArray();
    }

    private byte[] csv() throws IOException {
        return bytes(ground.rooms.bean(StandardExport.class)::csv);
    }

    private byte[] json() throws IOException {
        return bytes(ground.rooms.bean(StandardExport.class)::json);
    }

    @Test
    @DisplayName("R-117 : le standard 1.0 en CSV, ses 32 colonnes d’abord, tel que ses lecteurs l’attendent")
    void standard_csv() throws IOException {
        var text = new String(csv(), StandardCharsets.UTF_8);
        assertThat(text).doesNotStartWith("\ufeff").doesNotContain("\r").endsWith("\n");
        var lines = text.lines().toList();
        assertThat(lines).hasSize(4);
        assertThat(lines.getFirst())
                .startsWith("\"id\",\"pivot\",\"nom\"")
                .endsWith("\"langues\",\"tarifs\",\"arrets\"");
        assertThat(text).contains("2e étage, cour nord").contains("Une longue présentation, avec un retour");
        assertThat(text).contains(",,"); // an empty cell is not quoted
    }

    @Test
    @DisplayName("R-117 : chaque ligne du CSV et du JSON suit le schéma 1.0.2 du standard")
    void standard_follows_its_schema() throws IOException {
        var schema = JsonMapper.shared().readTree(Samples.read("standard/schema-lieux-mediation-numerique-1.0.2.json"));
        var faults = new ArrayList<String>();
        for (var row : csvRows(csv())) {
            faults.addAll(faults(schema, row));
        }
        for (var object : JsonMapper.shared().readTree(json())) {
            var row = new LinkedHashMap<String, String>();
            object.forEachEntry((name, value) -> row.put(name, value.asString()));
            faults.addAll(faults(schema, row));
        }
        assertThat(faults).isEmpty();
        // The judge does see faults.
        assertThat(faults(schema, Map.of("id", "1", "code_postal", "2100"))).hasSizeGreaterThan(3);
        assertThat(faults(schema, Map.of("code_postal", "21000 Dijon"))).contains("code_postal: 21000 Dijon");
    }

    static List<Map<String, String>> csvRows(byte[] csv) {
        var records = CsvReader.builder().ofCsvRecord(new String(csv, StandardCharsets.UTF_8)).stream()
                .toList();
        var header = records.getFirst().getFields();
        var rows = new ArrayList<Map<String, String>>();
        for (var record : records.subList(1, records.size())) {
            var row = new LinkedHashMap<String, String>();
            for (int i = 0; i < header.size(); i++) {
                row.put(header.get(i), record.getField(i));
            }
            rows.add(row);
        }
        return rows;
    }

    /** What a Table Schema says of a row: required, pattern, length, number, day. */
    static List<String> faults(JsonNode schema, Map<String, String> row) {
        var faults = new ArrayList<String>();
        for (var field : schema.get("fields")) {
            var name = field.get("name").asString();
            var value = row.getOrDefault(name, "");
            var rules = field.path("constraints");
            if (value.isEmpty()) {
                if (rules.path("required").asBoolean(false)) {
                    faults.add(name + " missing");
                }
                continue;
            }
            if (rules.has("pattern")
                    && !Pattern.compile(rules.get("pattern").asString())
                            .matcher(value)
                            .matches()) {
                faults.add(name + ": " + value);
            }
            if (rules.has("maxLength")
                    && value.length() > rules.get("maxLength").asInt()) {
                faults.add(name + " too long");
            }
            switch (field.get("type").asString()) {
                case "number" -> {
                    if (!value.matches("-?\\d+(\\.\\d+)?")) {
                        faults.add(name + " no number: " + value);
                    }
                }
                case "date" -> {
                    if (!value.matches("\\d{4}-\\d{2}-\\d{2}")) {
                        faults.add(name + " no day: " + value);
                    }
                }
                default -> {
                    // a text may be anything
                }
            }
        }
        return faults;
    }

    @Test
    @DisplayName("R-117 : ce qui est exporté se relit sans rien perdre, prix, langues et arrêts compris")
    void nothing_is_lost() throws IOException {
        for (var file : List.of(csv(), json())) {
            var read = (PlaceFile.Reading.Read) PlaceFile.read(file);
            assertThat(read.format()).isEqualTo("Standard national 1.0");
            assertThat(read.refused()).isEmpty();
            assertThat(read.notes()).extracting(PlaceFile.Note::reason).containsOnly(PlaceNoteReason.PIVOT_UNKNOWN);
            assertThat(read.unknownColumns()).isEmpty();
            var back = read.accepted().stream()
                    .filter(one -> one.key().id().equals(whole.toString()))
                    .findFirst()
                    .orElseThrow();
            assertThat(back.name()).isEqualTo("Médiathèque « Exemple »");
            assertThat(back.position()).contains(new Point(47.32, 5.04));
            assertThat(back.telephone()).contains(Telephone.of("0380000000"));
            assertThat(back.email()).contains("accueil@example.org");
            assertThat(back.hours()).isEqualTo("Mo-Fr 09:00-12:00,14:00-18:30; PH off");
            assertThat(back.acceptsVouchers()).isTrue();
            assertThat(back.fees())
                    .containsExactlyInAnyOrder(PlaceCandidate.Fee.FREE_UNDER_CONDITIONS, PlaceCandidate.Fee.PAID);
            var said = back.presentation();
            assertThat(said.publics()).isEqualTo(SAID.publics());
            assertThat(said.care()).isEqualTo(SAID.care());
            assertThat(said.languages()).isEqualTo(SAID.languages());
            assertThat(said.programmes()).isEqualTo(SAID.programmes());
            assertThat(said.labels()).isEqualTo(SAID.labels());
            assertThat(said.otherLabels()).containsExactly("Label local", "Pass numérique");
            assertThat(said.accessWays()).isEqualTo(SAID.accessWays());
            assertThat(said.supportWays()).isEqualTo(SAID.supportWays());
            assertThat(said.typologies()).isEqualTo(SAID.typologies());
            assertThat(said.moves()).isEqualTo(SAID.moves());
            assertThat(said.parent()).isEqualTo(SAID.parent());
            assertThat(said.website()).isEqualTo(SAID.website());
            assertThat(said.accessSheet()).isEqualTo(SAID.accessSheet());
            assertThat(said.booking()).isEqualTo(SAID.booking());
            assertThat(said.summary()).isEqualTo(SAID.summary());
            assertThat(said.otherEmails()).isEqualTo(SAID.otherEmails());
            assertThat(said.updatedOn()).isEqualTo(TODAY);
            assertThat(said.stops()).isEqualTo(SAID.stops());
            assertThat(back.prices()).isEqualTo(PRICES);
            assertThat(read.leftAside()).isEmpty();
        }
        var row = csvRows(csv()).stream()
                .filter(one -> whole.toString().equals(one.get("id")))
                .findFirst()
                .orElseThrow();
        assertThat(row).containsEntry("tarifs", String.join("|", PRICES));
    }

    @Test
    @DisplayName("data.inclusion v1 : structures et services suivent le schéma 1.0.8, et aucun nom de personne n’y est")
    void data_inclusion_follows_its_schema() throws IOException {
        var export = ground.rooms.bean(DataInclusionExport.class);
        var structures = JsonMapper.shared().readTree(bytes(export::structures));
        var services = JsonMapper.shared().readTree(bytes(export::services));
        assertThat(structures.size()).isEqualTo(3);
        assertThat(services.size()).isEqualTo(3);
        assertThat(errors(schema("structure"), structures)).isEmpty();
        assertThat(errors(schema("service"), services)).isEmpty();
        assertThat(services.toString()).doesNotContain("contact_nom_prenom");
        assertThat(services.get(0).get("frais_precisions").asString()).contains("reste à payer");
        // The judge does see faults.
        assertThat(schema("structure").validate(JsonMapper.shared().readTree("{\"nom\":\"x\"}")))
                .hasSizeGreaterThan(2);
    }

    private static Schema schema(String name) throws IOException {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(JsonMapper.shared().readTree(Samples.read("data-inclusion/v1/" + name + ".json")));
    }

    private static List<Error> errors(Schema schema, JsonNode list) {
        return list.valueStream()
                .flatMap(object -> schema
                        .validate(
                                object,
                                context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                        .stream())
                .toList();
    }

    @Test
    @DisplayName("data.inclusion v1 se relit : structures et services ensemble disent les chèques et les besoins")
    void data_inclusion_is_read_back() throws IOException {
        var export = ground.rooms.bean(DataInclusionExport.class);
        var both = "{\"structures\":%s,\"services\":%s}"
                .formatted(
                        new String(bytes(export::structures), StandardCharsets.UTF_8),
                        new String(bytes(export::services), StandardCharsets.UTF_8));
        var read = (PlaceFile.Reading.Read) PlaceFile.read(both.getBytes(StandardCharsets.UTF_8));
        assertThat(read.format()).isEqualTo("data.inclusion v1");
        assertThat(read.refused()).isEmpty();
        assertThat(read.unknownColumns()).isEmpty();
        var back = read.accepted().stream()
                .filter(one -> one.key().id().endsWith(whole.toString()))
                .findFirst()
                .orElseThrow();
        assertThat(back.acceptsVouchers()).isTrue();
        assertThat(back.services()).isNotEmpty();
        assertThat(back.presentation().publics()).isEqualTo(SAID.publics());
        assertThat(back.hours()).isEqualTo("Mo-Fr 09:00-12:00,14:00-18:30; PH off");
    }
}
