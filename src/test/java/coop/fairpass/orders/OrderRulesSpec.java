package coop.fairpass.orders;

import static coop.fairpass.money.Money.cents;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.directory.OrganisationId;
import coop.fairpass.invoicing.VatOnReceipts;
import coop.fairpass.money.Money;
import coop.fairpass.money.Rate;
import coop.fairpass.orders.FundingShare.AppliesTo;
import coop.fairpass.orders.FundingShare.Basis;
import coop.fairpass.orders.FundingShare.Cap;
import coop.fairpass.orders.FundingShare.Due;
import coop.fairpass.orders.FundingShare.Facts;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Ce que coûte, contient et partage une commande")
class OrderRulesSpec {

    @Nested
    @DisplayName("« 10,40 € HT par chèque »")
    class Amounts {

        @Test
        @DisplayName("R-005 : un chèque de 10 € à 4 % et 20 % : 10,40 € HT, 10,48 € à payer")
        void one_voucher() {
            var one = OrderAmounts.of(1, cents(10_00), Rate.percent(4), Rate.percent(20));
            assertThat(one.beforeVat()).isEqualTo(cents(10_40));
            assertThat(one.toPay()).isEqualTo(cents(10_48));
        }

        @ParameterizedTest(name = "T20 : {0} chèques à {1} : frais {2} + {3}, total {4}")
        @CsvSource({
            "20000, 1000, 800000, 160000, 20960000",
            "1000, 1000, 40000, 8000, 1048000",
            "7, 1234, 346, 69, 9053",
            "12, 1, 0, 0, 12",
        })
        void many(long count, long face, long fee, long vat, long total) {
            var amounts = OrderAmounts.of(count, cents(face), Rate.percent(4), Rate.percent(20));
            assertThat(amounts.fee()).isEqualTo(cents(fee));
            assertThat(amounts.vat()).isEqualTo(cents(vat));
            assertThat(amounts.toPay()).isEqualTo(cents(total));
        }

        @ParameterizedTest(name = "T16 : facture de {0} dont TVA {1}, encaissements {2} : TVA exigible {3}")
        @CsvSource({
            "4800, 800, 4800, 800",
            "4800, 800, 2000 2800, 333 467",
            "4800, 800, 1000 1000 1000 1800, 167 166 167 300",
            "9240, 1540, 3333 5907, 556 984",
        })
        void vat_follows_receipts(long total, long vat, String receipts, String due) {
            var before = Money.ZERO;
            var computed = new StringBuilder();
            for (var receipt : receipts.split(" ", -1)) {
                var amount = cents(Long.parseLong(receipt));
                computed.append(' ')
                        .append(VatOnReceipts.dueWith(amount, before, cents(total), cents(vat))
                                .cents());
                before = before.plus(amount);
            }
            assertThat(computed.toString().strip()).isEqualTo(due);
        }
    }

    @Nested
    @DisplayName("Des carnets entiers")
    class Booklets {

        @Test
        @DisplayName("R-008 : un nombre qui ne remplit pas les carnets donne les deux plus proches")
        void nearest() {
            assertThat(BookletSplit.of(2_003, 5)).isEqualTo(new BookletSplit.Fit.Between(2_000, 2_005));
            assertThat(BookletSplit.of(2_000, 5)).isEqualTo(new BookletSplit.Fit.Whole(400));
            assertThat(BookletSplit.of(7, 10)).isEqualTo(new BookletSplit.Fit.Between(0, 10));
        }

        @Test
        @DisplayName("R-029 : 400 carnets, 36 communes, 10 fixes : 4 en ont 12, 32 en ont 11, le total est le stock")
        void lens() {
            var weights = IntStream.range(0, 36)
                    .mapToObj(i -> new AllocationKey.Weight("D%03d".formatted(i), 1))
                    .toList();
            var shares = ((AllocationKey.Outcome.Allocated) AllocationKey.share(400, 10, weights)).shares();
            assertThat(shares.stream().filter(share -> share.booklets() == 12)).hasSize(4);
            assertThat(shares.stream().filter(share -> share.booklets() == 11)).hasSize(32);
            assertThat(shares.stream().mapToLong(AllocationKey.Share::booklets).sum())
                    .isEqualTo(400);
            assertThat(shares.subList(0, 4)).allMatch(share -> share.booklets() == 12);
        }

        @Test
        @DisplayName("R-030 : une part fixe de 360 pour un stock de 350 est refusée avec les deux nombres")
        void fixed_part_too_large() {
            var weights = IntStream.range(0, 36)
                    .mapToObj(i -> new AllocationKey.Weight("D" + i, 1))
                    .toList();
            assertThat(AllocationKey.share(350, 10, weights))
                    .isEqualTo(new AllocationKey.Outcome.FixedPartExceedsStock(360, 350));
            assertThat(AllocationKey.share(10, 0, List.of())).isEqualTo(new AllocationKey.Outcome.NothingToShareBy());
        }
    }

    @Nested
    @DisplayName("Les co-financeurs")
    class Funders {

        final OrganisationId funder = new OrganisationId(UUID.randomUUID());

        FundingShare half(Basis basis, Optional<Money> floor, Optional<Cap> cap, Optional<Rate> target) {
            return new FundingShare(funder, Rate.percent(50), basis, AppliesTo.FACE, floor, cap, target);
        }

        Facts facts(long ordered, long used, long handedOver, long inTarget) {
            return new Facts(ordered, used, cents(10_00), Rate.percent(4), handedOver, inTarget);
        }

        @Test
        @DisplayName("R-052 : 50 % de l’utilisé, 10 000 commandés, 3 769 utilisés : 18 845,00 €")
        void half_of_used() {
            var share = half(Basis.USED, Optional.empty(), Optional.empty(), Optional.empty());
            assertThat(share.on(facts(10_000, 3_769, 0, 0)))
                    .isEqualTo(new Due.Amount(cents(37_690_00), cents(18_845_00)));
        }

        @Test
        @DisplayName("R-053 : le plafond porte sur le projet ou sur la part, jamais au hasard")
        void caps() {
            var ofShare = new Cap(cents(3_000_000_00), Cap.Scope.FUNDER);
            var ofProject = new Cap(cents(3_000_000_00), Cap.Scope.PROJECT);
            assertThat(half(Basis.ORDERED, Optional.empty(), Optional.of(ofShare), Optional.empty())
                            .on(facts(700_000, 0, 0, 0)))
                    .isEqualTo(new Due.Amount(cents(7_000_000_00), cents(3_000_000_00)));
            assertThat(half(Basis.ORDERED, Optional.empty(), Optional.of(ofProject), Optional.empty())
                            .on(facts(300_000, 0, 0, 0)))
                    .isEqualTo(new Due.Amount(cents(3_000_000_00), cents(1_500_000_00)));
        }

        @Test
        @DisplayName("R-051 : un projet sous le plancher ne doit rien, au plancher il doit sa part")
        void floors() {
            var share = half(Basis.ORDERED, Optional.of(cents(20_000_00)), Optional.empty(), Optional.empty());
            assertThat(share.on(facts(2_000, 0, 0, 0))).isEqualTo(new Due.Amount(cents(20_000_00), cents(10_000_00)));
            assertThat(share.on(facts(1_999, 0, 0, 0)))
                    .isEqualTo(new Due.BelowFloor(cents(19_990_00), cents(20_000_00)));
        }

        @Test
        @DisplayName("R-054 : 499 remises sur 1 000 au public visé échouent, 500 passent ; l’inconnu ne compte pas")
        void target_public() {
            var share = half(Basis.USED, Optional.empty(), Optional.empty(), Optional.of(Rate.percent(50)));
            assertThat(share.on(facts(10_000, 1_000, 1_000, 499)))
                    .isEqualTo(new Due.TargetMissed(cents(10_000_00), 499, 1_000));
            assertThat(share.on(facts(10_000, 1_000, 1_000, 500)))
                    .isEqualTo(new Due.Amount(cents(10_000_00), cents(5_000_00)));
            assertThat(share.on(facts(10_000, 0, 0, 0))).isInstanceOf(Due.TargetMissed.class);
        }
    }
}
