package coop.fairpass.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Les jours où les banques et les bureaux travaillent")
class WorkingDaysSpec {

    @ParameterizedTest(name = "T19 : Pâques est le {0}")
    @CsvSource({"2026-04-05", "2027-03-28", "2028-04-16", "2029-04-01"})
    void easter(LocalDate day) {
        assertThat(Easter.of(day.getYear())).isEqualTo(day);
    }

    @ParameterizedTest(name = "T19 : le {0}, TARGET est ouvert : {1}")
    @CsvSource({
        "2026-12-24, true", "2026-12-25, false", "2026-12-31, true", "2027-01-01, false", "2027-03-26, false",
        "2027-03-29, false", "2027-05-01, false", "2027-05-06, true", "2027-07-14, true", "2028-04-14, false",
        "2028-04-17, false",
    })
    void target_days(LocalDate day, boolean open) {
        assertThat(TargetCalendar.isOpen(day)).isEqualTo(open);
    }

    @ParameterizedTest(name = "T19 : le mois qui précède le {0} est payé le {1}")
    @CsvSource({
        "2026-12-01, 2026-12-01",
        "2027-01-01, 2027-01-04",
        "2027-02-01, 2027-02-01",
        "2027-03-01, 2027-03-01",
        "2027-04-01, 2027-04-01",
        "2027-05-01, 2027-05-03",
        "2027-11-01, 2027-11-01",
        "2028-01-01, 2028-01-03",
        "2028-04-01, 2028-04-03",
    })
    void first_target_day(LocalDate first, LocalDate execution) {
        assertThat(TargetCalendar.firstFrom(first)).isEqualTo(execution);
    }

    @Test
    @DisplayName("les jours ouvrés sautent les fêtes françaises")
    void business_days() {
        assertThat(BusinessDays.isOpen(LocalDate.of(2026, 5, 14))).isFalse(); // Ascension
        assertThat(BusinessDays.isOpen(LocalDate.of(2026, 5, 25))).isFalse(); // lundi de Pentecôte
        assertThat(BusinessDays.isOpen(LocalDate.of(2026, 7, 14))).isFalse();
        assertThat(BusinessDays.after(LocalDate.of(2026, 11, 30), 5)).isEqualTo(LocalDate.of(2026, 12, 7));
        assertThat(BusinessDays.after(LocalDate.of(2026, 10, 30), 5)).isEqualTo(LocalDate.of(2026, 11, 6));
        assertThat(BusinessDays.after(LocalDate.of(2026, 11, 30), 0)).isEqualTo(LocalDate.of(2026, 11, 30));
        assertThat(BusinessDays.firstFrom(LocalDate.of(2026, 12, 25))).isEqualTo(LocalDate.of(2026, 12, 28));
    }
}
