package coop.fairpass.orders;

import static coop.fairpass.money.Money.cents;
import static coop.fairpass.orders.OrdersGround.BUYER;
import static coop.fairpass.orders.OrdersGround.PRODUCTION;
import static coop.fairpass.orders.OrdersGround.SALES;
import static coop.fairpass.orders.OrdersGround.STRANGE_BUYER;
import static coop.fairpass.orders.OrdersGround.expect;
import static coop.fairpass.orders.OrdersGround.need;
import static coop.fairpass.orders.OrdersGround.publicNeed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.booklets.SendProof;
import coop.fairpass.invoicing.Documents;
import coop.fairpass.ledger.Account;
import coop.fairpass.money.Rate;
import coop.fairpass.orders.FrameOrder.FramingItem;
import coop.fairpass.orders.Quote.QuoteState;
import coop.fairpass.tariff.RateKind;
import java.nio.file.Path;
import java.time.Period;
import java.util.EnumSet;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Du besoin à la commande signée")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QuoteToOrderTest {

    private OrdersGround ground;

    @BeforeAll
    void open(Db db, @TempDir Path home) {
        ground = new OrdersGround(db, home);
    }

    @AfterEach
    void nothing_is_broken() {
        assertThat(ground.ailments()).isEmpty();
    }

    @AfterAll
    void close() {
        ground.close();
    }

    private AcceptQuote.Outcome accept(OrderId order, int version) {
        return ground.bean(AcceptQuote.class).handle(new AcceptQuote.Command(order, version, true, BUYER));
    }

    @Test
    @DisplayName("R-010 : un seul carnet suffit : 10 chèques, 100,00 € appelés, 4,00 € de frais, 0,80 € de TVA")
    void a_single_booklet() {
        var order = ground.ordered(1);
        assertThat(ground.get(order).amounts())
                .isEqualTo(new OrderAmounts(10, cents(10_00), cents(100_00), cents(4_00), cents(80)));
        assertThat(ground.face(order).total()).isEqualTo(cents(100_00));
        assertThat(ground.fee(order).total()).isEqualTo(cents(4_80));
        assertThat(ground.balance(Account.PAYER_CALLS, order)).isEqualTo(cents(100_00));
        assertThat(ground.lots(order)).singleElement().satisfies(lot -> {
            assertThat(lot.booklets()).isOne();
            assertThat(lot.goods()).isEqualTo(Lot.Goods.PLANNED);
        });
    }

    @Nested
    @DisplayName("R-006 : seule la dernière version se signe")
    class Versions {

        @Test
        @DisplayName(
                "R-006 : une version demandée de nouveau remplace la première, qui ne se signe plus ; les deux restent")
        void only_the_last() {
            var order = ground.described(need(2), BUYER);
            var first = ground.quote(order);
            assertThat(ground.bean(SendQuote.class).askAgain(order, BUYER)).isEmpty();
            assertThat(accept(order, 1)).isEqualTo(new AcceptQuote.Outcome.Refused(OrderReason.NOT_POSSIBLE_NOW));
            ground.describe(order, need(3), BUYER);
            var second = ground.quote(order);

            assertThat(second.version()).isEqualTo(2);
            assertThat(second.number()).isNotEqualTo(first.number());
            assertThat(accept(order, 1)).isEqualTo(new AcceptQuote.Outcome.Refused(OrderReason.NOT_THE_LAST_QUOTE));
            assertThat(accept(order, 3)).isEqualTo(new AcceptQuote.Outcome.Refused(OrderReason.NOT_THE_LAST_QUOTE));
            assertThat(ground.bean(Receivables.class).of(order)).isEmpty();

            expect(AcceptQuote.Outcome.Signed.class, accept(order, 2));
            assertThat(ground.get(order).amounts().vouchers()).isEqualTo(30);
            assertThat(ground.bean(Quotes.class).of(order))
                    .extracting(Quote::version, Quote::state)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple(2, QuoteState.ACCEPTED),
                            org.assertj.core.groups.Tuple.tuple(1, QuoteState.SUPERSEDED));
            assertThat(ground.bean(Documents.class).about(order.value()))
                    .extracting(Documents.Listed::kind)
                    .containsExactlyInAnyOrder("QUOTE", "QUOTE", "ORDER_FORM", "FUNDS_CALL", "UPSTREAM_FEE");
        }

        @Test
        @DisplayName("signer deux fois la même version, c’est signer une fois")
        void twice_is_once() {
            var order = ground.ordered(1);
            var number = ground.get(order).signedNumber();
            assertThat(accept(order, 1)).isEqualTo(new AcceptQuote.Outcome.Signed(ground.get(order)));
            assertThat(ground.get(order).signedNumber()).isEqualTo(number);
            assertThat(ground.bean(Receivables.class).of(order)).hasSize(2);
        }

        @Test
        @DisplayName("deux personnes signent au même instant : une commande, un appel de fonds, une facture")
        void at_once() throws Exception {
            var order = ground.described(need(2), BUYER);
            ground.quote(order);
            var outcomes = OrdersGround.atOnce(() -> accept(order, 1), () -> accept(order, 1));
            assertThat(outcomes).allSatisfy(outcome -> expect(AcceptQuote.Outcome.Signed.class, outcome));
            assertThat(ground.bean(Documents.class).about(order.value()))
                    .extracting(Documents.Listed::kind)
                    .containsExactlyInAnyOrder("QUOTE", "ORDER_FORM", "FUNDS_CALL", "UPSTREAM_FEE");
            assertThat(ground.balance(Account.PAYER_CALLS, order)).isEqualTo(cents(200_00));
            assertThat(ground.bean(Orders.class).history(order))
                    .extracting(Orders.Taken::code)
                    .containsExactly("O1", "O2", "O5");
        }

        @Test
        @DisplayName("qui n’est pas du commanditaire ne voit pas la commande ; la coopérative ne signe pas à sa place")
        void who_signs() {
            var order = ground.described(need(1), BUYER);
            ground.quote(order);
            assertThat(ground.accept(order, STRANGE_BUYER))
                    .isEqualTo(new AcceptQuote.Outcome.Refused(OrderReason.UNKNOWN_ORDER));
            assertThat(ground.accept(order, SALES)).isEqualTo(new AcceptQuote.Outcome.Refused(OrderReason.NOT_ALLOWED));
            assertThat(ground.accept(order, OrdersGround.ACCOUNTANT))
                    .isEqualTo(new AcceptQuote.Outcome.Refused(OrderReason.NOT_ALLOWED));
        }

        @Test
        @DisplayName("R-011 : un commanditaire public ne signe pas sans le SIRET du budget concerné")
        void a_public_payer_gives_its_siret() {
            var order = ground.described(need(1), OrdersGround.TOWN_BUYER);
            ground.quote(order);
            assertThat(ground.accept(order, OrdersGround.TOWN_BUYER))
                    .isEqualTo(new AcceptQuote.Outcome.Refused(OrderReason.SIRET_MISSING));
            ground.ordered(publicNeed(1), OrdersGround.TOWN_BUYER);
        }

        @Test
        @DisplayName("le SIRET d’une autre organisation est refusé avec le besoin : aucune pièce ne pourrait le porter")
        void a_siret_is_that_of_the_payer() {
            var order = new OrderId(UUID.randomUUID());
            assertThat(ground.bean(DescribeNeed.class)
                            .handle(new DescribeNeed.Command(order, OrdersGround.COMPANY, publicNeed(1), BUYER)))
                    .isEqualTo(new DescribeNeed.Outcome.Refused(OrderReason.SIRET_OF_ANOTHER));
        }
    }

    @Nested
    @DisplayName("R-007 : ce qui est signé ne change plus")
    class Frozen {

        @Test
        @DisplayName(
                "R-007 : une décision qui porte les frais à 5 % ne change ni la commande ni ses pièces, et vaut pour la suivante")
        void a_later_tariff_changes_nothing() {
            var order = ground.described(need(4), BUYER);
            ground.quote(order);
            ground.clock.advance(Period.ofDays(1));
            ground.enact(RateKind.UPSTREAM_FEE, 50_000, ground.today());
            expect(AcceptQuote.Outcome.Signed.class, ground.accept(order, BUYER));
            var signed = ground.get(order);
            assertThat(signed.signedTerms().upstreamFee()).isEqualTo(Rate.percent(4));
            assertThat(ground.fee(order).total()).isEqualTo(cents(19_20));

            var next = ground.ordered(4);
            assertThat(ground.get(next).signedTerms().upstreamFee()).isEqualTo(Rate.percent(5));
            assertThat(ground.fee(next).total()).isEqualTo(cents(24_00));
            assertThat(ground.get(order)).isEqualTo(signed);
            ground.clock.advance(Period.ofDays(1));
            ground.enact(RateKind.UPSTREAM_FEE, 40_000, ground.today());
        }

        @Test
        @DisplayName("le besoin d’une commande signée ne se décrit plus")
        void the_need_is_closed() {
            var order = ground.ordered(2);
            assertThat(ground.bean(DescribeNeed.class)
                            .handle(new DescribeNeed.Command(order, OrdersGround.COMPANY, need(3), BUYER)))
                    .isEqualTo(new DescribeNeed.Outcome.Refused(OrderReason.NOT_POSSIBLE_NOW));
        }

        @ParameterizedTest(name = "R-007 : {0} est figé, même pour le propriétaire de la base")
        @ValueSource(
                strings = {
                    "upstream_fee_ppm = 50000",
                    "vat_ppm = 85000",
                    "vat_category = 'E'",
                    "vat_mention = 'autre'",
                    "face_cents = 2000",
                    "valid_until = valid_until + 1",
                    "tolerance_ends_on = tolerance_ends_on + 1",
                    "alert_on = alert_on - 1",
                    "stop_on = stop_on - 1",
                    "acknowledge_on = acknowledge_on - 1",
                    "reconcile_on = reconcile_on + 1",
                    "first_day = first_day + 1",
                    "perimeter = '{D:21}'",
                    "service_path = '{FP-COM-001}'",
                    "booklet_size = 5",
                    "vouchers = vouchers + 10",
                    "payer = gen_random_uuid()"
                })
        void the_database_keeps_it(String change) {
            var order = ground.ordered(1);
            assertThatThrownBy(() -> ground.owner()
                            .sql("UPDATE orders.voucher_order SET " + change + " WHERE id = :id")
                            .param("id", order.value())
                            .update())
                    .hasMessageContaining("the terms of order");
        }

        @Test
        @DisplayName("avant la signature, le même besoin se change encore")
        void a_draft_may_change() {
            var order = ground.described(need(1), BUYER);
            ground.describe(order, need(2), BUYER);
            assertThat(ground.get(order).need().vouchers()).isEqualTo(20);
            assertThat(ground.get(order).terms()).isEmpty();
        }
    }

    @Nested
    @DisplayName("R-014 : le cadrage")
    class Framing {

        private FrameOrder.Outcome frame(OrderId order, EnumSet<FramingItem> conform) {
            return ground.bean(FrameOrder.class).handle(new FrameOrder.Command(order, conform, SALES));
        }

        @ParameterizedTest(name = "R-014 : sans {0} conforme, la commande reste signée et aucun bon à tirer ne part")
        @EnumSource(FramingItem.class)
        void each_item_is_needed(FramingItem missing) {
            var order = ground.ordered(1);
            assertThat(frame(order, EnumSet.complementOf(EnumSet.of(missing))))
                    .isEqualTo(new FrameOrder.Outcome.Marked(EnumSet.of(missing)));
            assertThat(ground.get(order).state()).isEqualTo(OrderState.ORDERED);
            assertThat(ground.bean(SendProof.class).handle(new SendProof.Command(order, PRODUCTION)))
                    .isNotInstanceOf(SendProof.Outcome.Sent.class);
            assertThat(ground.bean(Proofs.class).send(order, new byte[] {1}, PRODUCTION))
                    .isEqualTo(new Proofs.Outcome.Refused(OrderReason.NOT_POSSIBLE_NOW));

            assertThat(frame(order, EnumSet.allOf(FramingItem.class)))
                    .isEqualTo(new FrameOrder.Outcome.Marked(EnumSet.noneOf(FramingItem.class)));
            assertThat(ground.get(order).state()).isEqualTo(OrderState.FRAMED);
        }

        @Test
        @DisplayName("les cinq points sont les textes, les logos, les restrictions, les adresses et les dates de fin")
        void five_items() {
            assertThat(FramingItem.values())
                    .containsExactly(
                            FramingItem.TEXTS,
                            FramingItem.LOGOS,
                            FramingItem.RESTRICTIONS,
                            FramingItem.ADDRESSES,
                            FramingItem.END_DATES);
        }

        @Test
        @DisplayName("un point marqué puis oublié ne compte plus")
        void what_is_marked_may_be_unmarked() {
            var order = ground.ordered(1);
            frame(order, EnumSet.complementOf(EnumSet.of(FramingItem.LOGOS)));
            assertThat(frame(order, EnumSet.of(FramingItem.LOGOS)))
                    .isEqualTo(new FrameOrder.Outcome.Marked(EnumSet.complementOf(EnumSet.of(FramingItem.LOGOS))));
            assertThat(ground.bean(FrameOrder.class).conform(order)).containsExactly(FramingItem.LOGOS);
            assertThat(ground.get(order).state()).isEqualTo(OrderState.ORDERED);
        }
    }

    @Nested
    @DisplayName("Le bon à tirer")
    class TheProof {

        @Test
        @DisplayName(
                "R-015 : chaque version a son empreinte ; un refus dit pourquoi ; seule la dernière approuvée lance la production")
        void only_the_last_is_approved() {
            var proofs = ground.bean(Proofs.class);
            var order = ground.framed(ground.ordered(1));
            var first = expect(Proofs.Outcome.Done.class, proofs.send(order, new byte[] {1}, PRODUCTION))
                    .proof();
            assertThat(first.fingerprint()).hasSize(64);
            assertThat(proofs.reject(order, 1, " ", BUYER))
                    .isEqualTo(new Proofs.Outcome.Refused(OrderReason.REJECTION_NEEDS_A_COMMENT));
            expect(Proofs.Outcome.Done.class, proofs.reject(order, 1, "Le logo manque.", BUYER));
            assertThat(proofs.approve(order, 1, BUYER))
                    .isEqualTo(new Proofs.Outcome.Refused(OrderReason.NOT_POSSIBLE_NOW));
            var second = expect(Proofs.Outcome.Done.class, proofs.send(order, new byte[] {2}, PRODUCTION))
                    .proof();
            assertThat(second.fingerprint()).isNotEqualTo(first.fingerprint());
            assertThat(proofs.approve(order, 1, BUYER))
                    .isEqualTo(new Proofs.Outcome.Refused(OrderReason.NOT_THE_LAST_PROOF));
            assertThat(proofs.approve(order, 2, SALES)).isEqualTo(new Proofs.Outcome.Refused(OrderReason.NOT_ALLOWED));
            assertThat(ground.get(order).state()).isEqualTo(OrderState.IN_PROOF);
            expect(Proofs.Outcome.Done.class, proofs.approve(order, 2, BUYER));
            assertThat(ground.get(order).state()).isEqualTo(OrderState.IN_PRODUCTION);
            assertThat(proofs.of(order))
                    .extracting(Proofs.Proof::version, Proofs.Proof::state, Proofs.Proof::comment)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple(2, Proofs.Proof.ProofState.APPROVED, Optional.empty()),
                            org.assertj.core.groups.Tuple.tuple(
                                    1, Proofs.Proof.ProofState.REJECTED, Optional.of("Le logo manque.")));
        }
    }
}
