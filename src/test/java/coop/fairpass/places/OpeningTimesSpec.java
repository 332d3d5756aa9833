package coop.fairpass.places;

import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.directory.InseeCode;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("R-080 : « ouvert maintenant » suit les horaires d’OpenStreetMap, et ne devine jamais")
class OpeningTimesSpec {

    /** 10 November 2026 is a Tuesday of week 46; nothing there is a holiday. */
    @ParameterizedTest(name = "{0} le {1} : {2}, {3}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            Mo-Fr 09:00-12:00,14:00-18:30     | 2026-11-10T08:59 | CLOSED  | 09:00
            Mo-Fr 09:00-12:00,14:00-18:30     | 2026-11-10T09:00 | OPEN    | 12:00
            Mo-Fr 09:00-12:00,14:00-18:30     | 2026-11-10T11:59 | OPEN    | 12:00
            Mo-Fr 09:00-12:00,14:00-18:30     | 2026-11-10T12:00 | CLOSED  | 14:00
            Mo-Fr 09:00-12:00,14:00-18:30     | 2026-11-10T18:30 | CLOSED  | -
            Mo-Fr 09:00-12:00                 | 2026-11-14T10:00 | CLOSED  | -
            Mo-Fr 09:00-12:00; Tu 14:00-16:00 | 2026-11-10T10:00 | CLOSED  | 14:00
            Mo-Fr 09:00-12:00; Tu off         | 2026-11-10T10:00 | CLOSED  | -
            Fr-Mo 10:00-11:00                 | 2026-11-15T10:30 | OPEN    | 11:00
            Fr-Mo 10:00-11:00                 | 2026-11-10T10:30 | CLOSED  | -
            Mo 22:00-02:00                    | 2026-11-10T01:59 | OPEN    | 02:00
            Mo 22:00-02:00                    | 2026-11-10T02:00 | CLOSED  | -
            Tu 20:00-24:00                    | 2026-11-10T23:59 | OPEN    | 00:00
            Mo 20:00-24:00                    | 2026-11-10T00:00 | CLOSED  | -
            24/7                              | 2026-11-10T03:00 | OPEN    | -
            week 1-53/2 Tu 09:00-12:30        | 2026-11-10T10:00 | CLOSED  | -
            week 2-52/2 Tu 09:00-12:30        | 2026-11-10T10:00 | OPEN    | 12:30
            week 40-50,52 Tu 09:00-12:30      | 2026-11-10T10:00 | OPEN    | 12:30
            Mo-Su                             | 2026-11-10T10:00 | OPEN    | -
            off                               | 2026-11-10T10:00 | CLOSED  | -
            Tu 09:00-12:00 "sur rendez-vous"  | 2026-11-10T10:00 | UNKNOWN | -
            Mo-Fr 09:00-12:00; SH off         | 2026-11-10T10:00 | UNKNOWN | -
            """)
    void one_moment(String hours, LocalDateTime at, OpenState state, LocalTime change) {
        assertThat(OpeningTimes.read(hours).orElseThrow().at(at, false, false))
                .isEqualTo(new OpeningTimes.Now(state, Optional.ofNullable(change)));
    }

    @ParameterizedTest(name = "un jour férié, {0} : {1}")
    @CsvSource(delimiter = '|', textBlock = """
            Mo-Fr 09:00-12:00                     | UNKNOWN
            Mo-Fr 09:00-12:00; PH off             | CLOSED
            PH off; Mo-Fr 09:00-12:00             | CLOSED
            Mo-Fr 14:00-18:00; PH 09:00-11:00     | OPEN
            Mo-Fr 09:00-12:00; Tu off             | CLOSED
            24/7                                  | OPEN
            """)
    void a_public_holiday(String hours, OpenState state) {
        var now = OpeningTimes.read(hours).orElseThrow().at(LocalDateTime.parse("2026-11-10T10:00"), true, false);
        assertThat(now.state()).isEqualTo(state);
    }

    @Test
    @DisplayName("des mots ne sont ni ouverts ni fermés")
    void words_are_unknown() {
        assertThat(OpeningTimes.at("sur rendez-vous", Instant.parse("2026-11-10T09:00:00Z"), InseeCode.of("21231")))
                .isEqualTo(OpeningTimes.Now.UNKNOWN);
        assertThat(OpeningTimes.Now.UNKNOWN.french()).isEqualTo("Téléphonez avant d’y aller");
    }

    @ParameterizedTest(name = "à {0} UTC, dans la commune {1} : {2}")
    @CsvSource({
        "2026-11-10T09:00:00Z, 21231, OPEN", // ten o’clock in Dijon
        "2026-11-10T13:00:00Z, 97209, OPEN", // nine o’clock in Fort-de-France
        "2026-11-10T09:00:00Z, 97209, CLOSED",
        "2026-11-10T05:30:00Z, 97411, OPEN", // half past nine in Saint-Denis de La Réunion
        "2026-11-10T09:00:00Z, 97411, CLOSED",
        "2026-11-09T22:30:00Z, 98818, OPEN", // half past nine on Tuesday in Nouméa
        "2026-11-11T09:00:00Z, 21231, UNKNOWN", // the armistice
        "2026-12-26T09:00:00Z, 67482, CLOSED", // a Saturday, and a holiday in Alsace of which « PH off » speaks
    })
    void the_clock_is_that_of_the_place(Instant at, String commune, OpenState state) {
        var hours = commune.startsWith("67") ? "Mo-Sa 09:00-12:00; PH off" : "Mo-Fr 09:00-12:00";
        assertThat(OpeningTimes.at(hours, at, InseeCode.of(commune)).state()).isEqualTo(state);
    }

    @Test
    @DisplayName("ce qui est dit à la personne")
    void what_is_said() {
        assertThat(new OpeningTimes.Now(OpenState.OPEN, Optional.of(LocalTime.of(18, 30))).french())
                .isEqualTo("Ouvert maintenant, ferme à 18 h 30");
        assertThat(new OpeningTimes.Now(OpenState.OPEN, Optional.of(LocalTime.MIDNIGHT)).french())
                .isEqualTo("Ouvert maintenant, ferme à minuit");
        assertThat(new OpeningTimes.Now(OpenState.CLOSED, Optional.of(LocalTime.of(14, 0))).french())
                .isEqualTo("Fermé pour l’instant, ouvre à 14 h");
        assertThat(new OpeningTimes.Now(OpenState.CLOSED, Optional.empty()).french())
                .isEqualTo("Fermé maintenant");
    }
}
