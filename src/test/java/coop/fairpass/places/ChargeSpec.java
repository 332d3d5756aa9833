package coop.fairpass.places;

import static coop.fairpass.money.Money.cents;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("R-089, R-090 : ce qui reste à payer, zéro au tarif réglementé, et jamais moins que rien")
class ChargeSpec {

    @ParameterizedTest(name = "{0} centimes, réglementé {1} : {2}, reste {3}")
    @CsvSource({
        "1000, true, 1 chèque, 0",
        "2000, true, 2 chèques, 0",
        "1000, false, 1 chèque, 0",
        "1001, false, '1 chèque et 0,01 €', 1",
        "1500, false, '1 chèque et 5,00 €', 500",
        "2000, false, '1 chèque et 10,00 €', 1000",
        // an offer older than a higher face value: nothing is given back
        "800, false, 1 chèque, 0",
    })
    void what_remains(long price, boolean isRegulated, String said, long remaining) {
        var charge = Charge.of(cents(price), isRegulated, cents(10_00));
        assertThat(charge.french().replace('\u00a0', ' ').replace('\u202f', ' '))
                .isEqualTo(said);
        assertThat(charge.remaining()).isEqualTo(cents(remaining));
        assertThat(charge.remaining().isNegative()).isFalse();
    }
}
