package coop.fairpass.orders;

import static coop.fairpass.money.Money.cents;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.money.Money;
import coop.fairpass.money.Rate;
import coop.fairpass.orders.LateInterest.Due;
import coop.fairpass.orders.LateInterest.Law;
import coop.fairpass.orders.LateInterest.OnTime;
import coop.fairpass.orders.LateInterest.RateMissing;
import coop.fairpass.orders.Receivables.Receipt;
import coop.fairpass.tariff.HalfYear;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Ce que coûte un paiement en retard, au commanditaire")
class LateInterestSpec {

    private static final LocalDate ISSUED = LocalDate.of(2026, 10, 1);
    private static final LocalDate DUE = ISSUED.plusDays(30);
    private static final LocalDate FIRST_JULY = LocalDate.of(2026, 7, 1);
    private static final LocalDate FIRST_JANUARY = LocalDate.of(2027, 1, 1);

    private static Receipt received(long amount, LocalDate on) {
        return new Receipt(
                UUID.randomUUID(),
                "AF-2026-000001",
                Optional.of(UUID.randomUUID()),
                Optional.empty(),
                cents(amount),
                on,
                Optional.empty(),
                Optional.empty());
    }

    private static LateInterest late(
            long total, List<Receipt> receipts, LocalDate today, Law law, Map<LocalDate, String> rates) {
        return LateInterest.of(
                cents(total),
                receipts,
                DUE,
                today,
                law,
                halfYear -> Optional.ofNullable(rates.get(halfYear.firstDay())).map(Rate::parsePercent));
    }

    @DisplayName("T21 : montant × jours / 365 × (taux BCE + 8 points), arrondi au centime, et 40 €")
    @ParameterizedTest(name = "T21 : {0}, {1} jours, BCE {2} % : {3} d’intérêts, {4} en tout")
    @CsvSource({"104800, 1, 2.15, 29, 4029", "10480000, 12, 2.15, 34972, 38972", "10480000, 12, 4, 41346, 45346"})
    void interest_and_indemnity(long total, int days, String ecb, long interest, long withIndemnity) {
        var found = late(total, List.of(), DUE.plusDays(days), Law.PUBLIC, Map.of(FIRST_JULY, ecb));
        assertThat(found).isInstanceOfSatisfying(Due.class, due -> {
            assertThat(due.daysLate()).isEqualTo(days);
            assertThat(due.interest()).isEqualTo(cents(interest));
            assertThat(due.total()).isEqualTo(cents(withIndemnity));
        });
    }

    @Test
    @DisplayName("T21 : payé le 30e jour, rien ; payé le 31e, un jour de retard, qui ne grandit plus")
    void both_sides_of_the_day() {
        var rates = Map.of(FIRST_JULY, "2.15");
        var muchLater = DUE.plusDays(50);
        assertThat(late(104_800, List.of(received(104_800, ISSUED.plusDays(30))), muchLater, Law.PUBLIC, rates))
                .isEqualTo(new OnTime());
        assertThat(late(104_800, List.of(), DUE, Law.PUBLIC, rates)).isEqualTo(new OnTime());
        assertThat(late(104_800, List.of(received(104_800, ISSUED.plusDays(31))), muchLater, Law.PUBLIC, rates))
                .isInstanceOfSatisfying(Due.class, due -> {
                    assertThat(due.daysLate()).isEqualTo(1);
                    assertThat(due.total()).isEqualTo(cents(40_29));
                });
    }

    @Test
    @DisplayName("chaque somme compte jusqu’au jour où elle est reçue ; ce qui est payé à temps ne compte pas")
    void each_amount_counts_to_its_day() {
        var found = late(
                100_000,
                List.of(received(60_000, DUE), received(30_000, DUE.plusDays(10))),
                DUE.plusDays(20),
                Law.PUBLIC,
                Map.of(FIRST_JULY, "2.15"));
        var rate = Rate.parsePercent("10.15");
        assertThat(found)
                .isEqualTo(new Due(
                        20,
                        List.of(
                                new LateInterest.Line(cents(30_000), DUE.plusDays(10), 10, rate),
                                new LateInterest.Line(cents(10_000), DUE.plusDays(20), 20, rate))));
        // 30 000 × 10 / 365 × 10,15 % = 83,42 ; 10 000 × 20 / 365 × 10,15 % = 55,62
        assertThat(((Due) found).interest()).isEqualTo(Money.cents(83 + 56));
    }

    @Test
    @DisplayName(
            "un public garde le taux du semestre où le retard commence ; un privé, celui de chaque semestre, et dix points")
    void the_rate_of_which_half_year() {
        var rates = Map.of(FIRST_JULY, "2.15", FIRST_JANUARY, "2");
        var today = LocalDate.of(2027, 1, 10);
        assertThat(late(100_000, List.of(), today, Law.PUBLIC, rates))
                .isEqualTo(new Due(
                        71, List.of(new LateInterest.Line(cents(100_000), today, 71, Rate.parsePercent("10.15")))));
        assertThat(late(100_000, List.of(), today, Law.PRIVATE, rates))
                .isEqualTo(new Due(
                        71,
                        List.of(
                                new LateInterest.Line(
                                        cents(100_000), LocalDate.of(2026, 12, 31), 61, Rate.parsePercent("12.15")),
                                new LateInterest.Line(cents(100_000), today, 10, Rate.percent(12)))));
    }

    @Test
    @DisplayName("un taux que personne n’a saisi ne se devine pas : rien n’est calculé, et le semestre est dit")
    void a_missing_rate_is_never_guessed() {
        assertThat(late(100_000, List.of(), DUE.plusDays(3), Law.PUBLIC, Map.of()))
                .isEqualTo(new RateMissing(3, new HalfYear(FIRST_JULY)));
        assertThat(late(100_000, List.of(), FIRST_JANUARY, Law.PRIVATE, Map.of(FIRST_JULY, "2.15")))
                .isEqualTo(new RateMissing(62, new HalfYear(FIRST_JANUARY)));
    }
}
