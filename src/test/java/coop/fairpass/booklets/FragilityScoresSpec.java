package coop.fairpass.booklets;

import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.directory.InseeCode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Des scores de fragilité, lus de n’importe quel fichier de communes")
class FragilityScoresSpec {

    private static final InseeCode DIJON = InseeCode.of("21231");
    private static final InseeCode AJACCIO = InseeCode.of("2A004");

    private static FragilityScores read(String text) {
        return FragilityScores.read(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "code_insee,score\n21231,1.5\n2A004,0.25\n",
                "code_insee;score\r\n21231;1,5\r\n2A004;0,25\r\n",
                "\uFEFF21231\t1.500\n2A004\t0.250",
                "\"21231\",\"1.5\"\n\n\"2A004\",\"0.25\""
            })
    @DisplayName("R-281 : virgules, points-virgules ou tabulations, avec ou sans tête : les mêmes scores")
    void any_file(String text) {
        var scores = read(text);
        assertThat(scores.thousandths())
                .containsEntry(DIJON, 1_500L)
                .containsEntry(AJACCIO, 250L)
                .hasSize(2);
        assertThat(scores.refused()).isEmpty();
    }

    @Test
    @DisplayName("ce qui n’est pas une commune et un score est refusé avec sa ligne ; le reste est pris")
    void partial() {
        var scores = read("code;score\n21231;2\n99;1\n2A004;beaucoup\n2A004;-1\n2A004;1001\n2A004;1,2345\n");
        assertThat(scores.thousandths()).containsOnlyKeys(DIJON);
        assertThat(scores.refused())
                .extracting(FragilityScores.RefusedLine::number)
                .containsExactly(3, 4, 5, 6, 7);
    }

    @Test
    @DisplayName("R-281 : le poids est le nombre d’habitants fois le score ; sans score, les habitants seuls")
    void weights() {
        var scores = read("21231;0,5\n2A004;1000\n");
        assertThat(scores.weigh(DIJON, 160_001)).isEqualTo(80_000);
        assertThat(scores.weigh(AJACCIO, 70_000)).isEqualTo(70_000_000);
        assertThat(scores.weigh(InseeCode.of("25056"), 120_000)).isEqualTo(120_000);
        assertThat(FragilityScores.NONE.weigh(DIJON, 160_000)).isEqualTo(160_000);
        assertThat(read("21231;0").weigh(DIJON, 160_000)).isZero();
    }
}
