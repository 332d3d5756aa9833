package coop.fairpass.impact;

import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.money.Money;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Le ratio consolidateur : le flux médian de l’année")
class ConsolidatingRatioSpec {

    private static ConsolidatingRatio of(String flows) {
        return ConsolidatingRatio.of(
                Arrays.stream(flows.split(" ")).map(Money::parse).toList());
    }

    @Test
    @DisplayName("R-158 : des flux de 5 000, 20 000 et 90 000 € donnent 20 000 €")
    void the_example() {
        var ratio = of("90000.00 5000.00 20000.00");
        assertThat(ratio.median()).hasValue(Money.cents(20_000_00));
        assertThat(ratio.reaching(Money.cents(20_000_00))).isEqualTo(new Ratio(2, 3));
        assertThat(ratio.reaching(Money.cents(20_000_01))).isEqualTo(new Ratio(1, 3));
    }

    @ParameterizedTest(name = "{0} : {1}, un quart {2}, trois quarts {3}")
    @CsvSource({
        "10.00, 10.00, 10.00, 10.00",
        "0.00 10.00, 5.00, 0.00, 10.00",
        "0.00 0.00 0.00 90.00, 0.00, 0.00, 0.00",
        "1.00 2.00 3.00 4.00, 2.50, 1.00, 3.00",
        "0.01 0.02, 0.02, 0.01, 0.02",
        "1.00 2.00 3.00 4.00 5.00, 3.00, 2.00, 4.00",
        "-5.00 -4.99, -4.99, -5.00, -4.99",
    })
    @DisplayName("celles qui n’ont rien reçu comptent ; entre deux, la moitié, au centime supérieur")
    void medians(String flows, String median, String quarter, String threeQuarters) {
        var ratio = of(flows);
        assertThat(ratio.median()).hasValue(Money.parse(median));
        assertThat(ratio.lowerQuartile()).hasValue(Money.parse(quarter));
        assertThat(ratio.upperQuartile()).hasValue(Money.parse(threeQuarters));
    }

    @Test
    @DisplayName("sans structure, il n’y a pas de médiane")
    void nobody() {
        var ratio = ConsolidatingRatio.of(List.of());
        assertThat(ratio.median()).isEmpty();
        assertThat(ratio.lowerQuartile()).isEmpty();
        assertThat(ratio.reaching(Money.ZERO)).isEqualTo(new Ratio(0, 0));
    }
}
