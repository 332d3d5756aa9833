package coop.fairpass.territory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coop.fairpass.directory.InseeCode;
import coop.fairpass.directory.PostalCode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Un périmètre s’écrit en codes, un nom se cherche sans accents, un point est dans sa terre")
class PerimeterCodeSpec {

    @ParameterizedTest(name = "{0} : {1}")
    @CsvSource({
        "C:21231, COMMUNE",
        "C:2A004, COMMUNE",
        "E:242100410, EPCI",
        "D:21, DEPARTMENT",
        "D:2B, DEPARTMENT",
        "D:974, DEPARTMENT",
        "R:27, REGION",
        "R:988, REGION",
        "P:3f2b8c1e-0000-4000-8000-00000000000a, PLACE",
    })
    void says_what_it_stands_for(String written, PerimeterCode.Kind kind) {
        assertThat(PerimeterCode.of(written).kind()).isEqualTo(kind);
        assertThat(PerimeterCode.of(written)).hasToString(written);
    }

    @ParameterizedTest(name = "« {0} » n’est pas un code")
    @ValueSource(
            strings = {"", "C", "C:", "C:20004", "C:7505", "E:24210041", "D:1", "D:211", "X:21", "21", "d:21", "P:3f"})
    void refuses_what_is_not_a_code(String written) {
        assertThat(PerimeterCode.check(written)).isEmpty();
        assertThatThrownBy(() -> PerimeterCode.of(written)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest(name = "« {0} » se cherche comme « {1} »")
    @CsvSource({
        "L'Haÿ-les-Roses, l hay les roses",
        "L’Haÿ–les–Roses, l hay les roses",
        "St-Étienne, saint etienne",
        "Ste Foy, sainte foy",
        "Œuilly, oeuilly",
        "'  Y ', y",
        "Stains, stains",
        "'-', ''",
    })
    void is_searched_without_accents(String name, String searched) {
        assertThat(SearchName.of(name)).isEqualTo(searched);
    }

    @ParameterizedTest(name = "l’adresse « {0} » est dans « {1} »")
    @CsvSource({
        "MARSEILLE 11, marseille",
        "Paris 1er, paris",
        "LYON 3e Arrondissement, lyon",
        "DIJON CEDEX, dijon",
        "Besançon Cedex 9, besancon",
        "Paris, paris",
    })
    void is_found_without_cedex_or_arrondissement(String town, String searched) {
        assertThat(SearchName.ofTown(town)).isEqualTo(searched);
    }

    @ParameterizedTest(name = "{0} est de {1}")
    @CsvSource({
        "21000, METROPOLE",
        "20000, METROPOLE",
        "97133, GUADELOUPE",
        "97411, REUNION",
        "98800, NOUVELLE_CALEDONIE",
        "98000, METROPOLE",
    })
    void a_postal_code_is_of_a_land(String code, Land land) {
        assertThat(Land.of(PostalCode.of(code))).isEqualTo(land);
    }

    @Test
    @DisplayName("un point inversé n’est plus dans sa terre")
    void a_swapped_point_leaves_its_land() {
        assertThat(Land.of(InseeCode.of("21231")).contains(new Point(47.32, 5.04)))
                .isTrue();
        assertThat(Land.of(InseeCode.of("21231")).contains(new Point(5.04, 47.32)))
                .isFalse();
        assertThat(Land.of(InseeCode.of("97411")).contains(new Point(-20.88, 55.45)))
                .isTrue();
        assertThat(Land.of(InseeCode.of("21231")).contains(new Point(-20.88, 55.45)))
                .isFalse();
    }

    @Test
    @DisplayName("de Dijon à Beaune, à vol d’oiseau : 36 km")
    void metres_along_a_great_circle() {
        assertThat(new Point(47.32313, 5.03706).metresTo(new Point(47.02425, 4.83768)))
                .isBetween(36_000.0, 37_000.0);
        assertThat(new Point(47, 5).metresTo(new Point(47, 5))).isZero();
        // half of the way round
        assertThat(new Point(0, 0).metresTo(new Point(0, 180))).isBetween(20_015_000.0, 20_016_000.0);
    }
}
