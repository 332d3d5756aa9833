package coop.fairpass.invoicing;

import static coop.fairpass.money.Money.cents;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coop.fairpass.money.Money;
import coop.fairpass.money.Rate;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Les frais s’arrondissent sur la ligne, la TVA une fois par taux et par document (R-221)")
class FeesSpec {

    private static final int NEVER = 0;

    private static VatTreatment vat(String percent) {
        return percent.equals("0")
                ? VatTreatment.exempt("TVA non applicable dans ce territoire")
                : VatTreatment.standard(Rate.parsePercent(percent));
    }

    private static FeeLine line(long count, long face, String fee, String vat) {
        return new FeeLine(count, cents(face), Rate.parsePercent(fee), vat(vat));
    }

    @ParameterizedTest(name = "T1 : {0} × {1} : HT {3}, TVA {4}, TTC {5} ; payé {6}, reçu {7}")
    @CsvSource({
        "0, 1000, 0, 0, 0, 0, 0, 0",
        "1, 1000, 1000, 40, 8, 48, 1048, 952",
        "5, 1000, 5000, 200, 40, 240, 5240, 4760",
        "10, 1000, 10000, 400, 80, 480, 10480, 9520",
        "37, 1000, 37000, 1480, 296, 1776, 38776, 35224",
        "100, 1000, 100000, 4000, 800, 4800, 104800, 95200",
        "500, 1000, 500000, 20000, 4000, 24000, 524000, 476000",
        "1000, 1000, 1000000, 40000, 8000, 48000, 1048000, 952000",
        "20000, 1000, 20000000, 800000, 160000, 960000, 20960000, 19040000",
        "1, 500, 500, 20, 4, 24, 524, 476",
        "3, 500, 1500, 60, 12, 72, 1572, 1428",
        "1, 750, 750, 30, 6, 36, 786, 714",
        "1, 1234, 1234, 49, 10, 59, 1293, 1175",
        "7, 1234, 8638, 346, 69, 415, 9053, 8223",
        "1, 333, 333, 13, 3, 16, 349, 317",
        "3, 333, 999, 40, 8, 48, 1047, 951",
        "10, 333, 3330, 133, 27, 160, 3490, 3170",
        "1, 125, 125, 5, 1, 6, 131, 119",
        "1, 124, 124, 5, 1, 6, 130, 118",
        "1, 625, 625, 25, 5, 30, 655, 595",
        "1, 2000, 2000, 80, 16, 96, 2096, 1904",
        "1, 1, 1, 0, 0, 0, 1, 1",
        "12, 1, 12, 0, 0, 0, 12, 12",
        "13, 1, 13, 1, 0, 1, 14, 12",
    })
    void the_standard_fee(
            long count, long face, long base, long beforeVat, long vat, long withVat, long payer, long provider) {
        var fees = Fees.of(line(count, face, "4", "20"));
        assertThat(fees.faceValue()).isEqualTo(cents(base));
        assertThat(fees.beforeVat()).isEqualTo(cents(beforeVat));
        assertThat(fees.vat()).isEqualTo(cents(vat));
        assertThat(fees.withVat()).isEqualTo(cents(withVat));
        assertThat(fees.payerPays()).isEqualTo(cents(payer));
        assertThat(fees.providerReceives()).isEqualTo(cents(provider));
    }

    @ParameterizedTest(name = "T1.1 : à {0} % et {1} % de TVA, {3} centimes : premier écart {4}, multiple de {2}")
    @CsvSource({
        "4, 20, 125, 1000, 0",
        "4, 20, 125, 333, 2",
        "4, 20, 125, 1234, 2",
        "4, 20, 125, 999, 13",
        "4, 20, 125, 124, 13",
        "4, 20, 125, 500, 0",
        "3.5, 20, 1000, 1000, 0",
        "3.5, 20, 1000, 333, 2",
        "3.5, 20, 1000, 1234, 2",
        "3.5, 20, 1000, 999, 15",
        "3.5, 20, 1000, 124, 2",
        "3.5, 20, 1000, 500, 2",
        "4, 8.5, 5000, 1000, 2",
        "4, 8.5, 5000, 333, 2",
        "4, 8.5, 5000, 1234, 2",
        "4, 8.5, 5000, 999, 2",
        "4, 8.5, 5000, 124, 2",
        "4, 8.5, 5000, 500, 2",
        "4, 0, 25, 1000, 0",
        "4, 0, 25, 333, 2",
        "4, 0, 25, 1234, 2",
        "4, 0, 25, 999, 13",
        "4, 0, 25, 124, 13",
        "4, 0, 25, 500, 0",
    })
    void a_sum_of_vouchers_is_not_a_document(String fee, String vat, long multiple, long face, int firstGap) {
        var one = Fees.of(line(1, face, fee, vat));
        int found = IntStream.rangeClosed(1, 5_000)
                .filter(count -> {
                    var document = Fees.of(line(count, face, fee, vat));
                    return !document.beforeVat().equals(one.beforeVat().times(count))
                            || !document.vat().equals(one.vat().times(count));
                })
                .findFirst()
                .orElse(NEVER);
        assertThat(found).isEqualTo(firstGap);
        assertThat(face % multiple == 0).isEqualTo(firstGap == NEVER);
    }

    @ParameterizedTest(name = "T1.2 : frais {0} %, TVA {1} %, {2} chèques : {3} + {4}, payé {6}, reçu {7}")
    @CsvSource({
        "4, 8.5, 1, 40, 3, 43, 1043, 957, 3",
        "4, 8.5, 2, 80, 7, 87, 2087, 1913, 6",
        "4, 8.5, 3, 120, 10, 130, 3130, 2870, 9",
        "4, 8.5, 10, 400, 34, 434, 10434, 9566, 30",
        "4, 8.5, 37, 1480, 126, 1606, 38606, 35394, 111",
        "4, 8.5, 100, 4000, 340, 4340, 104340, 95660, 300",
        "4, 8.5, 1000, 40000, 3400, 43400, 1043400, 956600, 3000",
        "4, 0, 1, 40, 0, 40, 1040, 960, 0",
        "4, 0, 37, 1480, 0, 1480, 38480, 35520, 0",
        "4, 0, 1000, 40000, 0, 40000, 1040000, 960000, 0",
        "3.5, 20, 1, 35, 7, 42, 1042, 958, 7",
        "3.5, 20, 500, 17500, 3500, 21000, 521000, 479000, 3500",
        "3.5, 20, 1000, 35000, 7000, 42000, 1042000, 958000, 7000",
    })
    void other_rates(
            String fee,
            String vat,
            long count,
            long beforeVat,
            long amount,
            long withVat,
            long payer,
            long provider,
            long wrongSum) {
        var fees = Fees.of(line(count, 1_000, fee, vat));
        assertThat(fees.beforeVat()).isEqualTo(cents(beforeVat));
        assertThat(fees.vat()).isEqualTo(cents(amount));
        assertThat(fees.withVat()).isEqualTo(cents(withVat));
        assertThat(fees.payerPays()).isEqualTo(cents(payer));
        assertThat(fees.providerReceives()).isEqualTo(cents(provider));
        assertThat(Fees.of(line(1, 1_000, fee, vat)).vat().times(count))
                .as("ce que donnerait, à tort, une somme par chèque")
                .isEqualTo(cents(wrongSum));
    }

    @Test
    @DisplayName("T1.3 : 10 à 3,5 % et 27 à 4 % font deux lignes et une TVA ; le prestataire reçoit 352,84 €")
    void two_fee_rates_make_two_lines_and_one_vat() {
        var fees = Fees.of(line(10, 1_000, "3.5", "20"), line(27, 1_000, "4", "20"));
        assertThat(fees.lines()).extracting(FeeLine::beforeVat).containsExactly(cents(3_50), cents(10_80));
        assertThat(fees.beforeVat()).isEqualTo(cents(14_30));
        assertThat(fees.vatGroups()).hasSize(1);
        assertThat(fees.vat()).isEqualTo(cents(2_86));
        assertThat(fees.providerReceives()).isEqualTo(cents(352_84));
    }

    @Test
    @DisplayName("T1.3 : 5 à 3,5 % et 5 à 4 %, valeur faciale 3,33 € : 0,58 + 0,67, TVA 0,25")
    void two_fee_rates_on_an_odd_face_value() {
        var fees = Fees.of(line(5, 333, "3.5", "20"), line(5, 333, "4", "20"));
        assertThat(fees.lines()).extracting(FeeLine::beforeVat).containsExactly(cents(58), cents(67));
        assertThat(fees.vat()).isEqualTo(cents(25));
        assertThat(fees.providerReceives()).isEqualTo(cents(31_80));
    }

    @Test
    @DisplayName("T1.3 : 10 sous TVA 20 % et 10 sous 8,5 % : 0,80 + 0,34, une fois par taux")
    void two_vat_rates_make_two_groups() {
        var fees = Fees.of(line(10, 1_000, "4", "20"), line(10, 1_000, "4", "8.5"));
        assertThat(fees.beforeVat()).isEqualTo(cents(8_00));
        assertThat(fees.vatGroups()).extracting(VatGroup::vat).containsExactly(cents(80), cents(34));
        assertThat(fees.vat()).isEqualTo(cents(1_14));
        assertThat(fees.providerReceives()).isEqualTo(cents(190_86));
    }

    @Test
    @DisplayName(
            "des chèques aux mêmes conditions font une ligne, si morcelés qu’ils arrivent : rien ne s’arrondit deux fois")
    void the_same_terms_are_one_line() {
        var oneByOne = new Fees(
                IntStream.range(0, 10).mapToObj(i -> line(1, 333, "4", "20")).toList());
        assertThat(oneByOne).isEqualTo(Fees.of(line(10, 333, "4", "20")));
        assertThat(oneByOne.beforeVat()).isEqualTo(cents(1_33));
        assertThat(Fees.of(line(4, 333, "4", "20"), line(6, 334, "4", "20")).lines())
                .hasSize(2);
    }

    @Test
    @DisplayName("le prix unitaire d’une ligne de facture redonne son montant (500 tirages)")
    void the_invoice_line_is_the_fee_line() {
        for (int seed = 0; seed < 500; seed++) {
            var random = new Random(seed);
            var line = new FeeLine(
                    random.nextLong(1, 50_000),
                    cents(random.nextLong(1, 100_00)),
                    new Rate(random.nextLong(1, 2_000), 10_000),
                    Samples.VAT_20);
            var billed = line.invoiceLine("Frais");
            assertThat(billed.beforeVat()).as("seed %d", seed).isEqualTo(line.beforeVat());
            assertThat(billed.unitPrice().times(line.count()))
                    .as("seed %d", seed)
                    .isEqualTo(line.beforeVat());
        }
    }

    @ParameterizedTest(name = "{0} % de {1} centimes : {2} au fichier, {3} sur la page")
    @CsvSource({
        "4, 1000, 0.40, '0,40\u00a0€'",
        "4, 333, 0.1332, '0,1332\u00a0€'",
        "3.5, 333, 0.11655, '0,11655\u00a0€'",
        "4, 125000, 50.00, '50,00\u00a0€'",
        "4, 1, 0.0004, '0,0004\u00a0€'",
    })
    void a_unit_price_keeps_the_decimals_it_needs(String fee, long face, String dotted, String french) {
        var price = UnitPrice.of(Rate.parsePercent(fee), cents(face));
        assertThat(price.dotted()).isEqualTo(dotted);
        assertThat(price.french()).isEqualTo(french);
    }

    @Test
    @DisplayName("un prix qui demanderait plus de six décimales est refusé, non arrondi (BR-FR-DEC-03)")
    void a_price_beyond_six_decimals_is_refused() {
        assertThat(UnitPrice.of(Rate.parsePercent("3.75"), cents(3_33)).dotted())
                .isEqualTo("0.124875");
        assertThatThrownBy(() -> UnitPrice.of(Rate.parsePercent("3.755"), cents(3_33)))
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> UnitPrice.of(new Rate(1, 3), cents(10_00))).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> UnitPrice.of(Money.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("un nombre négatif de chèques, ou une valeur faciale nulle, n’est pas une ligne")
    void refuses_nonsense() {
        assertThatThrownBy(() -> line(-1, 1_000, "4", "20")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> line(1, 0, "4", "20")).isInstanceOf(IllegalArgumentException.class);
        assertThat(new Fees(List.of()).withVat()).isEqualTo(Money.ZERO);
    }
}
