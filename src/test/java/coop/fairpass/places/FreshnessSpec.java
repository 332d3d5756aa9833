package coop.fairpass.places;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("R-121 : confirmé tous les six mois ; trente jours de retard, marqué ; soixante, hors de la carte")
class FreshnessSpec {

    /** Today is 10 November 2026: six months before is 10 May, with thirty days more 11 April, with sixty 11 March. */
    @ParameterizedTest(name = "su depuis le {0} : {1}")
    @CsvSource({
        "2026-11-10, FRESH",
        "2026-05-11, FRESH",
        "2026-05-10, DUE",
        "2026-04-12, DUE",
        "2026-04-11, LATE",
        "2026-03-12, LATE",
        "2026-03-11, STALE",
        "2020-01-01, STALE",
    })
    void both_sides_of_every_edge(LocalDate knownOn, Freshness freshness) {
        assertThat(Freshness.of(knownOn, LocalDate.of(2026, 11, 10))).isEqualTo(freshness);
    }
}
