package coop.fairpass.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("R-335 : jours et mois se jugent à l’heure de Paris")
class ParisSpec {

    @ParameterizedTest(name = "T18 : {0} va de {1} à {2}, {3} heures")
    @CsvSource({
        "2024-03, 2024-02-29T23:00:00Z, 2024-03-31T22:00:00Z, 743",
        "2026-01, 2025-12-31T23:00:00Z, 2026-01-31T23:00:00Z, 744",
        "2026-03, 2026-02-28T23:00:00Z, 2026-03-31T22:00:00Z, 743",
        "2026-10, 2026-09-30T22:00:00Z, 2026-10-31T23:00:00Z, 745",
        "2026-11, 2026-10-31T23:00:00Z, 2026-11-30T23:00:00Z, 720",
        "2026-12, 2026-11-30T23:00:00Z, 2026-12-31T23:00:00Z, 744",
        "2027-10, 2027-09-30T22:00:00Z, 2027-10-31T23:00:00Z, 745",
        "2030-03, 2030-02-28T23:00:00Z, 2030-03-31T22:00:00Z, 743",
    })
    void a_month_runs_from_midnight_to_midnight(YearMonth month, Instant from, Instant until, long hours) {
        assertThat(Paris.startOf(month)).isEqualTo(from);
        assertThat(Paris.endOf(month)).isEqualTo(until);
        assertThat(Duration.between(from, until).toHours()).isEqualTo(hours);
    }

    @ParameterizedTest(name = "T18 : {0} est le {1}")
    @CsvSource({
        "2026-10-25T00:30:00Z, 2026-10-25",
        "2026-10-25T01:30:00Z, 2026-10-25",
        "2026-03-29T00:59:59Z, 2026-03-29",
        "2026-03-29T01:00:00Z, 2026-03-29",
        "2026-10-31T22:59:59Z, 2026-10-31",
        "2026-10-31T23:00:00Z, 2026-11-01",
        "2026-03-31T21:59:59Z, 2026-03-31",
        "2026-03-31T22:00:00Z, 2026-04-01",
        "2027-10-30T22:00:00Z, 2027-10-31",
        "2027-10-31T22:59:59Z, 2027-10-31",
        "2027-10-31T23:00:00Z, 2027-11-01",
        "2024-03-31T21:59:59Z, 2024-03-31",
    })
    void the_day_of_an_instant(Instant instant, LocalDate day) {
        assertThat(Paris.dayOf(instant)).isEqualTo(day);
    }

    @ParameterizedTest(name = "T18 : {1} à {0} est le {2} à Paris")
    @CsvSource({
        "Indian/Reunion, 2026-12-01T02:59:59, 2026-11-30",
        "Indian/Reunion, 2026-12-01T03:00:00, 2026-12-01",
        "America/Guadeloupe, 2026-11-30T18:59:59, 2026-11-30",
        "America/Guadeloupe, 2026-11-30T19:00:00, 2026-12-01",
        "America/Guadeloupe, 2026-06-30T18:00:00, 2026-07-01",
        "Pacific/Tahiti, 2026-11-30T13:00:00, 2026-12-01",
        "Pacific/Noumea, 2026-12-01T09:59:59, 2026-11-30",
    })
    void overseas_clocks_are_read_in_paris_time(String zone, LocalDateTime local, LocalDate day) {
        assertThat(Paris.dayOf(local.atZone(ZoneId.of(zone)).toInstant())).isEqualTo(day);
    }

    @Test
    @DisplayName("s’écrit en français")
    void writes_french() {
        assertThat(Paris.french(LocalDate.of(2027, 1, 31))).isEqualTo("31/01/2027");
        assertThat(Paris.frenchLong(LocalDate.of(2027, 2, 1))).isEqualTo("1er février 2027");
        assertThat(Paris.frenchLong(LocalDate.of(2027, 1, 31))).isEqualTo("31 janvier 2027");
        assertThat(Paris.french(Instant.parse("2027-01-31T22:59:00Z"))).isEqualTo("31/01/2027 à 23:59");
        assertThat(Paris.french(YearMonth.of(2026, 11))).isEqualTo("novembre 2026");
    }
}
