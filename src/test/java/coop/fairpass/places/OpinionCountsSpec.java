package coop.fairpass.places;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Des avis, on ne lit qu’assez de gens à la fois")
class OpinionCountsSpec {

    private static OpinionCounts counts(long yes, long no) {
        var answers = Map.of(OpinionAnswer.YES, yes, OpinionAnswer.SO_SO, 0L, OpinionAnswer.NO, no);
        return new OpinionCounts(
                yes + no,
                0,
                Map.of(
                        OpinionQuestion.WELCOME, answers,
                        OpinionQuestion.HELP, answers,
                        OpinionQuestion.AGAIN, answers));
    }

    @Test
    @DisplayName("R-301 : aucune moyenne publique sous trente personnes")
    void no_public_rate_on_fewer_than_thirty() {
        assertThat(counts(20, 9).isPublic()).isFalse();
        assertThatThrownBy(() -> counts(20, 9).inTen(OpinionQuestion.HELP)).isInstanceOf(IllegalStateException.class);
        assertThat(counts(21, 9).isPublic()).isTrue();
        assertThat(counts(21, 9).inTen(OpinionQuestion.HELP)).isEqualTo(7);
    }

    @ParameterizedTest(name = "{0} oui, {1} non : {2} personnes sur 10, {3} avis au moins")
    @CsvSource({"30,0,10,30", "34,0,10,30", "28,2,9,30", "29,2,9,30", "0,30,0,30", "1,34,0,30", "2,38,1,40", "33,6,8,30"
    })
    @DisplayName("R-301 : arrondi au dixième et à la dizaine, un petit nombre ne se retrouve pas")
    void rounded(long yes, long no, long inTen, long tens) {
        assertThat(counts(yes, no).inTen(OpinionQuestion.WELCOME)).isEqualTo(inTen);
        assertThat(counts(yes, no).tens()).isEqualTo(tens);
    }

    @Test
    @DisplayName("le lieu lui-même ne lit les réponses qu’à partir de cinq avis")
    void a_place_reads_from_five_on() {
        assertThat(counts(3, 1).isShown()).isFalse();
        assertThatThrownBy(() -> counts(3, 1).percent(OpinionQuestion.AGAIN, OpinionAnswer.NO))
                .isInstanceOf(IllegalStateException.class);
        assertThat(counts(4, 1).isShown()).isTrue();
        assertThat(counts(4, 1).percent(OpinionQuestion.AGAIN, OpinionAnswer.NO))
                .isEqualTo(20);
    }

    @Test
    @DisplayName("ceux de plusieurs lieux s’ajoutent")
    void sums() {
        var sum = counts(4, 1).and(counts(2, 0)).and(OpinionCounts.none());
        assertThat(sum.total()).isEqualTo(7);
        assertThat(sum.count(OpinionQuestion.HELP, OpinionAnswer.YES)).isEqualTo(6);
    }
}
