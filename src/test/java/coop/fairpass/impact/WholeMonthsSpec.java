package coop.fairpass.impact;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("R-037 : lieux et publics se disent par mois entiers, et finis")
class WholeMonthsSpec {

    @ParameterizedTest(name = "au {0}, demandé le {1} : jusqu’au {2}")
    @CsvSource({
        "2026-12-15, 2027-01-10, 2026-11-30",
        "2026-12-15, 2026-12-15, 2026-11-30",
        "2026-11-30, 2026-11-30, 2026-10-31",
        "2026-11-30, 2026-12-01, 2026-11-30",
        "2026-12-01, 2026-12-01, 2026-11-30",
        "2027-01-01, 2027-01-01, 2026-12-31"
    })
    void a_month_is_told_once_it_is_over(LocalDate asOf, LocalDate today, LocalDate through) {
        assertThat(WholeMonths.through(asOf, today)).isEqualTo(through);
    }
}
