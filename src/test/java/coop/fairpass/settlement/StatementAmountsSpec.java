package coop.fairpass.settlement;

import static coop.fairpass.money.Money.cents;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.directory.LegalNature;
import coop.fairpass.invoicing.VatTreatment;
import coop.fairpass.money.Money;
import coop.fairpass.money.Rate;
import coop.fairpass.settlement.ContributionGuard.ContributionReason;
import coop.fairpass.settlement.ContributionGuard.OnPublicOrigin;
import coop.fairpass.settlement.StatementAmounts.Redeemed;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("« Le contrepaiement est effectué à chaque fin de mois »")
class StatementAmountsSpec {

    static final VatTreatment VAT_20 = VatTreatment.standard(Rate.percent(20));
    static final Rate FOUR = Rate.percent(4);

    static StatementAmounts pays(Redeemed... redeemed) {
        return StatementAmounts.of(
                Money.ZERO, List.of(redeemed), VAT_20, Money.ZERO, Rate.ZERO, Money.ZERO, Money.ZERO);
    }

    static Redeemed tenEuros(long vouchers) {
        return new Redeemed(vouchers, cents(10_00), FOUR);
    }

    @Nested
    @DisplayName("« L’acteur qualifié est contrepayé 10 € – 4 % HT, soit 9,52 € »")
    class PaysTheEssaysPrice {

        @ParameterizedTest(name = "R-144 : {0} chèques de 10 € rapportent {1} centimes")
        @CsvSource({"1, 952", "37, 35224", "1000, 952000"})
        void pays(long vouchers, long net) {
            assertThat(StatementAmountsSpec.pays(tenEuros(vouchers)).net()).isEqualTo(cents(net));
        }

        @Test
        @DisplayName("R-221 : 37 chèques : 14,80 € HT et 2,96 € de TVA ; l’arrondi se fait une fois par ligne")
        void rounds_once() {
            var amounts = StatementAmountsSpec.pays(tenEuros(37));
            assertThat(amounts.fees().beforeVat()).isEqualTo(cents(14_80));
            assertThat(amounts.fees().vat()).isEqualTo(cents(2_96));
            var odd = StatementAmountsSpec.pays(new Redeemed(3, cents(3_33), FOUR));
            assertThat(odd.fees().beforeVat()).isEqualTo(cents(40));
        }

        @Test
        @DisplayName("R-146 : deux taux dans un mois font deux lignes de frais, et la formule se lit")
        void two_rates_make_two_lines() {
            var amounts =
                    StatementAmountsSpec.pays(new Redeemed(10, cents(10_00), Rate.parsePercent("3.5")), tenEuros(27));
            assertThat(amounts.fees().lines()).hasSize(2);
            assertThat(amounts.fees().beforeVat()).isEqualTo(cents(14_30));
            assertThat(amounts.fees().vat()).isEqualTo(cents(2_86));
            assertThat(amounts.net()).isEqualTo(cents(352_84));
            assertThat(amounts.formula())
                    .contains("370,00")
                    .contains("10 chèques")
                    .contains("3,5\u00a0%")
                    .contains("27 chèques")
                    .endsWith("= 352,84\u00a0€");
        }
    }

    @Nested
    @DisplayName("R-146 : la formule dit chaque terme qui compte, et ceux-là seulement")
    class Formula {

        @Test
        @DisplayName("tous les termes, dans l’ordre du calcul")
        void every_term() {
            var amounts = StatementAmounts.of(
                    cents(-9_52),
                    List.of(tenEuros(37)),
                    VAT_20,
                    cents(370_00),
                    Rate.percent(1),
                    cents(20_00),
                    cents(9_52));
            assertThat(amounts.formula().replaceAll("[\u00a0\u202f]", " "))
                    .isEqualTo("-9,52 € + 370,00 € − 14,80 € (37 chèques × 10,00 € × 4 %) − 2,96 € (TVA sur frais)"
                            + " − 3,70 € (contribution) − 20,00 € (compensation) − 9,52 € (corrections) = 309,50 €");
        }

        @Test
        @DisplayName("un seul chèque, sans report ni rien d’autre")
        void only_what_counts() {
            assertThat(pays(tenEuros(1)).formula().replaceAll("[\u00a0\u202f]", " "))
                    .isEqualTo("10,00 € − 0,40 € (1 chèque × 10,00 € × 4 %) − 0,08 € (TVA sur frais) = 9,52 €");
        }

        @Test
        @DisplayName("sans TVA sur les frais, elle n’est pas nommée")
        void no_vat() {
            var amounts = StatementAmounts.of(
                    Money.ZERO,
                    List.of(tenEuros(1)),
                    VatTreatment.exempt("Article 294 du CGI"),
                    Money.ZERO,
                    Rate.ZERO,
                    Money.ZERO,
                    Money.ZERO);
            assertThat(amounts.formula()).doesNotContain("TVA").endsWith("= 9,60\u00a0€");
        }
    }

    @Nested
    @DisplayName("T17 : reports, compensations, corrections")
    class EdgeCases {

        StatementAmounts with(long vouchers, long carriedIn, long toSetOff) {
            return StatementAmounts.of(
                    cents(carriedIn),
                    vouchers == 0 ? List.of() : List.of(tenEuros(vouchers)),
                    VAT_20,
                    Money.ZERO,
                    Rate.ZERO,
                    cents(toSetOff),
                    Money.ZERO);
        }

        @ParameterizedTest(name = "report {1}, {0} chèques : net {2}")
        @CsvSource({"0, -952, -952", "1, -952, 0", "2, -952, 952"})
        void carry_over(long vouchers, long carriedIn, long net) {
            assertThat(with(vouchers, carriedIn, 0).net()).isEqualTo(cents(net));
        }

        @Test
        @DisplayName("5 chèques, abonnement de 92,40 € : 47,60 € sont compensés, rien n’est viré")
        void set_off_is_limited_to_the_credit() {
            var amounts = with(5, 0, 92_40);
            assertThat(amounts.setOff()).isEqualTo(cents(47_60));
            assertThat(amounts.net()).isEqualTo(Money.ZERO);
        }

        @Test
        @DisplayName("une compensation ne creuse jamais un report négatif")
        void set_off_never_makes_a_debt() {
            assertThat(with(0, -952, 92_40).net()).isEqualTo(cents(-9_52));
        }
    }

    @Nested
    @DisplayName("« 1 % de la valeur faciale », volontaire, jamais sur de l’argent public")
    class Contribution {

        StatementAmounts giving(long eligibleCents) {
            return StatementAmounts.of(
                    Money.ZERO,
                    List.of(tenEuros(37)),
                    VAT_20,
                    cents(eligibleCents),
                    Rate.percent(1),
                    Money.ZERO,
                    Money.ZERO);
        }

        @Test
        @DisplayName("R-277 : 370,00 € donnent 3,70 €, sans TVA ; net 348,54 €")
        void one_percent() {
            assertThat(giving(370_00).contribution()).isEqualTo(cents(3_70));
            assertThat(giving(370_00).net()).isEqualTo(cents(348_54));
        }

        @Test
        @DisplayName("T3 : 20 chèques d’une commande publique et 17 d’une privée : 1,70 €, net 350,54 €")
        void only_private_orders() {
            assertThat(giving(170_00).net()).isEqualTo(cents(350_54));
        }

        @Test
        @DisplayName("R-278 : un organisme public ne peut pas contribuer, quel que soit le réglage")
        void public_bodies_never_give() {
            assertThat(ContributionGuard.refusal(LegalNature.PUBLIC)).contains(ContributionReason.PUBLIC_BODY);
            assertThat(ContributionGuard.refusal(LegalNature.PRIVATE)).isEmpty();
            assertThat(ContributionGuard.isEligible(false, OnPublicOrigin.REFUSE))
                    .isFalse();
            assertThat(ContributionGuard.isEligible(false, OnPublicOrigin.ALLOW))
                    .isTrue();
            assertThat(ContributionGuard.isEligible(true, OnPublicOrigin.REFUSE))
                    .isTrue();
        }
    }

    @Test
    @DisplayName("pas un centime perdu ni créé : 500 mois tirés au sort")
    void not_a_cent_is_lost_or_made() {
        for (int seed = 0; seed < 500; seed++) {
            var random = new Random(seed);
            var redeemed = new ArrayList<Redeemed>();
            for (int i = 0; i < random.nextInt(1, 6); i++) {
                redeemed.add(new Redeemed(
                        random.nextInt(1, 500), cents(random.nextInt(1, 5_000)), Rate.ppm(random.nextInt(0, 100_000))));
            }
            var face = redeemed.stream()
                    .map(one -> one.faceValue().times(one.vouchers()))
                    .collect(Money.sum());
            var amounts = StatementAmounts.of(
                    cents(-random.nextInt(0, 5_000)),
                    redeemed,
                    VAT_20,
                    face,
                    Rate.percent(1),
                    cents(random.nextInt(0, 20_000)),
                    cents(random.nextInt(0, 3_000)));
            assertThat(amounts.net()
                            .plus(amounts.fees().withVat())
                            .plus(amounts.contribution())
                            .plus(amounts.setOff())
                            .plus(amounts.corrections())
                            .minus(amounts.carriedIn()))
                    .as("seed %d", seed)
                    .isEqualTo(face);
        }
    }
}
