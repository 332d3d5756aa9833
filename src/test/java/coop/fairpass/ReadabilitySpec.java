package coop.fairpass;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("La mesure de lisibilité voit ce qui est difficile")
class ReadabilitySpec {

    @ParameterizedTest(name = "« {0} » a {1} syllabes")
    @CsvSource({"chèque, 1", "carnet, 2", "perdus, 2", "accueil, 2", "numéro, 3", "donnent, 1", "et, 1", "vérifié, 3"})
    void syllables(String word, long syllables) {
        assertThat(Readability.syllables(word)).isEqualTo(syllables);
    }

    @Test
    @DisplayName("une phrase d’administration est loin sous une phrase qu’on dit")
    void the_two_are_far_apart() {
        var spoken = List.of("Donnez un chèque après.", "On ne rend pas la monnaie.");
        var written = List.of(
                "Préalablement à toute utilisation, le bénéficiaire est invité à vérifier la conformité réglementaire des"
                        + " justificatifs dématérialisés susceptibles de conditionner son éligibilité au dispositif.");
        assertThat(Readability.index(spoken)).isGreaterThan(80);
        assertThat(Readability.index(written)).isLessThan(30);
    }

    @Test
    @DisplayName("une page est lue par blocs : un titre et un choix ne font pas une phrase avec la suite")
    void a_page_is_read_by_blocks() {
        var page =
                "<main id=\"a\"><h1>Est-ce bien\n cela ?</h1><p>Oui. <strong>Non</strong> !</p><ul><li>Un</li></ul></main>";
        assertThat(Readability.sentences(page)).containsExactly("Est-ce bien  cela", "Oui", "Non", "Un");
    }
}
