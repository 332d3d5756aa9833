package coop.fairpass.settlement;

import static coop.fairpass.money.Money.cents;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.directory.VatRegime;
import coop.fairpass.money.Money;
import coop.fairpass.money.Rate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Le chiffre d’affaires du prestataire est la valeur faciale ; sa TVA est à l’intérieur")
class TurnoverSpec {

    private static Turnover of(long face, VatRegime regime, String rate) {
        return new Turnover(cents(face), regime, Rate.parsePercent(rate), cents(2_96));
    }

    @DisplayName("T4 : HT = arrondi de la valeur faciale / (1 + taux), TVA = le reste")
    @ParameterizedTest(name = "T4 : {0} à {2} % ({1}) : {3} HT et {4} de TVA")
    @CsvSource({
        "1000, TAXABLE, 20, 833, 167",
        "37000, TAXABLE, 20, 30833, 6167",
        "1000, TAXABLE, 8.5, 922, 78",
        "37000, TAXABLE, 8.5, 34101, 2899",
        "1000, TAXABLE, 10, 909, 91",
        "1000, TAXABLE, 5.5, 948, 52",
        "1000, EXEMPT, 20, 1000, 0",
        "1000, TAXABLE, 0, 1000, 0",
        "0, TAXABLE, 20, 0, 0"
    })
    void splits_face_value(long face, VatRegime regime, String rate, long beforeVat, long vat) {
        var turnover = of(face, regime, rate);
        assertThat(turnover.beforeVat()).isEqualTo(cents(beforeVat));
        assertThat(turnover.vat()).isEqualTo(cents(vat));
    }

    @Test
    @DisplayName("pas un centime ne se perd, de 0 à 50 €, aux quatre taux")
    void nothing_is_lost() {
        for (var rate : new String[] {"20", "10", "8.5", "5.5", "2.1"}) {
            for (long face = 0; face <= 50_00; face++) {
                var turnover = of(face, VatRegime.TAXABLE, rate);
                assertThat(turnover.beforeVat().plus(turnover.vat())).isEqualTo(cents(face));
                assertThat(Rate.parsePercent(rate).of(turnover.beforeVat()).cents()
                                - turnover.vat().cents())
                        .as("VAT of the HT is the VAT, to half a cent of HT")
                        .isBetween(-1L, 1L);
            }
        }
    }

    @Test
    @DisplayName("T4 : qui est assujetti lit HT, TVA et ce qu’il déduit ; la phrase dit les centimes")
    void a_taxable_provider_reads_it() {
        assertThat(of(370_00, VatRegime.TAXABLE, "20").sentence())
                .contains(
                        french(370_00) + " TTC",
                        french(308_33) + " HT",
                        french(61_67) + " de TVA",
                        french(2_96) + ", est déductible");
    }

    @DisplayName("les autres lisent qu’il n’y a pas de TVA, pourquoi, et que celle des frais leur reste")
    @ParameterizedTest
    @EnumSource(value = VatRegime.class, names = "TAXABLE", mode = EnumSource.Mode.EXCLUDE)
    void the_others_bear_the_vat_of_the_fee(VatRegime regime) {
        assertThat(of(370_00, regime, "20").sentence())
                .contains(french(370_00) + ", sans TVA", french(2_96) + ", n’est pas déductible")
                .doesNotContain("HT");
    }

    private static String french(long amount) {
        return Money.cents(amount).french();
    }
}
