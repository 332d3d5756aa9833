package coop.fairpass.places;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Les horaires se disent en français")
class SpokenHoursSpec {

    @ParameterizedTest(name = "{0} : {1}")
    @CsvSource(delimiter = '|', textBlock = """
            Mo-Fr 09:00-12:00                            | lundi au vendredi : 9 h à 12 h
            Mo-Fr 09:00-12:00,14:00-18:30; Sa 08:30-12:00| lundi au vendredi : 9 h à 12 h, 14 h à 18 h 30 ; samedi : 8 h 30 à 12 h
            Tu,Th-Sa 10:00-26:00                         | mardi, jeudi au samedi : 10 h à 2 h
            Mo-Su; PH off                                | lundi au dimanche ; jours fériés : fermé
            24/7                                         | tous les jours, jour et nuit
            09:00-17:00                                  | 9 h à 17 h
            sur rendez-vous                              | sur rendez-vous
            Mo-Fr 9h-12h                                 | Mo-Fr 9h-12h
            week 1-53/2 Tu 09:00-12:30                   | semaines impaires, mardi : 9 h à 12 h 30
            week 2-52/2 Tu 09:00-12:30                   | semaines paires, mardi : 9 h à 12 h 30
            We 14:00-17:00 "sur rendez-vous"             | mercredi : 14 h à 17 h (sur rendez-vous)
            "sur rendez-vous"                            | sur rendez-vous
            """)
    void hours_are_said_in_french(String written, String said) {
        assertThat(SpokenHours.of(written)).contains(said);
        assertThat(SpokenHours.of(" ")).isEmpty();
    }

    @Test
    @DisplayName("une ligne par groupe de jours, aucune quand rien n’est su")
    void one_line_a_group_of_days() {
        assertThat(SpokenHours.lines("Mo-Fr 09:00-12:00; Sa off"))
                .containsExactly("lundi au vendredi : 9 h à 12 h", "samedi : fermé");
        assertThat(SpokenHours.lines("")).isEmpty();
    }

    @Test
    @DisplayName("sur papier, les mots écrits librement sont coupés à un mot ; ce qui se lit comme des horaires reste")
    void on_paper_only_what_is_free_is_cut() {
        var words = "téléphonez avant de venir, ".repeat(60).strip();
        var rules = "Mo-Su 09:00-12:00,14:00-18:30;".repeat(14) + "PH off";
        assertThat(SpokenHours.onPaper(rules)).isEqualTo(SpokenHours.of(rules));
        assertThat(SpokenHours.onPaper("Sa 09:00-12:00 \"" + words + "\"").orElseThrow())
                .startsWith("samedi : 9 h à 12 h (téléphonez avant de venir, ")
                .endsWith("avant de…)")
                .hasSizeLessThan(200);
        assertThat(SpokenHours.onPaper("Horaires : " + words).orElseThrow())
                .startsWith("Horaires : téléphonez")
                .endsWith("…")
                .hasSizeLessThan(170);
        assertThat(SpokenHours.onPaper("sur rendez-vous")).contains("sur rendez-vous");
        assertThat(SpokenHours.onPaper(" ")).isEmpty();
    }
}
