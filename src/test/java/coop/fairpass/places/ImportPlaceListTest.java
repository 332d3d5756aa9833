package coop.fairpass.places;

import static coop.fairpass.places.Ground.ADMIN;
import static coop.fairpass.places.Ground.REVIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.Samples;
import coop.fairpass.TestDatabase;
import coop.fairpass.directory.Actor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Une liste s’importe deux fois sans rien perdre ni doubler")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImportPlaceListTest {

    private static final String HEADER =
            "id,pivot,nom,commune,code_postal,code_insee,adresse,latitude,longitude,date_maj,source,frais_a_charge\n";

    private final Ground ground;
    private final ImportPlaceList importList;
    private final PlaceLists lists;

    ImportPlaceListTest(Db db) {
        ground = new Ground(db);
        importList = ground.rooms.bean(ImportPlaceList.class);
        lists = ground.rooms.bean(PlaceLists.class);
    }

    @AfterAll
    void close() {
        ground.close();
    }

    private static String row(String id, String name, String street, String source) {
        return "%s,00000000000000,%s,Dijon,21000,21231,%s,,,2026-01-01,%s,Gratuit\n"
                .formatted(id, name, street, source);
    }

    private ListImport taken(String list, String csv) {
        return taken(list, csv.getBytes(StandardCharsets.UTF_8));
    }

    private ListImport taken(String list, byte[] file) {
        var outcome = handle(UUID.randomUUID(), list, file, REVIEWER);
        assertThat(outcome).isInstanceOf(ImportPlaceList.Outcome.Imported.class);
        return ((ImportPlaceList.Outcome.Imported) outcome).report();
    }

    private ImportPlaceList.Outcome handle(UUID id, String list, byte[] file, Actor by) {
        return importList.handle(new ImportPlaceList.Command(id, list, file, by));
    }

    private long count(String where) {
        return ground.db
                .jdbc()
                .sql("SELECT count(*) FROM places.listed WHERE " + where)
                .query(Long.class)
                .single();
    }

    @Test
    @DisplayName("nouveau, changé, inchangé, disparu, revenu : disparu est marqué et jamais effacé")
    void a_later_file_of_the_same_list() {
        var first = taken(
                "suite",
                HEADER
                        + row("1", "Un", "1 rue", "s")
                        + row("2", "Deux", "2 rue", "s")
                        + row("3", "Trois", "3 rue", "s"));
        assertThat(List.of(first.created(), first.changed(), first.unchanged(), first.gone()))
                .containsExactly(3, 0, 0, 0);
        var second = taken(
                "suite",
                HEADER
                        + row("1", "Un", "1 rue", "s")
                        + row("2", "Deux bis", "2 rue", "s")
                        + row("4", "Quatre", "4 rue", "s"));
        assertThat(List.of(second.created(), second.changed(), second.unchanged(), second.gone()))
                .containsExactly(1, 1, 1, 1);
        assertThat(count("list = 'suite' AND source_id = '3' AND gone_on = '2026-11-10'"))
                .isEqualTo(1);
        assertThat(count("list = 'suite'")).isEqualTo(4);
        var third = taken(
                "suite",
                HEADER
                        + row("1", "Un", "1 rue", "s")
                        + row("2", "Deux bis", "2 rue", "s")
                        + row("3", "Trois", "3 rue", "s")
                        + row("4", "Quatre", "4 rue", "s"));
        assertThat(List.of(third.created(), third.changed(), third.unchanged(), third.gone()))
                .containsExactly(0, 1, 3, 0);
        assertThat(count("list = 'suite' AND gone_on IS NOT NULL")).isZero();
    }

    @Test
    @DisplayName("une ligne devenue illisible est refusée, et son lieu n’est pas dit disparu")
    void a_refused_row_is_not_gone() {
        taken("abimee", HEADER + row("1", "Un", "1 rue", "a") + row("2", "Deux", "2 rue", "a"));
        var second = taken("abimee", HEADER + row("1", "", "1 rue", "a") + row("2", "Deux", "2 rue", "a"));
        assertThat(second.rowsRefused()).isEqualTo(1);
        assertThat(second.gone()).isZero();
        assertThat(lists.lines(second.id(), 10))
                .filteredOn(PlaceLists.Line::isRefusal)
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.line()).isEqualTo(2);
                    assertThat(line.header()).isEqualTo("nom");
                    assertThat(line.sentence()).startsWith("Ce champ est obligatoire");
                });
    }

    @Test
    @DisplayName("le même identifiant dans deux sources est deux lieux, et deux fois le même envoi est un import")
    void keys_and_repeats() {
        var file = (HEADER + row("9", "Neuf", "9 rue", "x") + row("9", "Autre", "10 rue", "y"))
                .getBytes(StandardCharsets.UTF_8);
        var id = UUID.randomUUID();
        var first = handle(id, "cles", file, REVIEWER);
        assertThat(handle(id, "cles", file, REVIEWER)).isEqualTo(first);
        assertThat(count("source_id = '9'")).isEqualTo(2);
        assertThat(handle(id, "cles", (HEADER + row("1", "x", "y", "z")).getBytes(StandardCharsets.UTF_8), REVIEWER))
                .isEqualTo(new ImportPlaceList.Outcome.Refused(PlaceFileReason.ID_TAKEN));
    }

    @Test
    @DisplayName("seule la coopérative importe, sous un nom de liste lisible")
    void who_may_import() {
        var id = UUID.randomUUID();
        assertThat(handle(id, "liste", new byte[0], ADMIN))
                .isEqualTo(new ImportPlaceList.Outcome.Refused(PlaceFileReason.NOT_ALLOWED));
        assertThat(handle(id, "Une liste !", new byte[0], REVIEWER))
                .isEqualTo(new ImportPlaceList.Outcome.Refused(PlaceFileReason.LIST_NAME_INVALID));
        assertThat(handle(id, "liste", new byte[0], REVIEWER))
                .isEqualTo(new ImportPlaceList.Outcome.Refused(PlaceFileReason.UNREADABLE));
    }

    @Test
    @DisplayName("ce qui se ressemble est proposé une fois, décidé par une personne, et gardé des deux côtés")
    void doubles_are_proposed() {
        taken("une", HEADER + row("d1", "Espace numérique du Lac", "7 quai du Port", "une"));
        var second = taken(
                "deux",
                HEADER
                        + row("d2", "ESPACE NUMERIQUE DU LAC", "7 quai du port", "deux")
                        + row("d3", "Tout autre chose", "99 boulevard du Nord", "deux"));
        assertThat(second.proposed()).isEqualTo(1);
        var pair = lists.toDecide(100).stream()
                .filter(one -> one.listed().name().toUpperCase(Locale.ROOT).contains("LAC"))
                .findFirst()
                .orElseThrow();
        assertThat(pair.score()).isEqualTo(100);
        var decide = ground.rooms.bean(DecideLikeness.class);
        var command =
                new DecideLikeness.Command(pair.listed().id(), pair.other().id(), true, REVIEWER);
        assertThat(decide.handle(new DecideLikeness.Command(
                        pair.listed().id(), pair.other().id(), true, ADMIN)))
                .isEqualTo(DecideLikeness.Outcome.NOT_ALLOWED);
        assertThat(decide.handle(command)).isEqualTo(DecideLikeness.Outcome.DECIDED);
        assertThat(decide.handle(command)).isEqualTo(DecideLikeness.Outcome.NOTHING_TO_DECIDE);
        assertThat(count("source_id IN ('d1', 'd2') AND gone_on IS NULL")).isEqualTo(2);
        var again = taken(
                "deux",
                HEADER
                        + row("d2", "Espace numérique du Lac", "7 quai du Port", "deux")
                        + row("d3", "Tout autre chose", "99 boulevard du Nord", "deux"));
        assertThat(again.changed()).isEqualTo(1);
        assertThat(again.proposed()).isZero();
    }

    @Test
    @DisplayName("tant que personne n’a décidé, un lieu recensé est dit peut-être celui qui accepte les chèques")
    void it_may_be_ours() {
        var ours = ground.open("Fabrique du Canal", "21231");
        taken(
                "peut-etre",
                HEADER
                        + row("p1", "Fabrique du Canal", "2 place de la République", "peut-etre")
                        + row("p2", "Rien de pareil", "8 impasse du Puits", "peut-etre"));
        var mayBe = ground.rooms.bean(MayBe.class);
        var listed = listed("p1");
        assertThat(mayBe.of(listed)).containsExactly(new MayBe.Ours(ours, "Fabrique du Canal"));
        assertThat(mayBe.of(listed("p2"))).isEmpty();
        decide(listed, ours.value(), true);
        assertThat(mayBe.of(listed)).isEmpty();
        // Another list knows it too: it is like ours, and like the first one, which somebody has tied to ours.
        taken("peut-etre-2", HEADER + row("p3", "Fabrique du Canal", "2 place de la République", "peut-etre-2"));
        var third = listed("p3");
        assertThat(mayBe.of(List.of(third, listed("p2"))))
                .containsOnly(Map.entry(third, List.of(new MayBe.Ours(ours, "Fabrique du Canal"))));
        decide(third, ours.value(), false);
        lists.toDecide(1_000_000).stream()
                .filter(pair ->
                        pair.listed().id().equals(third) || pair.other().id().equals(third))
                .forEach(pair -> decide(pair.listed().id(), pair.other().id(), false));
        assertThat(mayBe.of(third)).isEmpty();
    }

    private void decide(UUID listed, UUID other, boolean isSame) {
        assertThat(ground.rooms
                        .bean(DecideLikeness.class)
                        .handle(new DecideLikeness.Command(listed, other, isSame, REVIEWER)))
                .isEqualTo(DecideLikeness.Outcome.DECIDED);
    }

    private UUID listed(String sourceId) {
        return ground.db
                .jdbc()
                .sql("SELECT id FROM places.listed WHERE source_id = :id")
                .param("id", sourceId)
                .query(UUID.class)
                .single();
    }

    @Test
    @DisplayName("une ligne qui ressemble à un lieu de la carte lui est rattachée quand une personne le dit")
    void a_listed_place_may_be_ours() {
        var ours = ground.open("Atelier de la Fontaine", "21231");
        taken("rattache", HEADER + row("r1", "Atelier de la Fontaine", "2 place de la République", "rattache"));
        var pair = lists.toDecide(100).stream()
                .filter(one -> one.isPlace() && one.other().id().equals(ours.value()))
                .findFirst()
                .orElseThrow();
        ground.rooms
                .bean(DecideLikeness.class)
                .handle(new DecideLikeness.Command(
                        pair.listed().id(), pair.other().id(), true, REVIEWER));
        assertThat(count("source_id = 'r1' AND place = '" + ours + "'")).isEqualTo(1);
    }

    private List<PlaceLists.Line> lines(UUID list, PlaceNoteReason reason) {
        return lists.lines(list, 1_000_000).stream()
                .filter(line -> line.reason().equals(reason.name()))
                .toList();
    }

    @Test
    @DisplayName("Gironde : une ligne refusée dit où compléter, et chaque colonne qui n’est pas gardée est comptée")
    void what_gironde_lacks() throws IOException {
        var report = taken("gironde", Samples.read("lieux/gironde-2022.json"));
        assertThat(report.rowsRefused()).isEqualTo(26);
        assertThat(lists.lines(report.id(), 1_000_000))
                .filteredOn(PlaceLists.Line::isRefusal)
                .hasSize(26)
                .allSatisfy(line -> assertThat(line.header()).isEqualTo("Adresse postale (code postal)"));
        assertThat(lists.leftAside(report.id()))
                .extracting(line -> line.header() + " : " + line.value())
                .contains("equipements : 303 lignes", "Intercommunalité : 347 lignes")
                .hasSize(7);
        assertThat(lines(report.id(), PlaceNoteReason.COLUMN_NOT_KEPT)).isEqualTo(lists.leftAside(report.id()));
        assertThat(lists.counts(report.id()))
                .extracting(PlaceLists.Count::reason)
                .doesNotContain(PlaceNoteReason.COLUMN_NOT_KEPT.name());
    }

    @Test
    @DisplayName("Bourgogne-Franche-Comté : une commune mal écrite se retrouve, et sa ligne se lit et se compare")
    void communes_are_found_again() throws IOException {
        var report = taken("bfc", Samples.read("lieux/bourgogne-franche-comte-mednum-2023.csv"));
        assertThat(lines(report.id(), PlaceNoteReason.COMMUNE_GUESSED)).hasSize(39);
        assertThat(lists.waitingForACommune(report.id())).isEqualTo(2);
        // Louhans merged into Louhans-Châteaurenaud, Morez into Hauts de Bienne.
        var here = "list IN ('bfc', 'vraie-697') AND ";
        assertThat(count(here + "commune IS NULL")).isEqualTo(2);
        assertThat(count(here + "town = 'LOUHANS' AND commune = '71263'")).isEqualTo(8);
        assertThat(count(here + "town = 'MOREZ' AND commune = '39368'")).isEqualTo(3);
        assertThat(lines(report.id(), PlaceNoteReason.COMMUNE_UNKNOWN))
                .allSatisfy(line -> assertThat(line.sentence()).contains("Corrigez son nom, son code postal"));
    }

    @ParameterizedTest(name = "{0} : {1}")
    @CsvSource({
        "bourgogne-franche-comte-mednum-2023.csv, 'Bourgogne-Franche-Comté, 2023', 697, 0, 2",
        "gironde-2022.json, 'Gironde, 2022', 347, 26, ''",
        "le-havre-2024-standard-0.1.json, Standard national 0.1, 80, 1, 0",
        "france-services-2022-12-01.csv.gz, 'France services, 2022', 2683, 26, ''",
        "conseillers-numeriques-permanences-2022-standard-0.1.json.gz, Standard national 0.1, 4930, 0, 26",
        "data-inclusion-lieux-numeriques-2022-standard-0.1.json.gz, Standard national 0.1, 3811, 0, 1",
    })
    @DisplayName("chaque liste publiée entre : acceptées et refusées font les lignes lues, deux fois de suite")
    void every_published_list(String file, String format, int rows, int refusedRows, String waiting)
            throws IOException {
        var bytes = Samples.read("lieux/" + file);
        var list = "vraie-" + rows;
        var first = taken(list, bytes);
        assertThat(first.format()).isEqualTo(format);
        assertThat(first.rowsRead()).isEqualTo(rows);
        assertThat(first.rowsAccepted() + first.rowsRefused()).isEqualTo(rows);
        assertThat(first.unknownColumns()).isEmpty();
        var refused = lists.lines(first.id(), 1_000_000).stream()
                .filter(PlaceLists.Line::isRefusal)
                .map(PlaceLists.Line::line)
                .distinct()
                .count();
        assertThat(refused).isEqualTo(first.rowsRefused()).isEqualTo(refusedRows);
        if (!waiting.isEmpty()) {
            assertThat(lists.waitingForACommune(first.id())).isEqualTo(Long.parseLong(waiting));
        }
        var again = taken(list, bytes);
        assertThat(again.unchanged()).isEqualTo(first.rowsAccepted());
        assertThat(List.of(again.created(), again.changed(), again.gone())).containsExactly(0, 0, 0);
    }
}
