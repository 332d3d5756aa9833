package coop.fairpass.ledger;

import static coop.fairpass.money.Money.cents;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coop.fairpass.money.Money;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("money-and-law §6 : la couverture, et où est l’argent d’une commande")
class CoverageSpec {

    @Test
    @DisplayName(
            "ce qui est protégé est la somme des cinq dettes ; ce qui est balayable ôte ce qui est tenu, et la réserve")
    void the_sums() {
        var coverage = new Coverage(
                cents(100_000),
                cents(50_000),
                cents(8_000),
                cents(400),
                cents(30),
                cents(2),
                cents(700),
                Optional.empty());
        assertThat(coverage.protectedAmount()).isEqualTo(cents(58_432));
        assertThat(coverage.gap()).isEqualTo(cents(41_568));
        assertThat(coverage.sweepable(cents(68))).isEqualTo(cents(40_800));
    }

    @ParameterizedTest
    @CsvSource({
        "53000, 53000, true, 10000, '100,00'",
        "52999, 53000, false, 9999, '99,99'",
        "53001, 53000, true, 10000, '100,00'",
        "60000, 53000, true, 11320, '113,20'",
        "0, 53000, false, 0, '0,00'",
        "0, 0, true, 10000, '100,00'",
        "-1, 0, false, 10000, '100,00'",
        "-10600, 53000, false, -2000, '-20,00'",
    })
    @DisplayName("T6.3 : le rapport est arrondi vers le bas ; un centime de moins est un incident")
    void the_ratio(long cash, long circulating, boolean holds, long basisPoints, String said) {
        var zero = Money.ZERO;
        var coverage = new Coverage(cents(cash), cents(circulating), zero, zero, zero, zero, zero, Optional.empty());
        assertThat(coverage.holds()).isEqualTo(holds);
        assertThat(coverage.ratioBasisPoints()).isEqualTo(basisPoints);
        assertThat(coverage.ratioSaid()).isEqualTo(said + "\u00a0%");
    }

    @Test
    @DisplayName("R-211 : la position d’une commande tombe juste, ou n’existe pas")
    void an_order_adds_up() {
        var day = LocalDate.of(2026, 11, 30);
        assertThat(new OrderPosition(day, cents(63), cents(1), cents(2), cents(4), cents(8), cents(16), cents(32))
                        .funded())
                .isEqualTo(cents(63));
        assertThatThrownBy(() ->
                        new OrderPosition(day, cents(64), cents(1), cents(2), cents(4), cents(8), cents(16), cents(32)))
                .isInstanceOf(IllegalStateException.class);
    }
}
