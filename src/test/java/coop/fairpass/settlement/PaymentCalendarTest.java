package coop.fairpass.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.MovableClock;
import coop.fairpass.TestApplication;
import coop.fairpass.TestDatabase;
import coop.fairpass.calendar.Paris;
import coop.fairpass.site.Visitor;
import java.time.LocalDate;
import java.time.YearMonth;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@DisplayName("Les dates d’arrêté et de paiement")
@ExtendWith(TestDatabase.class)
class PaymentCalendarTest {

    @Test
    @DisplayName("R-148 : n’importe qui, sans compte ni clé, lit celles des douze mois à venir")
    void anyone_reads_the_dates_of_twelve_months(Db db) {
        try (var site = TestApplication.start(db, MovableClock.at("2026-11-10T10:00"));
                var passer = new Visitor(site)) {
            var page = passer.read("/calendrier");
            var list = passer.read("/api/v1/settlement-dates");

            assertThat(page.status()).isEqualTo(200);
            assertThat(list.status()).isEqualTo(200);
            for (int month = 0; month < 12; month++) {
                var one = YearMonth.of(2026, 11).plusMonths(month);
                assertThat(page.text())
                        .contains(Paris.french(one), Paris.frenchLong(one.atEndOfMonth()))
                        .contains(Paris.frenchLong(SettleMonth.dueOn(one)));
                assertThat(list.html()).contains("\"" + one + "\"", "\"" + one.atEndOfMonth() + "\"");
            }
            assertThat(page.text()).doesNotContain(Paris.frenchLong(LocalDate.of(2027, 11, 30)));
            // Good Friday 26 March and Easter Monday 29 March 2027: March is paid on Thursday 1 April.
            assertThat(SettlementDueDates.from(YearMonth.of(2026, 11)))
                    .filteredOn(dates -> dates.month().equals(YearMonth.of(2026, 12))
                            || dates.month().equals(YearMonth.of(2027, 3)))
                    .extracting(SettlementDueDates.MonthDates::paidOn)
                    .containsExactly(LocalDate.of(2027, 1, 4), LocalDate.of(2027, 4, 1));
        }
    }
}
