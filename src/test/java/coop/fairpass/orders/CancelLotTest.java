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
import coop.fairpass.expiry.Credits;
import coop.fairpass.invoicing.Documents;
import coop.fairpass.ledger.Account;
import coop.fairpass.money.Money;
import coop.fairpass.notices.Notices;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Un lot jamais activé est annulé seul : non payé, il n’est plus dû ; payé, il est à rendre (O22, V14)")
@ExtendWith(TestDatabase.class)
class CancelLotTest {

    private static final String LAST_DAY = "2026-12-31T10:00";
    private static final String AFTER_VALIDITY = "2027-01-01T10:00";

    private final OrdersGround ground;

    CancelLotTest(Db db, @TempDir Path home) {
        ground = new OrdersGround(db, home);
    }

    @AfterEach
    void close() {
        assertThat(ground.ailments()).isEmpty();
        ground.close();
    }

    private CancelLot.Outcome cancel(Lot lot, coop.fairpass.directory.Actor by) {
        return ground.bean(CancelLot.class).handle(new CancelLot.Command(lot.id(), "trop de carnets", by));
    }

    private CancelLot.Outcome cancel(Lot lot) {
        expect(CancelLot.Outcome.Asked.class, cancel(lot, BUYER));
        return cancel(lot, SALES);
    }

    private void paysFace(OrderId order, long cents) {
        ground.pays(SEGREGATED, cents(cents), ground.face(order).reference());
        ground.nextMorning();
    }

    /** Lots of 4 and 2 booklets of 100 €, received, so much paid, the first one active. */
    private OrderId running(long paid) {
        var order = ground.received(ground.ordered(4, 2));
        paysFace(order, paid);
        expect(ActivateLot.Outcome.Activated.class, ground.activate(ground.lot(order, 1)));
        return order;
    }

    @Test
    @DisplayName(
            "M12, M13 : 600 € appelés, 500 payés, 400 actifs : 100 ne sont plus dus, 100 sont à rendre, un avoir les dit")
    void partly_paid() {
        var order = running(500_00);
        var lot = ground.lot(order, 2);
        assertThat(expect(CancelLot.Outcome.Cancelled.class, cancel(lot)).givenBack())
                .isEqualTo(cents(100_00));
        assertThat(cancel(lot, BUYER)).as("already done").isInstanceOf(CancelLot.Outcome.Cancelled.class);

        assertThat(ground.balance(Account.PAYER_CALLS, order)).isEqualTo(Money.ZERO);
        assertThat(ground.balance(Account.CALLED_NOT_ACTIVE, order)).isEqualTo(Money.ZERO);
        assertThat(ground.balance(Account.OWED_TO_PAYERS, order)).isEqualTo(cents(-100_00));
        assertThat(ground.balance(Account.IN_CIRCULATION, order)).isEqualTo(cents(-400_00));
        assertThat(ground.face(order).open()).isEqualTo(Money.ZERO);
        assertThat(ground.fee(order).open())
                .as("the booklets were made")
                .isEqualTo(ground.fee(order).total());
        assertThat(ground.lot(order, 2).goods()).isEqualTo(Lot.Goods.CANCELLED);
        var documents = ground.bean(Documents.class);
        assertThat(documents.about(lot.id().value())).singleElement().satisfies(listed -> {
            var credit = documents.invoice(listed.number());
            assertThat(credit.totals().withVat()).isEqualTo(cents(200_00));
            assertThat(credit.lines())
                    .singleElement()
                    .satisfies(line -> assertThat(line.description()).endsWith(", lot 2"));
            assertThat(credit.preceding().orElseThrow().number().toString())
                    .isEqualTo(ground.face(order).document());
        });
        assertThat(ground.bean(Notices.class).lastOf(OrdersGround.COMPANY, 5))
                .anySatisfy(notice -> assertThat(notice.text()).contains("lot 2", "100,00"));
        assertThat(ground.get(order).state()).isEqualTo(OrderState.RUNNING);
    }

    @Test
    @DisplayName("ce qui est à rendre se demande et se rembourse comme un avoir, pendant que la commande continue")
    void what_is_owed_back_is_refunded() {
        var order = running(600_00);
        expect(CancelLot.Outcome.Cancelled.class, cancel(ground.lot(order, 2)));
        var credits = ground.bean(Credits.class);
        assertThat(credits.available(ground.get(order))).isEqualTo(cents(200_00));
        assertThat(credits.askRefund(UUID.randomUUID(), order, cents(200_00), BUYER))
                .isEqualTo(new Credits.Outcome.Done(Money.ZERO));
        assertThat(ground.activate(ground.lot(order, 2)))
                .as("its money is no longer there for it")
                .isInstanceOf(ActivateLot.Outcome.Refused.class);
    }

    @Test
    @DisplayName("non payé : plus rien n’est appelé pour lui, et l’argent d’un autre lot ne lui est pas pris")
    void unpaid() {
        var order = ground.received(ground.ordered(4, 2));
        paysFace(order, 100_00);
        assertThat(expect(CancelLot.Outcome.Cancelled.class, cancel(ground.lot(order, 1)))
                        .givenBack())
                .isEqualTo(Money.ZERO);
        assertThat(ground.face(order).open()).isEqualTo(cents(100_00));
        paysFace(order, 100_00);
        expect(ActivateLot.Outcome.Activated.class, ground.activate(ground.lot(order, 2)));
        assertThat(ground.balance(Account.CALLED_NOT_ACTIVE, order)).isEqualTo(Money.ZERO);
    }

    @Test
    @DisplayName("un lot annulé puis toute la commande : l’avoir de la commande ne reprend que ce qui restait appelé")
    void then_the_whole_order() {
        var order = ground.received(ground.ordered(4, 2));
        paysFace(order, 500_00);
        expect(CancelLot.Outcome.Cancelled.class, cancel(ground.lot(order, 2)));
        assertThat(cancel(ground.lot(order, 1), BUYER))
                .isEqualTo(new CancelLot.Outcome.Refused(OrderReason.CANCEL_THE_WHOLE_ORDER));
        ground.givenUp(order);
        var documents = ground.bean(Documents.class);
        assertThat(documents.about(order.value()))
                .filteredOn(listed -> listed.number().startsWith("AV-"))
                .singleElement()
                .satisfies(listed -> assertThat(
                                documents.invoice(listed.number()).totals().withVat())
                        .isEqualTo(cents(400_00)));
        assertThat(ground.balance(Account.OWED_TO_PAYERS, order)).isEqualTo(cents(-500_00));
        assertThat(ground.balance(Account.PAYER_CALLS, order)).isEqualTo(Money.ZERO);
        assertThat(ground.balance(Account.CALLED_NOT_ACTIVE, order)).isEqualTo(Money.ZERO);
    }

    @Test
    @DisplayName(
            "un lot actif ne s’annule pas, ni celui d’autrui, ni par la production ; une partie seule n’annule rien")
    void refused() {
        var order = running(400_00);
        assertThat(cancel(ground.lot(order, 1), BUYER))
                .isEqualTo(new CancelLot.Outcome.Refused(OrderReason.LOT_ALREADY_ACTIVE));
        var lot = ground.lot(order, 2);
        assertThat(cancel(lot, STRANGE_BUYER)).isEqualTo(new CancelLot.Outcome.Refused(OrderReason.UNKNOWN_LOT));
        assertThat(cancel(lot, PRODUCTION)).isEqualTo(new CancelLot.Outcome.Refused(OrderReason.NOT_ALLOWED));
        var made = ground.inProduction(ground.ordered(1, 1));
        assertThat(cancel(ground.lot(made, 1), BUYER))
                .isEqualTo(new CancelLot.Outcome.Refused(OrderReason.NOT_POSSIBLE_NOW));
        expect(CancelLot.Outcome.Asked.class, cancel(lot, SALES));
        expect(CancelLot.Outcome.Asked.class, cancel(lot, SALES));
        assertThat(ground.lot(order, 2).goods()).isEqualTo(Lot.Goods.RECEIVED);
        assertThat(ground.face(order).open()).isEqualTo(cents(200_00));
    }

    @Test
    @DisplayName("payé sur le compte d’exploitation : rien n’est rendu avec l’argent des autres, la demande attend")
    void on_the_wrong_account() {
        var others = ground.ordered(10);
        paysFace(others, 1_000_00);
        var order = ground.received(ground.ordered(4, 2));
        ground.pays(OPERATING, cents(600_00), ground.face(order).reference());
        ground.nextMorning();
        var lot = ground.lot(order, 2);
        assertThat(cancel(lot)).isEqualTo(new CancelLot.Outcome.Refused(OrderReason.MONEY_ON_THE_WRONG_ACCOUNT));
        assertThat(ground.bean(CancellationAsks.class).open(order)).hasSize(1);
        assertThat(ground.lot(order, 2).goods()).isEqualTo(Lot.Goods.RECEIVED);
    }

    @Test
    @DisplayName(
            "V14 : après la fin de validité l’échéance l’annule, ses carnets aussi, et le commanditaire est payé de retour")
    void by_the_clock() {
        var order = running(600_00);
        expect(CancelLot.Outcome.Asked.class, cancel(ground.lot(order, 2), BUYER));
        ground.clock.set(LAST_DAY);
        ground.due();
        assertThat(ground.lot(order, 2).goods()).isEqualTo(Lot.Goods.RECEIVED);
        ground.clock.set(AFTER_VALIDITY);
        assertThat(ground.activate(ground.lot(order, 2))).isInstanceOf(ActivateLot.Outcome.Refused.class);
        ground.due();
        ground.due();
        assertThat(ground.lot(order, 2).goods()).isEqualTo(Lot.Goods.CANCELLED);
        assertThat(ground.balance(Account.OWED_TO_PAYERS, order)).isEqualTo(cents(-200_00));
        assertThat(ground.bean(CancellationAsks.class).open(order)).isEmpty();
        assertThat(ground.bean(Credits.class).available(ground.get(order))).isEqualTo(cents(200_00));
        assertThat(states(ground.lot(order, 2))).containsOnly("CANCELLED");
        assertThat(states(ground.lot(order, 1))).containsOnly("WITHDRAWN");
    }

    @Test
    @DisplayName(
            "aucun lot ne fut actif : après la fin de validité, les deux parties sont prévenues d’annuler la commande")
    void never_used() {
        var order = ground.paid(ground.received(ground.ordered(1)));
        ground.clock.set(AFTER_VALIDITY);
        assertThat(ground.activate(ground.lot(order, 1)))
                .isEqualTo(new ActivateLot.Outcome.Refused(OrderReason.VALIDITY_OVER));
        ground.due();
        for (var party : List.of(OrdersGround.COMPANY, OrdersGround.COOPERATIVE)) {
            assertThat(ground.bean(Notices.class).lastOf(party, 50))
                    .filteredOn(notice -> notice.key().startsWith("never-used/"))
                    .hasSize(1);
        }
        ground.givenUp(order);
        assertThat(ground.balance(Account.OWED_TO_PAYERS, order)).isEqualTo(cents(-100_00));
    }

    @Test
    @DisplayName("O20 : une commande ne se clôt pas tant que l’argent d’un lot jamais activé n’est ni actif ni rendu")
    void not_closed_before() {
        var order = running(600_00);
        ground.db
                .jdbc()
                .sql("UPDATE orders.voucher_order SET state = 'RECONCILED' WHERE id = :id")
                .param("id", order.value())
                .update();
        assertThat(ground.bean(Credits.class).close(order, TREASURER))
                .isEqualTo(new Credits.Outcome.Refused(coop.fairpass.expiry.ExpiryReason.LOT_NEVER_ACTIVE));
        ground.db
                .jdbc()
                .sql("UPDATE orders.voucher_order SET state = 'RUNNING' WHERE id = :id")
                .param("id", order.value())
                .update();
    }

    private List<String> states(Lot lot) {
        return ground.db
                .jdbc()
                .sql("SELECT state FROM booklets.span WHERE lot = :lot")
                .param("lot", lot.code())
                .query(String.class)
                .list();
    }
}
