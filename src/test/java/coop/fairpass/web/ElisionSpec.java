package coop.fairpass.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("« De » devant un nom, comme on le dit")
class ElisionSpec {

    @ParameterizedTest(name = "{0} : {1}")
    @CsvSource({
        "Audincourt, d’Audincourt",
        "Dijon, de Dijon",
        "Épinal, d’Épinal",
        "Œting, d’Œting",
        "Is-sur-Tille, d’Is-sur-Tille",
        "Uzès, d’Uzès",
        "Yvetot, d’Yvetot",
        "Yenne, de Yenne",
        "Héricourt, d’Héricourt",
        "Hyères, d’Hyères",
        "Honfleur, d’Honfleur",
        "Haguenau, de Haguenau",
        "Hauteville-lès-Dijon, de Hauteville-lès-Dijon",
        "Hem, de Hem",
        "Hémévez, d’Hémévez",
        "Le Creusot, du Creusot",
        "Les Rousses, des Rousses",
        "Leschères, de Leschères",
        "La Charité-sur-Loire, de La Charité-sur-Loire",
        "L’Isle-sur-le-Doubs, de L’Isle-sur-le-Doubs",
        "Espace numérique, d’Espace numérique",
        "Hôtel de ville, d’Hôtel de ville",
        "Onze fontaines, de Onze fontaines",
        "3D Exemple, de 3D Exemple"
    })
    void before_a_name(String name, String said) {
        assertThat(Elision.of(name)).isEqualTo(said);
    }

    @ParameterizedTest(name = "{0} : {1}")
    @CsvSource({
        "Dijon, à Dijon",
        "Arles, à Arles",
        "Le Havre, au Havre",
        "Les Rousses, aux Rousses",
        "Leschères, à Leschères",
        "La Rochelle, à La Rochelle"
    })
    void at_a_town(String name, String said) {
        assertThat(Elision.at(name)).isEqualTo(said);
    }
}
