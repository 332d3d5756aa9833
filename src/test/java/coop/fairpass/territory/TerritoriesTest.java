package coop.fairpass.territory;

import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.MovableClock;
import coop.fairpass.TestDatabase;
import coop.fairpass.directory.InseeCode;
import coop.fairpass.directory.PostalCode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Les territoires de France, millésime 2026")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TerritoriesTest {

    private final Db db;
    private final Territories territories;
    private final LoadTerritory load;

    TerritoriesTest(Db db) {
        this.db = db;
        this.territories = new Territories(db.jdbc());
        this.load = new LoadTerritory(db.jdbc(), MovableClock.at("2026-11-25T08:00"));
    }

    @BeforeAll
    void load() {
        // What every test is given is written anew here.
        LoadTerritory.Outcome outcome = db.transactions().execute(_ -> {
            db.jdbc().sql("DELETE FROM territory.vintage").update();
            return load.handle();
        });
        assertThat(outcome).isEqualTo(new LoadTerritory.Outcome.Loaded(37_590, 34_969, 3_919));
    }

    @Test
    @DisplayName("charger deux fois ne fait rien la seconde")
    void loading_twice_is_loading_once() {
        LoadTerritory.Outcome again = db.transactions().execute(_ -> load.handle());
        assertThat(again).isEqualTo(new LoadTerritory.Outcome.AlreadyLoaded());
    }

    @Test
    @DisplayName("un autre millésime remplace tout")
    void another_vintage_replaces_all() {
        db.transactions().executeWithoutResult(transaction -> {
            db.jdbc().sql("DELETE FROM territory.vintage").update();
            assertThat(load.handle()).isInstanceOf(LoadTerritory.Outcome.Loaded.class);
            transaction.setRollbackOnly();
        });
    }

    @Test
    @DisplayName("une commune est connue avec son EPCI, son département et sa région")
    void a_commune_is_known() {
        var dijon = territories.commune(InseeCode.of("21231")).orElseThrow();
        assertThat(dijon.name()).isEqualTo("Dijon");
        assertThat(dijon.population()).isBetween(150_000, 170_000);
        assertThat(dijon.postalCodes()).contains(PostalCode.of("21000"));
        assertThat(dijon.codes()).isEqualTo(codes("C:21231", "E:242100410", "D:21", "R:27"));
        assertThat(territories.codesOf(dijon.code())).isEqualTo(dijon.codes());
        assertThat(territories.commune(InseeCode.of("21999"))).isEmpty();
        assertThat(territories.codesOf(InseeCode.of("21999"))).isEmpty();
    }

    @ParameterizedTest(name = "le code {0} mène à {1}")
    @CsvSource({
        "01340, 01015", // merged
        "01120, 01262", // associated
        "13201, 13055", // arrondissement
        "01015, 01015", // the seat of a new commune keeps its code
    })
    void former_codes_are_followed(String former, String today) {
        assertThat(territories.commune(InseeCode.of(former)).orElseThrow().code())
                .isEqualTo(InseeCode.of(today));
    }

    @Test
    @DisplayName("plusieurs codes se suivent à la fois ; les inconnus sont laissés")
    void many_codes_are_followed_at_once() {
        assertThat(territories.follow(List.of(
                        InseeCode.of("01340"), InseeCode.of("21231"), InseeCode.of("21999"), InseeCode.of("21231"))))
                .isEqualTo(Map.of(
                        InseeCode.of("01340"), InseeCode.of("01015"), InseeCode.of("21231"), InseeCode.of("21231")));
    }

    @Test
    @DisplayName("R-290 : un lieu d’une commune fusionnée garde le code de son jour à côté de ceux d’aujourd’hui")
    void a_merged_commune_keeps_its_own_code() {
        assertThat(territories.codesOf(InseeCode.of("01340")))
                .isEqualTo(codes("C:01340", "C:01015", "E:200040350", "D:01", "R:84"));
        assertThat(territories.communesIn(codes("C:01340"))).containsExactly(InseeCode.of("01015"));
    }

    @Test
    @DisplayName("Paris, Lyon et Marseille ont pour centre le milieu de leurs arrondissements")
    void the_centre_of_paris_is_in_paris() {
        var paris = territories
                .commune(InseeCode.of("75056"))
                .orElseThrow()
                .centre()
                .orElseThrow();
        assertThat(paris.metresTo(new Point(48.8566, 2.3522))).isLessThan(3_000);
        assertThat(count("SELECT count(*) FROM territory.commune WHERE latitude IS NULL AND region = '11'"))
                .isZero();
        // eleven of the mainland, re-made after 2020, and the islands
        assertThat(count("SELECT count(*) FROM territory.current_commune WHERE latitude IS NULL"))
                .isEqualTo(104);
    }

    @ParameterizedTest(name = "« {0} » : {1} d’abord")
    @CsvSource({
        "dijon, Dijon",
        "DIJ, Dijon",
        "21000, Dijon",
        "21000 dij, Dijon",
        "saint etienne, Saint-Étienne",
        "St Étienne, Saint-Étienne",
        "l'hay, L'Haÿ-les-Roses",
        "hay les roses, L'Haÿ-les-Roses",
        "comte robert, Brie-Comte-Robert",
        "arbignieu, Arboys en Bugey",
        "marseille 1er, Marseille",
        "13001, Marseille",
    })
    void is_found_by_name_or_postal_code(String text, String first) {
        assertThat(territories.search(text, 5))
                .first()
                .extracting(Commune::name)
                .isEqualTo(first);
    }

    @ParameterizedTest(name = "« {0} » : rien")
    @CsvSource({"''", "x", "-", "zzzz", "99999", "'%'"})
    void finds_nothing(String text) {
        assertThat(territories.search(text, 5)).isEmpty();
    }

    @Test
    @DisplayName("une ville se situe par son code postal et son nom, jamais par l’un des deux")
    void a_town_is_located_by_both() {
        var dijon = town("21000", "DIJON CEDEX");
        var marseille = town("13011", "MARSEILLE 11");
        var delegated = town("01300", "Arbignieu");
        assertThat(territories.locate(List.of(
                        dijon, marseille, delegated, town("21000", "Quetigny"), town("21230", "Arnay le"), dijon)))
                .isEqualTo(Map.of(
                        dijon, InseeCode.of("21231"),
                        marseille, InseeCode.of("13055"),
                        delegated, InseeCode.of("01015")));
        assertThat(territories.locate(List.of())).isEmpty();
    }

    @Test
    @DisplayName("un périmètre contient les communes de chacune de ses parties")
    void a_perimeter_contains_communes() {
        assertThat(territories.communesIn(codes("D:90"))).hasSize(101);
        assertThat(territories.communesIn(codes("E:242100410"))).hasSize(23);
        assertThat(territories.communesIn(codes("D:90", "C:90010", "C:21231"))).hasSize(102);
        assertThat(territories.communesIn(codes("P:3f2b8c1e-0000-4000-8000-00000000000a")))
                .isEmpty();
        assertThat(territories.communesIn(Set.of())).isEmpty();
    }

    @ParameterizedTest(name = "{0} se nomme {1}")
    @CsvSource({
        "C:21231, Dijon",
        "C:01120, Cordieux",
        "C:01340, Saint-Bois",
        "E:242100410, Dijon Métropole",
        "D:21, Côte-d'Or",
        "R:27, Bourgogne-Franche-Comté",
    })
    void a_territory_has_a_name(String code, String name) {
        assertThat(territories.label(PerimeterCode.of(code))).contains(name);
    }

    @ParameterizedTest(name = "{0} n’a pas de nom ici")
    @CsvSource({"C:21999", "E:000000000", "D:20", "R:99", "P:3f2b8c1e-0000-4000-8000-00000000000a"})
    void what_is_no_territory_has_no_name(String code) {
        assertThat(territories.label(PerimeterCode.of(code))).isEmpty();
    }

    @Test
    @DisplayName("PostgreSQL et Java mesurent la même distance")
    void one_distance() {
        var metres = db.jdbc()
                .sql("SELECT territory.metres_between(47.32313, 5.03706, 47.02425, 4.83768)")
                .query(Double.class)
                .single();
        assertThat(metres)
                .isCloseTo(
                        new Point(47.32313, 5.03706).metresTo(new Point(47.02425, 4.83768)),
                        org.assertj.core.data.Offset.offset(0.01));
    }

    @Test
    @DisplayName("les invariants tiennent")
    void invariants_hold() {
        for (var invariant : new TerritoryInvariants().all()) {
            assertThat(db.jdbc().sql(invariant.offenders()).query(String.class).list())
                    .as(invariant.code())
                    .isEmpty();
        }
    }

    private long count(String sql) {
        return db.jdbc().sql(sql).query(Long.class).single();
    }

    private static Town town(String postalCode, String name) {
        return new Town(PostalCode.of(postalCode), name);
    }

    private static Set<PerimeterCode> codes(String... codes) {
        return Arrays.stream(codes).map(PerimeterCode::of).collect(Collectors.toUnmodifiableSet());
    }
}
