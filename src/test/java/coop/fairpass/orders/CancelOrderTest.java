package coop.fairpass.orders;

import static coop.fairpass.bank.AccountKind.OPERATING;
import static coop.fairpass.bank.AccountKind.SEGREGATED;
import static coop.fairpass.money.Money.cents;
import static coop.fairpass.orders.OrdersGround.BUYER;
import static coop.fairpass.orders.OrdersGround.PRODUCTION;
import static coop.fairpass.orders.OrdersGround.SALES;
import static coop.fairpass.orders.OrdersGround.STRANGE_BUYER;
import static coop.fairpass.orders.OrdersGround.expect;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.invoicing.Documents;
import coop.fairpass.invoicing.Invoice;
import coop.fairpass.ledger.Account;
import coop.fairpass.money.Money;
import coop.fairpass.notices.Notices;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

@DisplayName("R-012 : une commande abandonnée, et ses pièces reprises par des avoirs qui les nomment")
@ExtendWith(TestDatabase.class)
class CancelOrderTest {

    private final OrdersGround ground;

    CancelOrderTest(Db db, @TempDir Path home) {
        ground = new OrdersGround(db, home);
    }

    @AfterEach
    void close() {
        assertThat(ground.ailments()).isEmpty();
        ground.close();
    }

    private CancelOrder.Outcome cancel(OrderId order) {
        return ground.bean(CancelOrder.class).handle(new CancelOrder.Command(order, "projet abandonné", BUYER));
    }

    private List<Invoice> credits(OrderId order) {
        var documents = ground.bean(Documents.class);
        return documents.about(order.value()).stream()
                .filter(listed -> listed.number().startsWith("AV-"))
                .map(listed -> documents.invoice(listed.number()))
                .toList();
    }

    private void assertBalance(long cents, Account... accounts) {
        for (var account : accounts) {
            assertThat(ground.balance(account)).as(account.name()).isEqualTo(cents(cents));
        }
    }

    @Test
    @DisplayName(
            "R-012 : rien n’était payé : deux avoirs du même montant nomment l’appel et la facture ; plus rien n’est dû")
    void unpaid() {
        var order = ground.framed(ground.ordered(10));
        var call = ground.face(order);
        var fee = ground.fee(order);
        expect(CancelOrder.Outcome.Cancelled.class, cancel(order));
        expect(CancelOrder.Outcome.Cancelled.class, cancel(order));

        assertThat(credits(order))
                .extracting(
                        credit -> credit.preceding().orElseThrow().number().toString(),
                        credit -> credit.preceding().orElseThrow().issuedOn(),
                        credit -> credit.totals().beforeVat(),
                        credit -> credit.totals().vat())
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(
                                call.document(), call.issuedOn(), cents(1_000_00), Money.ZERO),
                        org.assertj.core.groups.Tuple.tuple(fee.document(), fee.issuedOn(), cents(40_00), cents(8_00)));
        assertThat(credits(order))
                .allSatisfy(credit -> assertThat(new String(
                                ground.bean(Documents.class)
                                        .xml(credit.number().toString())
                                        .orElseThrow(),
                                StandardCharsets.UTF_8))
                        .contains(credit.preceding().orElseThrow().number().toString()));
        assertBalance(
                0,
                Account.PAYER_CALLS,
                Account.CALLED_NOT_ACTIVE,
                Account.PAYER_FEES,
                Account.UPSTREAM_FEES,
                Account.PENDING_VAT,
                Account.COLLECTED_VAT,
                Account.OWED_TO_PAYERS);
        assertThat(ground.get(order).state()).isEqualTo(OrderState.CANCELLED);
        assertThat(ground.lots(order)).extracting(Lot::goods).containsExactly(Lot.Goods.CANCELLED);

        // Money that comes all the same finds no document and waits for a person.
        ground.pays(SEGREGATED, cents(1_000_00), call.reference());
        assertThat(ground.nextMorning().getFirst().parked()).isEqualTo(cents(1_000_00));
    }

    @Test
    @DisplayName(
            "R-012 : payée en partie : 600 € de valeur faciale et 20 € de frais sont dus au commanditaire, TVA reprise au centime")
    void partly_paid() {
        var order = ground.ordered(10);
        ground.pays(SEGREGATED, cents(600_00), ground.face(order).reference());
        ground.pays(OPERATING, cents(20_00), ground.fee(order).reference());
        ground.nextMorning();
        assertBalance(-3_33, Account.COLLECTED_VAT);
        expect(CancelOrder.Outcome.Cancelled.class, cancel(order));

        assertThat(credits(order))
                .extracting(credit -> credit.totals().withVat())
                .containsExactlyInAnyOrder(cents(1_000_00), cents(48_00));
        assertThat(ground.balance(Account.OWED_TO_PAYERS, order)).isEqualTo(cents(-600_00));
        assertBalance(-20_00, Account.PAYER_FEES);
        assertBalance(
                0,
                Account.PAYER_CALLS,
                Account.CALLED_NOT_ACTIVE,
                Account.UPSTREAM_FEES,
                Account.PENDING_VAT,
                Account.COLLECTED_VAT);
        assertThat(ground.funds().coverage().gap()).isEqualTo(Money.ZERO);
    }

    @Test
    @DisplayName("O22 : en production, à deux ; les frais restent dus : seul l’appel de fonds est repris")
    void in_production() {
        var order = ground.givenUp(ground.inProduction(ground.ordered(10)));
        assertThat(credits(order))
                .extracting(credit -> credit.preceding().orElseThrow().number().toString())
                .containsExactly(ground.face(order).document());
        assertBalance(48_00, Account.PAYER_FEES);
        assertBalance(0, Account.PAYER_CALLS, Account.CALLED_NOT_ACTIVE);
        assertThat(ground.fee(order).open()).isEqualTo(cents(48_00));
        assertThat(ground.bean(Orders.class).history(order).getLast().code()).isEqualTo("O22");
    }

    @Test
    @DisplayName("O22 : en production, une seule partie demande, peut le redemander et y renoncer ; rien n’est annulé")
    void one_side_is_not_enough() {
        var order = ground.inProduction(ground.ordered(10));
        expect(CancelOrder.Outcome.Asked.class, cancel(order));
        expect(CancelOrder.Outcome.Asked.class, cancel(order));
        var asks = ground.bean(CancellationAsks.class);
        assertThat(asks.open(order)).singleElement().satisfies(ask -> {
            assertThat(ask.side()).isEqualTo(CancellationAsks.Side.PAYER);
            assertThat(ask.why()).isEqualTo("projet abandonné");
        });
        assertThat(ground.get(order).state()).isEqualTo(OrderState.IN_PRODUCTION);
        assertThat(credits(order)).isEmpty();
        assertThat(ground.bean(Notices.class).lastOf(OrdersGround.COOPERATIVE, 5))
                .anySatisfy(notice -> assertThat(notice.text()).contains("projet abandonné"));

        var takeBack = ground.bean(TakeBackCancellation.class);
        assertThat(takeBack.handle(new TakeBackCancellation.Command(order, STRANGE_BUYER)))
                .isEqualTo(new TakeBackCancellation.Outcome.Refused(OrderReason.UNKNOWN_ORDER));
        expect(
                TakeBackCancellation.Outcome.TakenBack.class,
                takeBack.handle(new TakeBackCancellation.Command(order, SALES)));
        assertThat(asks.open(order)).as("the payer asked, only it takes back").hasSize(1);
        expect(
                TakeBackCancellation.Outcome.TakenBack.class,
                takeBack.handle(new TakeBackCancellation.Command(order, BUYER)));
        assertThat(asks.open(order)).isEmpty();
        expect(
                CancelOrder.Outcome.Asked.class,
                ground.bean(CancelOrder.class).handle(new CancelOrder.Command(order, "trop tard", SALES)));
        assertThat(ground.get(order).state()).isEqualTo(OrderState.IN_PRODUCTION);
    }

    @Test
    @DisplayName(
            "payée sur le compte d’exploitation : l’argent rejoint d’abord le compte cantonné, sinon l’annulation est refusée")
    void paid_on_the_wrong_account() {
        var order = ground.ordered(10);
        ground.pays(OPERATING, cents(1_000_00), ground.face(order).reference());
        ground.nextMorning();
        assertThat(cancel(order)).isEqualTo(new CancelOrder.Outcome.Refused(OrderReason.MONEY_ON_THE_WRONG_ACCOUNT));
        assertThat(ground.get(order).state()).isEqualTo(OrderState.ORDERED);
        assertThat(credits(order)).isEmpty();

        var others = ground.ordered(10);
        ground.pays(SEGREGATED, cents(1_000_00), ground.face(others).reference());
        ground.nextMorning();
        assertThat(cancel(order))
                .as("the money on the segregated account is another payer's")
                .isEqualTo(new CancelOrder.Outcome.Refused(OrderReason.MONEY_ON_THE_WRONG_ACCOUNT));
    }

    @Test
    @DisplayName(
            "un lot actif : plus d’annulation ; qui n’est pas du commanditaire ne voit rien ; la production ne décide pas")
    void too_late_or_not_yours() {
        var order = ground.active(ground.ordered(1));
        assertThat(cancel(order)).isEqualTo(new CancelOrder.Outcome.Refused(OrderReason.NOT_POSSIBLE_NOW));
        var other = ground.ordered(1);
        var cancelOrder = ground.bean(CancelOrder.class);
        assertThat(cancelOrder.handle(new CancelOrder.Command(other, "", STRANGE_BUYER)))
                .isEqualTo(new CancelOrder.Outcome.Refused(OrderReason.UNKNOWN_ORDER));
        assertThat(cancelOrder.handle(new CancelOrder.Command(other, "", PRODUCTION)))
                .isEqualTo(new CancelOrder.Outcome.Refused(OrderReason.NOT_ALLOWED));
    }

    @Test
    @DisplayName(
            "un devis abandonné ne fait aucune pièce ; signer et abandonner au même instant laisse des comptes justes")
    void quoted_or_at_once() throws Exception {
        var quoted = ground.described(OrdersGround.need(1), BUYER);
        ground.quote(quoted);
        expect(CancelOrder.Outcome.Cancelled.class, cancel(quoted));
        assertThat(credits(quoted)).isEmpty();
        assertThat(ground.accept(quoted, BUYER)).isInstanceOf(AcceptQuote.Outcome.Refused.class);

        var raced = ground.described(OrdersGround.need(1), BUYER);
        ground.quote(raced);
        var outcomes = OrdersGround.<Object>atOnce(() -> ground.accept(raced, BUYER), () -> cancel(raced));
        assertThat(outcomes.get(1)).isInstanceOf(CancelOrder.Outcome.Cancelled.class);
        assertThat(credits(raced)).hasSize(outcomes.getFirst() instanceof AcceptQuote.Outcome.Signed ? 2 : 0);
        assertBalance(0, Account.PAYER_CALLS, Account.CALLED_NOT_ACTIVE, Account.PAYER_FEES, Account.UPSTREAM_FEES);
    }

    @Test
    @DisplayName(
            "R-026 : l’argent arrive pendant que l’on annule : il n’entre pas dans l’appel repris, il attend quelqu’un")
    void paid_while_cancelled() throws Exception {
        var order = ground.ordered(10);
        var call = ground.face(order).reference();
        ground.pays(SEGREGATED, cents(1_000_00), call);
        try (var thread = Executors.newSingleThreadExecutor()) {
            var imported = ground.db.transactions().execute(_ -> {
                expect(CancelOrder.Outcome.Cancelled.class, cancel(order));
                var importing = thread.submit(ground::nextMorning);
                while (!importing.isDone() && waiting() == 0) {
                    Thread.onSpinWait();
                }
                return importing; // what was done is committed now
            });
            assertThat(imported.get()).hasSize(1);
        }
        assertThat(ground.face(order).received()).isEqualTo(Money.ZERO);
        assertBalance(-1_000_00, Account.UNIDENTIFIED_SEGREGATED);
    }

    /** How many wait for a lock of this database. */
    private int waiting() {
        return JdbcClient.create(ground.db.owner())
                .sql("""
                        SELECT count(*) FROM pg_stat_activity
                         WHERE datname = current_database() AND wait_event_type = 'Lock'
                        """)
                .query(Integer.class)
                .single();
    }
}
