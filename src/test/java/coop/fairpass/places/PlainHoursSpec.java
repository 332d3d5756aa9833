package coop.fairpass.places;

import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.web.Language;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Les horaires se tapent en français de tous les jours, et se gardent comme OpenStreetMap les écrit")
class PlainHoursSpec {

    @ParameterizedTest(name = "{0} : {1}")
    @CsvSource(delimiter = '|', textBlock = """
        lundi 9h-12h                                        | Mo 09:00-12:00
        lundi au vendredi 9h-12h et 14h-18h30 ; samedi 9h-12h ; jours fériés fermé | Mo-Fr 09:00-12:00,14:00-18:30; Sa 09:00-12:00; PH off
        Du lundi au vendredi : de 9 h à 12 h, 14 h à 18 h 30. Samedi fermé. | Mo-Fr 09:00-12:00,14:00-18:30; Sa off
        lundi, mardi et jeudi 8h30-12h, mercredi 14h-17h    | Mo,Tu,Th 08:30-12:00; We 14:00-17:00
        lun-ven 9:00-17:00                                  | Mo-Fr 09:00-17:00
        le mardi de 9h à midi (à l’étage)  | Tu 09:00-12:00 "à l’étage"
        mardis et jeudis 10h-12h                            | Tu,Th 10:00-12:00
        vendredi 20h-2h                                     | Fr 20:00-26:00
        tous les jours 10h-18h                              | Mo-Su 10:00-18:00
        dimanche : fermé                                    | Su off
        Monday to Friday: 9:00 to 12:00 ; Saturday: closed  | Mo-Fr 09:00-12:00; Sa off
        """)
    void is_written_as_openstreetmap_has_it(String typed, String osm) {
        assertThat(PlainHours.osm(typed)).contains(osm);
        assertThat(OpeningHours.ofTyped(typed)).isEqualTo(osm);
        assertThat(OpeningTimes.read(osm))
                .as("what « ouvert maintenant » reads")
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sur rendez-vous",
                "lundi",
                "lundi 9h",
                "9h-12h",
                "lundi 25h-26h",
                "lundi 9h-12h sauf le premier du mois",
                "un mardi sur deux 9h-12h",
                "lundi matin"
            })
    @DisplayName("rien n’est deviné : ce qui n’est pas compris en entier reste tel qu’il fut tapé")
    void nothing_is_guessed(String typed) {
        assertThat(PlainHours.osm(typed)).isEmpty();
        assertThat(OpeningHours.ofTyped(" " + typed + " ")).isEqualTo(typed);
    }

    @ParameterizedTest(name = "{0} se montre : {1}")
    @CsvSource(delimiter = '|', textBlock = """
        Mo-Fr 09:00-12:00,14:00-18:30; Sa off; PH off | lundi au vendredi : 9 h à 12 h, 14 h à 18 h 30 ; samedi : fermé ; jours fériés : fermé
        We 14:00-17:00 "sur rendez-vous"              | mercredi : 14 h à 17 h (sur rendez-vous)
        Tu,Th-Sa 10:00-26:00                          | mardi, jeudi au samedi : 10 h à 2 h
        week 1-53/2 Tu 09:00-12:30                    | week 1-53/2 Tu 09:00-12:30
        24/7                                          | 24/7
        sur rendez-vous                               | sur rendez-vous
        """)
    @DisplayName("ce qui est gardé se montre en mots, et se garde de même si rien n’y est changé")
    void what_is_kept_comes_back_the_same(String kept, String shown) {
        assertThat(PlainHours.shown(kept, Language.FRENCH)).isEqualTo(shown);
        assertThat(OpeningHours.ofTyped(shown)).isEqualTo(kept);
        assertThat(OpeningHours.ofTyped(PlainHours.shown(kept, Language.ENGLISH)))
                .isEqualTo(kept);
    }
}
