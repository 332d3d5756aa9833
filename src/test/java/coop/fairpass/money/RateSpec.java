package coop.fairpass.money;

import static coop.fairpass.money.Money.cents;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Un taux est une fraction exacte ; l’arrondi se fait au centime, la moitié vers le haut")
class RateSpec {

    @ParameterizedTest(name = "T3 : 1 % de {0} centimes = {1}")
    @CsvSource({"0,0", "1000,10", "37000,370", "1000000,10000", "333,3", "8638,86", "49,0", "50,1", "149,1", "150,2"})
    void one_percent_is_rounded_half_up(long base, long expected) {
        assertThat(Rate.percent(1).of(cents(base))).isEqualTo(cents(expected));
    }

    @ParameterizedTest(name = "{0} % de {1} centimes = {2}")
    @CsvSource({
        "8.5, 40, 3",
        "8.5, 80, 7",
        "8.5, 1480, 126",
        "3.5, 1000, 35",
        "'8,5', 120, 10",
        "20, 1430, 286",
        "10.15, 0, 0",
        "1.8025, 10000, 180",
    })
    void reads_percentages_with_decimals(String percent, long base, long expected) {
        assertThat(Rate.parsePercent(percent).of(cents(base))).isEqualTo(cents(expected));
    }

    @Test
    @DisplayName("l’arrondi vers le bas est à part : plafonds et intérêts")
    void floors_only_when_asked() {
        assertThat(Rate.percent(1).of(cents(150))).isEqualTo(cents(2));
        assertThat(Rate.percent(1).floorOf(cents(199))).isEqualTo(cents(1));
    }

    @Test
    @DisplayName("un très grand montant n’est ni perdu ni arrondi de travers")
    void large_amounts_stay_exact() {
        assertThat(new Rate(333_333, 1_000_000).of(cents(9_000_000_000_000_000L)))
                .isEqualTo(cents(2_999_997_000_000_000L));
    }

    @Test
    @DisplayName("se range en millionièmes et refuse ce qui n’y tient pas")
    void is_stored_in_parts_per_million() {
        assertThat(Rate.parsePercent("8.5").partsPerMillion()).isEqualTo(85_000);
        assertThat(Rate.ppm(40_000)).isEqualTo(Rate.percent(4));
        assertThatThrownBy(() -> new Rate(1, 3).partsPerMillion()).isInstanceOf(ArithmeticException.class);
    }

    @Test
    @DisplayName("refuse un taux négatif, un dénominateur nul, un montant négatif, un texte qui n’en est pas un")
    void refuses_nonsense() {
        assertThatThrownBy(() -> new Rate(-1, 100)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Rate(1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Rate.percent(4).of(cents(-1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Rate.parsePercent("quatre")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Rate.parsePercent("-4")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest(name = "T1.1 : {0} % sur {1} centimes est entier : {2}")
    @CsvSource({"4, 1000, true", "4, 333, false", "3.5, 1000, true", "3.5, 500, false", "4, 125, true", "4, 124, false"
    })
    void knows_when_no_rounding_happens(String percent, long face, boolean whole) {
        assertThat(Rate.parsePercent(percent).isWholeOn(cents(face))).isEqualTo(whole);
    }
}
