package coop.fairpass.orders;

import static coop.fairpass.bank.AccountKind.OPERATING;
import static coop.fairpass.bank.AccountKind.SEGREGATED;
import static coop.fairpass.money.Money.cents;
import static coop.fairpass.orders.OrdersGround.BUYER;
import static coop.fairpass.orders.OrdersGround.PRODUCTION;
import static coop.fairpass.orders.OrdersGround.SALES;
import static coop.fairpass.orders.OrdersGround.STRANGE_BUYER;
import static coop.fairpass.orders.OrdersGround.TREASURER;
import static coop.fairpass.orders.OrdersGround.expect;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.bank.BankGround;
import coop.fairpass.bank.InternalTransfers;
import coop.fairpass.bank.SimulatedBank;
import coop.fairpass.invoicing.Documents;
import coop.fairpass.ledger.Account;
import coop.fairpass.ledger.SegregatedFunds;
import coop.fairpass.money.Money;
import coop.fairpass.notices.Notices;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("R-024 : un lot circule quand sa valeur est au compte cantonné et ses carnets comptés")
@ExtendWith(TestDatabase.class)
class ActivationTest {

    private final OrdersGround ground;

    ActivationTest(Db db, @TempDir Path home) {
        ground = new OrdersGround(db, home);
    }

    private OrderId order;

    @BeforeEach
    void one_lot_of_a_hundred() {
        order = ground.ordered(10);
    }

    @AfterEach
    void close() {
        assertThat(ground.ailments()).isEmpty();
        ground.close();
    }

    private void paysFace(long amount) {
        ground.pays(SEGREGATED, cents(amount), ground.face(order).reference());
        ground.nextMorning();
    }

    private ActivateLot.Outcome activate(int place) {
        return ground.activate(ground.lot(order, place));
    }

    private static ActivateLot.Outcome refused(OrderReason reason) {
        return new ActivateLot.Outcome.Refused(reason);
    }

    @Test
    @DisplayName(
            "R-024, R-028 : payé et pas compté, compté et pas payé : refusé ; payé et compté : actif, une fois, certifié et dit")
    void paid_and_counted() {
        assertThat(activate(1)).isEqualTo(refused(OrderReason.LOT_NOT_RECEIVED));
        ground.inProduction(order);
        ground.make(order);
        ground.print(ground.lot(order, 1));
        paysFace(999_99);
        assertThat(activate(1)).isEqualTo(refused(OrderReason.LOT_NOT_RECEIVED));
        ground.ship(ground.lot(order, 1), new coop.fairpass.booklets.AllocateBooklets.Weighed(OrdersGround.LIBRARY, 1));
        assertThat(activate(1)).isEqualTo(new ActivateLot.Outcome.NotFunded(cents(1), 9));
        assertThat(ground.balance(Account.IN_CIRCULATION)).isEqualTo(Money.ZERO);
        paysFace(1);
        assertThat(ground.lot(order, 1).isActive()).isFalse();

        assertThat(ground.bean(ActivateLot.class)
                        .handle(new ActivateLot.Command(ground.lot(order, 1).id(), PRODUCTION)))
                .isEqualTo(refused(OrderReason.NOT_ALLOWED));
        expect(ActivateLot.Outcome.Activated.class, activate(1));
        expect(ActivateLot.Outcome.Activated.class, activate(1));
        assertThat(ground.balance(Account.IN_CIRCULATION, order)).isEqualTo(cents(-1_000_00));
        assertThat(ground.balance(Account.CALLED_NOT_ACTIVE, order)).isEqualTo(Money.ZERO);
        assertThat(ground.get(order).state()).isEqualTo(OrderState.RUNNING);
        assertThat(ground.bean(Documents.class).about(ground.lot(order, 1).id().value()))
                .extracting(Documents.Listed::kind)
                .containsExactly("ACTIVATION_CERTIFICATE");
        assertThat(ground.bean(Notices.class).lastOf(OrdersGround.COMPANY, 50))
                .as("R-028")
                .filteredOn(notice ->
                        notice.key().equals("lot-active/" + ground.lot(order, 1).id()))
                .singleElement()
                .satisfies(notice -> assertThat(notice.text()).contains("100 chèques sont utilisables", "31/01/2027"));
    }

    @Test
    @DisplayName("les frais payés n’activent rien : seule la valeur faciale compte")
    void fees_are_not_face_value() {
        ground.received(order);
        ground.pays(OPERATING, ground.fee(order).open(), ground.fee(order).reference());
        ground.nextMorning();
        assertThat(activate(1)).isEqualTo(new ActivateLot.Outcome.NotFunded(cents(1_000_00), 0));
    }

    @Test
    @DisplayName(
            "R-025 : 600 € sur 1 000 n’activent rien : il manque 400 € ; le commanditaire sépare 6 carnets, 7 ne passent pas")
    void split_what_is_funded() {
        ground.received(order);
        paysFace(600_00);
        assertThat(activate(1)).isEqualTo(new ActivateLot.Outcome.NotFunded(cents(400_00), 6));
        assertThat(split(7, STRANGE_BUYER)).isEqualTo(new SplitLot.Outcome.Refused(OrderReason.UNKNOWN_LOT));
        assertThat(split(0, BUYER)).isEqualTo(new SplitLot.Outcome.Refused(OrderReason.LOT_TOO_SMALL_TO_SPLIT));
        assertThat(split(10, BUYER)).isEqualTo(new SplitLot.Outcome.Refused(OrderReason.LOT_TOO_SMALL_TO_SPLIT));

        assertThat(split(7, BUYER)).isEqualTo(new SplitLot.Outcome.Refused(OrderReason.MORE_THAN_FUNDED));
        assertThat(ground.lots(order)).extracting(Lot::booklets).containsExactly(10L);
        expect(SplitLot.Outcome.Split.class, split(7, SALES));
        assertThat(activate(1)).isEqualTo(new ActivateLot.Outcome.NotFunded(cents(100_00), 6));
        expect(SplitLot.Outcome.Split.class, split(6, BUYER));
        expect(ActivateLot.Outcome.Activated.class, activate(1));
        assertThat(ground.balance(Account.IN_CIRCULATION, order)).isEqualTo(cents(-600_00));
        assertThat(ground.lots(order)).extracting(Lot::booklets).containsExactly(6L, 3L, 1L);
        assertThat(activate(2)).isEqualTo(new ActivateLot.Outcome.NotFunded(cents(300_00), 0));
        assertThat(split(3, BUYER)).isEqualTo(new SplitLot.Outcome.Refused(OrderReason.LOT_ALREADY_ACTIVE));

        paysFace(400_00);
        expect(ActivateLot.Outcome.Activated.class, activate(2));
        expect(ActivateLot.Outcome.Activated.class, activate(3));
        assertThat(ground.balance(Account.IN_CIRCULATION, order)).isEqualTo(cents(-1_000_00));
    }

    @Test
    @DisplayName(
            "R-182 : le lot ne se partage que par carnets entiers, son histoire se lit ; le même partage demandé deux fois répond pareil, même après un autre ; son identifiant ne sert à rien d’autre")
    void a_split_is_asked_once() {
        var other = ground.ordered(2);
        var id = new LotId(UUID.randomUUID());
        var lot = ground.lot(order, 1);
        var split = expect(SplitLot.Outcome.Split.class, split(lot, 7, id));
        assertThat(split(lot, 7, id)).isEqualTo(split);
        expect(SplitLot.Outcome.Split.class, split(lot, 3, new LotId(UUID.randomUUID())));
        assertThat(expect(SplitLot.Outcome.Split.class, split(lot, 7, id)).separated())
                .isEqualTo(split.separated());

        var taken = new SplitLot.Outcome.Refused(OrderReason.ID_TAKEN);
        assertThat(split(lot, 6, id)).as("another share").isEqualTo(taken);
        assertThat(split(ground.lot(order, 3), 3, id)).as("another lot").isEqualTo(taken);
        assertThat(split(ground.lot(other, 1), 1, id)).as("another order").isEqualTo(taken);
        assertThat(split(lot, 2, lot.id())).as("a lot that was never split off").isEqualTo(taken);
        assertThat(ground.lots(order)).extracting(Lot::booklets).containsExactly(3L, 3L, 4L);
        // its history is whole, in the counts of each day.
        assertThat(ground.bean(LotSplits.class).of(order))
                .containsExactly(
                        new LotSplits.LotSplit(1, 2, 7, 3, ground.clock.instant(), SALES.reference()),
                        new LotSplits.LotSplit(1, 3, 3, 4, ground.clock.instant(), SALES.reference()));
        assertThat(ground.lots(other)).extracting(Lot::booklets).containsExactly(2L);
    }

    @Test
    @DisplayName("R-202 : un numéro de mandat ne fait bouger aucun compte, et n’active rien : l’argent n’est pas là")
    void a_mandate_number_is_not_money() {
        ground.received(order);
        var before = legs();
        assertThat(ground.bean(RecordMandate.class).handle(new RecordMandate.Command(order, "2026-4217", BUYER)))
                .isInstanceOf(RecordMandate.Outcome.Recorded.class);
        assertThat(ground.get(order).mandateNumber()).contains("2026-4217");
        ground.nextMorning();
        assertThat(legs()).isEqualTo(before);
        assertThat(activate(1)).isInstanceOf(ActivateLot.Outcome.NotFunded.class);
    }

    private long legs() {
        return ground.owner()
                .sql("SELECT count(*) FROM ledger.leg")
                .query(Long.class)
                .single();
    }

    private SplitLot.Outcome split(Lot lot, long keep, LotId id) {
        return ground.bean(SplitLot.class).handle(new SplitLot.Command(lot.id(), keep, id, SALES));
    }

    private SplitLot.Outcome split(long keep, coop.fairpass.directory.Actor by) {
        return ground.bean(SplitLot.class)
                .handle(new SplitLot.Command(ground.lot(order, 1).id(), keep, new LotId(UUID.randomUUID()), by));
    }

    @Test
    @DisplayName(
            "T6.1 (b) : payé sur le compte d’exploitation, un lot n’est actif qu’une fois l’argent porté au compte cantonné, par un virement annulé puis redemandé ; les autres attendent aussi")
    void paid_on_the_wrong_account() {
        ground.received(order);
        var other = ground.received(ground.ordered(1));
        ground.pays(OPERATING, cents(1_000_00), ground.face(order).reference());
        ground.pays(SEGREGATED, cents(100_00), ground.face(other).reference());
        ground.nextMorning();
        assertThat(ground.face(order).open()).isEqualTo(Money.ZERO);
        assertThat(activate(1)).isEqualTo(new ActivateLot.Outcome.NotFunded(cents(1_000_00), 0));
        assertThat(ground.activate(ground.lot(other, 1))).isEqualTo(refused(OrderReason.MONEY_ON_THE_WRONG_ACCOUNT));

        var receipt = ground.bean(Receivables.class)
                .receipts(ground.face(order).document())
                .getFirst();
        var transfers = ground.bean(InternalTransfers.class);
        assertThat(transfers.waiting()).singleElement().satisfies(waiting -> {
            assertThat(waiting.subject()).isEqualTo(receipt.id());
            assertThat(waiting.amount()).isEqualTo(cents(1_000_00));
        });
        var first = move(receipt.id());
        assertThat(move(receipt.id())).as("ordered once").isEqualTo(first);
        assertThat(transfers.waiting()).isEmpty();
        expect(InternalTransfers.Outcome.Done.class, transfers.cancel(first.id(), TREASURER));
        assertThat(transfers.waiting()).as("the bank never did it").hasSize(1);
        var moved = move(receipt.id());
        assertThat(moved.id()).isNotEqualTo(first.id());
        assertThat(moved.endToEndId()).isNotEqualTo(first.endToEndId());
        assertThat(move(receipt.id())).isEqualTo(moved);
        assertThat(activate(1)).isInstanceOf(ActivateLot.Outcome.NotFunded.class);
        ground.bean(SimulatedBank.class)
                .move(BankGround.OPERATING, BankGround.SEGREGATED, ground.today(), cents(1_000_00), moved.endToEndId());
        ground.nextMorning();
        expect(ActivateLot.Outcome.Activated.class, activate(1));
        expect(ActivateLot.Outcome.Activated.class, ground.activate(ground.lot(other, 1)));
    }

    private InternalTransfers.InternalTransfer move(UUID receipt) {
        return expect(
                        InternalTransfers.Outcome.Done.class,
                        ground.bean(InternalTransfers.class)
                                .order(
                                        receipt,
                                        InternalTransfers.Kind.FACE_VALUE,
                                        cents(1_000_00),
                                        Optional.of("FV"),
                                        TREASURER))
                .transfer();
    }

    @Test
    @DisplayName(
            "R-213 : un centime manque au compte cantonné : aucune activation jusqu’à ce qu’une personne dise comment c’est réparé")
    void one_cent_missing() {
        ground.active(order);
        var next = ground.received(ground.ordered(1));
        ground.bean(SimulatedBank.class).book(BankGround.SEGREGATED, ground.today(), cents(-1), "FRAIS");
        ground.nextMorning();
        ground.funds().prove(ground.today(), true);
        assertThat(ground.funds().openIncident().orElseThrow().gap()).isEqualTo(cents(-1));

        // The payer's 100 € cover the hole in figures; they are not ours to use.
        ground.pays(SEGREGATED, cents(100_00), ground.face(next).reference());
        ground.nextMorning();
        assertThat(ground.activate(ground.lot(next, 1))).isEqualTo(refused(OrderReason.COVERAGE_INCIDENT));
        assertThat(ground.funds().resolve("trésorière", "Rien n’a été fait."))
                .isEqualTo(SegregatedFunds.Closing.STILL_SHORT);
        assertThat(ground.ailments()).isNotEmpty();

        ground.pays(OPERATING, cents(50_00), "APPORT", 60);
        ground.nextMorning();
        var advance = expect(
                        InternalTransfers.Outcome.Done.class,
                        ground.bean(InternalTransfers.class)
                                .order(
                                        UUID.randomUUID(),
                                        InternalTransfers.Kind.ADVANCE,
                                        cents(1),
                                        Optional.empty(),
                                        TREASURER))
                .transfer();
        ground.bean(SimulatedBank.class)
                .move(BankGround.OPERATING, BankGround.SEGREGATED, ground.today(), cents(1), advance.endToEndId());
        ground.nextMorning();
        assertThat(ground.activate(ground.lot(next, 1))).isEqualTo(refused(OrderReason.COVERAGE_INCIDENT));
        assertThat(ground.funds().resolve("trésorière", "Avance de la coopérative."))
                .isEqualTo(SegregatedFunds.Closing.RESOLVED);
        expect(ActivateLot.Outcome.Activated.class, ground.activate(ground.lot(next, 1)));
    }

    @Test
    @DisplayName("le même lot activé par deux personnes au même instant : une fois dans les livres, un certificat")
    void the_same_lot_at_once() throws Exception {
        ground.received(order);
        paysFace(1_000_00);
        var outcomes = OrdersGround.atOnce(() -> activate(1), () -> activate(1));
        assertThat(outcomes).allSatisfy(outcome -> expect(ActivateLot.Outcome.Activated.class, outcome));
        assertThat(ground.balance(Account.IN_CIRCULATION, order)).isEqualTo(cents(-1_000_00));
        assertThat(ground.bean(Documents.class).about(ground.lot(order, 1).id().value()))
                .hasSize(1);
    }

    @Test
    @DisplayName("deux lots d’une commande, l’argent d’un seul, activés au même instant : un seul passe")
    void two_lots_and_the_money_of_one() throws Exception {
        order = ground.received(ground.ordered(5, 5));
        paysFace(999_99);
        var outcomes = OrdersGround.atOnce(() -> activate(1), () -> activate(2));
        assertThat(outcomes)
                .hasAtLeastOneElementOfType(ActivateLot.Outcome.Activated.class)
                .contains(new ActivateLot.Outcome.NotFunded(cents(1), 4));
        assertThat(ground.balance(Account.IN_CIRCULATION, order)).isEqualTo(cents(-500_00));
    }

    @Test
    @DisplayName("deux commandes financées, activées au même instant : les deux passent, l’une après l’autre")
    void two_orders_at_once() throws Exception {
        var other = ground.received(ground.ordered(2));
        ground.received(order);
        ground.pays(SEGREGATED, cents(200_00), ground.face(other).reference());
        paysFace(1_000_00);
        var outcomes = OrdersGround.atOnce(() -> activate(1), () -> ground.activate(ground.lot(other, 1)));
        assertThat(outcomes).allSatisfy(outcome -> expect(ActivateLot.Outcome.Activated.class, outcome));
        assertThat(ground.funds().coverage().circulating()).isEqualTo(cents(1_200_00));
        assertThat(List.of(ground.funds().coverage().gap())).containsExactly(Money.ZERO);
    }
}
