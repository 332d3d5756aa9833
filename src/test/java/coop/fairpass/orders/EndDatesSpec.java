package coop.fairpass.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Les six dates de fin d’une commande (T14)")
class EndDatesSpec {

    @ParameterizedTest(name = "R-039 : D = {3} donne {0}, {1}, {2}, {4}, {5}")
    @CsvSource({
        "2026-11-30, 2026-12-15, 2026-12-22, 2026-12-31, 2027-01-31, 2027-02-07",
        "2027-01-31, 2027-02-15, 2027-02-22, 2027-02-28, 2027-03-31, 2027-04-07",
        "2028-01-31, 2028-02-15, 2028-02-22, 2028-02-29, 2028-03-31, 2028-04-07",
        "2027-02-15, 2027-02-28, 2027-03-08, 2027-03-15, 2027-04-15, 2027-04-22",
        "2026-12-31, 2027-01-15, 2027-01-22, 2027-01-31, 2027-02-28, 2027-03-07",
        "2026-12-10, 2026-12-26, 2027-01-03, 2027-01-10, 2027-02-10, 2027-02-17",
    })
    void six_dates(
            LocalDate alert,
            LocalDate stop,
            LocalDate acknowledge,
            LocalDate end,
            LocalDate tolerance,
            LocalDate joint) {
        assertThat(EndDates.of(end)).isEqualTo(new EndDates(alert, stop, acknowledge, end, tolerance, joint));
    }

    @ParameterizedTest(name = "T14 : D = {0}, dernier jour accepté {1}, jusqu’à {2}, état contradictoire le {3}")
    @CsvSource({
        "2026-12-31, 2027-01-31, 2027-01-31T23:00:00Z, 2027-02-07",
        "2027-02-28, 2027-03-31, 2027-03-31T22:00:00Z, 2027-04-07",
        "2028-02-28, 2028-03-28, 2028-03-28T22:00:00Z, 2028-04-04",
        "2028-02-29, 2028-03-31, 2028-03-31T22:00:00Z, 2028-04-07",
        "2027-01-30, 2027-02-28, 2027-02-28T23:00:00Z, 2027-03-07",
        "2027-01-31, 2027-02-28, 2027-02-28T23:00:00Z, 2027-03-07",
        "2027-04-30, 2027-05-31, 2027-05-31T22:00:00Z, 2027-06-07",
        "2027-06-15, 2027-07-15, 2027-07-15T22:00:00Z, 2027-07-22",
        "2027-08-31, 2027-09-30, 2027-09-30T22:00:00Z, 2027-10-07",
        "2027-09-30, 2027-10-31, 2027-10-31T23:00:00Z, 2027-11-07",
    })
    void last_day(LocalDate end, LocalDate last, Instant until, LocalDate reconcile) {
        var dates = EndDates.of(end);
        assertThat(dates.toleranceEndsOn()).isEqualTo(last);
        assertThat(dates.redeemableUntilInstant()).isEqualTo(until);
        assertThat(dates.reconcileOn()).isEqualTo(reconcile);
    }

    @Test
    @DisplayName("des dates dans le désordre ne font pas un calendrier")
    void dates_follow_each_other() {
        var d = LocalDate.of(2026, 12, 31);
        assertThatThrownBy(() -> new EndDates(d, d.minusDays(1), d, d, d, d.plusDays(7)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
