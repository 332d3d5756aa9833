package coop.fairpass.booklets;

import static coop.fairpass.booklets.Ground.AGENT;
import static coop.fairpass.booklets.Ground.BUYER;
import static coop.fairpass.booklets.Ground.CENTRE;
import static coop.fairpass.booklets.Ground.LIBRARY;
import static coop.fairpass.booklets.Ground.MANAGER;
import static coop.fairpass.booklets.Ground.STRANGE_BUYER;
import static coop.fairpass.orders.OrdersGround.SALES;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.directory.Actor;
import coop.fairpass.orders.CancelOrder;
import coop.fairpass.orders.OrderId;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.event.EventListener;
import org.springframework.transaction.support.TransactionSynchronizationManager;

@DisplayName("Le stock que personne ne remet est retiré")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EndOfStockTest {

    private Ground ground;

    @BeforeAll
    void open(Db db, @TempDir Path home) {
        ground = new Ground(db, home, Heard.class);
    }

    /** Who credits withdrawn stock, in the same transaction. */
    static class Heard {

        final List<OrderId> orders = new ArrayList<>();

        @EventListener
        void hear(StockWithdrawn withdrawn) {
            assertThat(TransactionSynchronizationManager.isActualTransactionActive())
                    .isTrue();
            orders.add(withdrawn.order());
        }
    }

    private OrderId order;

    @BeforeEach
    void stock_five() {
        ground.clock.set("2026-11-10T10:00");
        ground.bean(Heard.class).orders.clear();
        order = ground.activeOrder(5);
    }

    @AfterEach
    void nothing_is_broken() {
        assertThat(ground.broken()).isEmpty();
    }

    private void run(String day) {
        ground.clock.set(day + "T03:00");
        ground.bean(BookletDueDates.class).run(LocalDate.parse(day));
    }

    private BookletState state(int place) {
        return ground.state(ground.number(order, place));
    }

    private List<LocalDate> withdrawnOn(int place) {
        return ground.db
                .jdbc()
                .sql("SELECT withdrawn_on FROM booklets.booklet_facts(:number) WHERE withdrawn_on IS NOT NULL")
                .param("number", ground.number(order, place).value())
                .query(LocalDate.class)
                .list();
    }

    // ── By the calendar ──────────────────────────────────────────────────────────────────────────────────────────

    @Test
    @DisplayName(
            "R-044, B15 : le lendemain du 31/12, ce qui est en stock ou en chemin est retiré, ce qui est remis ne l’est pas")
    void stock_is_withdrawn_after_its_validity() {
        ground.handOver(ground.number(order, 1), AGENT);
        ground.bean(TransferBooklets.class)
                .handle(new TransferBooklets.Command(
                        UUID.randomUUID(), CENTRE, BookletRanges.of(ground.number(order, 2)), MANAGER));
        run("2026-12-31");
        assertThat(state(3)).isEqualTo(BookletState.IN_STOCK);
        run("2027-01-01");
        assertThat(state(1)).isEqualTo(BookletState.HANDED_OVER);
        assertThat(state(2)).isEqualTo(BookletState.WITHDRAWN);
        assertThat(state(3)).isEqualTo(BookletState.WITHDRAWN);
        assertThat(withdrawnOn(3)).containsExactly(LocalDate.of(2027, 1, 1));
        run("2027-01-02");
        assertThat(withdrawnOn(3)).containsExactly(LocalDate.of(2027, 1, 1));
    }

    @Test
    @DisplayName("R-336 : un jour manqué se rattrape, à la date où cela devait être")
    void a_missed_day_is_caught_up() {
        run("2027-01-15");
        assertThat(withdrawnOn(1)).containsExactly(LocalDate.of(2027, 1, 1));
    }

    @ParameterizedTest(name = "B15 : manquant depuis le 10/11, le {0} : {1}")
    @CsvSource({"2026-11-19, MISSING", "2026-11-20, WITHDRAWN"})
    void what_is_missing_is_given_up_after_ten_days(String day, BookletState expected) {
        miss(order, 1);
        run(day);
        assertThat(state(1)).isEqualTo(expected);
        assertThat(state(2)).isEqualTo(BookletState.IN_STOCK);
    }

    @Test
    @DisplayName("V14 : manquant d’un lot jamais activé, il est annulé")
    void missing_of_a_lot_never_active_is_cancelled() {
        var waiting = ground.stockedOrder(2);
        miss(waiting, 1);
        run("2026-11-20");
        assertThat(ground.state(ground.number(waiting, 1))).isEqualTo(BookletState.CANCELLED);
        assertThat(ground.state(ground.number(waiting, 2))).isEqualTo(BookletState.IN_STOCK);
    }

    @Test
    @DisplayName("V14 : les carnets d’un lot annulé sont annulés, où qu’ils soient")
    void booklets_of_a_cancelled_lot_are_cancelled() {
        var given = ground.printedOrder(3);
        ground.ship(
                ground.lot(given, 1),
                LIBRARY,
                BookletRanges.of(ground.range(given, 1)).first(2));
        ground.bean(CancelOrder.class).handle(new CancelOrder.Command(given, "abandon", BUYER));
        ground.bean(CancelOrder.class).handle(new CancelOrder.Command(given, "abandon", SALES));
        run("2026-11-11");
        for (int place = 1; place <= 3; place++) {
            assertThat(ground.state(ground.number(given, place))).isEqualTo(BookletState.CANCELLED);
        }
        run("2026-11-12");
        assertThat(state(1)).isEqualTo(BookletState.IN_STOCK);
    }

    private void miss(OrderId of, int place) {
        var stock = ground.bean(Stock.class).of(LIBRARY, MANAGER).stream()
                .map(Stock.Held::booklets)
                .reduce(BookletRanges.NONE, BookletRanges::plus);
        var absent = BookletRanges.of(BookletRange.of(ground.number(of, place)));
        ground.bean(CountStock.class).handle(new CountStock.Command(stock.minus(absent), Optional.of(1L), MANAGER));
    }

    // ── At the payer's request ───────────────────────────────────────────────────────────────────────────────────

    private WithdrawStock.Outcome withdraw(UUID id, long booklets, Actor by) {
        return ground.bean(WithdrawStock.class).handle(new WithdrawStock.Command(id, order, LIBRARY, booklets, by));
    }

    @Test
    @DisplayName(
            "V15 : le commanditaire retire le stock d’un distributeur, en disant combien il en a lu ; une fois, et c’est crédité")
    void a_payer_withdraws_stock() {
        ground.handOver(ground.number(order, 1), AGENT);
        var id = UUID.randomUUID();
        assertThat(withdraw(id, 5, BUYER)).isEqualTo(new WithdrawStock.Outcome.Refused(BookletReason.CHANGED_SINCE));
        assertThat(ground.bean(Heard.class).orders).isEmpty();
        assertThat(withdraw(id, 4, BUYER)).isEqualTo(new WithdrawStock.Outcome.Withdrawn(4));
        assertThat(withdraw(id, 4, BUYER)).isEqualTo(new WithdrawStock.Outcome.Withdrawn(4));
        var taken = new WithdrawStock.Outcome.Refused(BookletReason.ID_TAKEN);
        assertThat(withdraw(id, 3, BUYER)).as("another count").isEqualTo(taken);
        assertThat(ground.bean(WithdrawStock.class)
                        .handle(new WithdrawStock.Command(id, order, Ground.CENTRE, 4, BUYER)))
                .as("another distributor")
                .isEqualTo(taken);
        assertThat(ground.bean(WithdrawStock.class)
                        .handle(new WithdrawStock.Command(id, ground.stockedOrder(4), LIBRARY, 4, BUYER)))
                .as("another order")
                .isEqualTo(taken);
        assertThat(ground.bean(Heard.class).orders).containsExactly(order);
        assertThat(state(1)).isEqualTo(BookletState.HANDED_OVER);
        assertThat(state(2)).isEqualTo(BookletState.WITHDRAWN);
        assertThat(withdrawnOn(2)).containsExactly(LocalDate.of(2026, 11, 10));
        assertThat(ground.handOver(ground.number(order, 2), AGENT))
                .isEqualTo(new HandOverBooklet.Outcome.Refused(BookletReason.WITHDRAWN));
        assertThat(withdraw(UUID.randomUUID(), 4, BUYER))
                .isEqualTo(new WithdrawStock.Outcome.Refused(BookletReason.NOT_AVAILABLE));
    }

    @Test
    @DisplayName("V15 : seul le commanditaire de la commande retire, d’un lot activé, jusqu’au dernier jour")
    void withdrawing_is_refused() {
        assertThat(withdraw(UUID.randomUUID(), 5, MANAGER))
                .isEqualTo(new WithdrawStock.Outcome.Refused(BookletReason.NOT_ALLOWED));
        assertThat(withdraw(UUID.randomUUID(), 5, STRANGE_BUYER))
                .isEqualTo(new WithdrawStock.Outcome.Refused(BookletReason.UNKNOWN_ORDER));
        ground.clock.set("2027-01-01T00:00");
        assertThat(withdraw(UUID.randomUUID(), 5, BUYER))
                .isEqualTo(new WithdrawStock.Outcome.Refused(BookletReason.NOT_POSSIBLE_NOW));
        ground.clock.set("2026-11-10T10:00");
        order = ground.stockedOrder(2);
        assertThat(withdraw(UUID.randomUUID(), 2, BUYER))
                .isEqualTo(new WithdrawStock.Outcome.Refused(BookletReason.NOT_POSSIBLE_NOW));
    }

    @Test
    @DisplayName(
            "remettre et retirer au même instant : un carnet est remis ou retiré, et le compte est celui qu’on a dit")
    void withdrawing_and_handing_over_at_once() throws Exception {
        var outcomes = MovesTest.<Object>together(
                () -> withdraw(UUID.randomUUID(), 5, BUYER), () -> ground.handOver(ground.number(order, 3), AGENT));
        boolean isWithdrawn = outcomes.getFirst() instanceof WithdrawStock.Outcome.Withdrawn;
        assertThat(outcomes.getFirst())
                .isEqualTo(
                        isWithdrawn
                                ? new WithdrawStock.Outcome.Withdrawn(5)
                                : new WithdrawStock.Outcome.Refused(BookletReason.CHANGED_SINCE));
        assertThat(state(3)).isEqualTo(isWithdrawn ? BookletState.WITHDRAWN : BookletState.HANDED_OVER);
    }
}
