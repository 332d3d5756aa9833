package coop.fairpass.qualification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("R-108 : le titulaire d’un compte est comparé au nom de la structure, comme les banques écrivent les noms")
class HolderNameSpec {

    @ParameterizedTest(name = "« {0} » est « {1} »")
    @CsvSource(delimiter = '|', textBlock = """
        ASSOCIATION EXEMPLE             | Association Exemple
        ASS L ATELIER NUMERIQUE         | Association L’Atelier numérique
        ATELIER NUMÉRIQUE               | SCIC L’Atelier Numerique SA
        S.A.R.L. Exemple Conseil        | Exemple Conseil
        CENTRE SOCIAL LES OEUVRES VIVES | Centre social les Œuvres vives de la Plaine
        COMMUNE DE DIJON                | Ville de Dijon
        VILLE                           | Ville
        ''                              | Association Exemple
        Exemple                         | ''
        """)
    void the_same(String holder, String organisation) {
        assertThat(HolderName.isNameOf(holder, organisation)).isTrue();
    }

    @ParameterizedTest(name = "« {0} » n’est pas « {1} »")
    @CsvSource(delimiter = '|', textBlock = """
        M. Jean Exemple                 | Association Exemple
        Trésorière                      | Association Exemple
        ASSOCIATION AUTRE               | Association Exemple
        ATELIER                         | L’Atelier numérique
        CENTRE SOCIAL                   | Maison du quartier
        ASSOCIATION                     | Association Exemple
        """)
    void another(String holder, String organisation) {
        assertThat(HolderName.isNameOf(holder, organisation)).isFalse();
    }
}
