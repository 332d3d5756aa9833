package coop.fairpass.invoicing;

import static coop.fairpass.money.Money.cents;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.money.Money;
import coop.fairpass.money.Rate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("T2 : ce que deviennent les 10,48 € qu’un commanditaire paie pour un chèque")
class IdentitySpec {

    private static Fees fees(long vouchers) {
        return Fees.of(new FeeLine(vouchers, cents(10_00), Rate.percent(4), VatTreatment.standard(Rate.percent(20))));
    }

    @Test
    @DisplayName("T2 : 9,52 au prestataire, 0,80 à l’opérateur, 0,16 de TVA : 10,48, et rien d’autre")
    void identity() {
        var one = fees(1);
        assertThat(one.providerReceives()).isEqualTo(cents(9_52));
        assertThat(one.beforeVat().times(2)).isEqualTo(cents(80));
        assertThat(one.vat().times(2)).isEqualTo(cents(16));
        assertThat(one.providerReceives()
                        .plus(one.beforeVat().times(2))
                        .plus(one.vat().times(2)))
                .isEqualTo(one.payerPays())
                .isEqualTo(cents(10_48));
    }

    @ParameterizedTest(name = "T2 : {0} utilisés sur 1 000, le reste rendu : {1} centièmes de % vont aux prestataires")
    @CsvSource({"377, 8445", "200, 7677", "1000, 9084"})
    void all_in(long used, long basisPoints) {
        var paid = fees(1_000).payerPays().minus(cents(10_00).times(1_000 - used));
        var received = fees(used).providerReceives();
        assertThat(halfUp(received, paid)).isEqualTo(basisPoints);
    }

    @ParameterizedTest(name = "T2 : {0} centimes sur {1} : {2} centièmes de %")
    @CsvSource({"952, 1000, 9520", "952, 1040, 9154", "952, 1048, 9084", "80, 1048, 763", "16, 1048, 153"})
    void ratios(long part, long whole, long basisPoints) {
        var one = fees(1);
        assertThat(cents(part))
                .isIn(
                        one.providerReceives(),
                        one.beforeVat().times(2),
                        one.vat().times(2));
        assertThat(cents(whole)).isIn(one.faceValue(), one.faceValue().plus(one.beforeVat()), one.payerPays());
        assertThat(halfUp(cents(part), cents(whole))).isEqualTo(basisPoints);
    }

    private static long halfUp(Money part, Money whole) {
        return (part.cents() * 20_000 + whole.cents()) / (2 * whole.cents());
    }

    @ParameterizedTest(name = "T2 : de 100 chèques dont {0} utilisés, l’opérateur gagne {1} centimes HT")
    @CsvSource({"0, 4000", "37, 5480", "38, 5520", "50, 6000", "100, 8000"})
    void income(long used, long income) {
        assertThat(fees(100).beforeVat().plus(fees(used).beforeVat())).isEqualTo(cents(income));
    }
}
