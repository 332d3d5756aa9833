package coop.fairpass.booklets;

import static coop.fairpass.booklets.Ground.AGENT;
import static coop.fairpass.booklets.Ground.CENTRE;
import static coop.fairpass.booklets.Ground.COLLEAGUE;
import static coop.fairpass.booklets.Ground.LIBRARY;
import static coop.fairpass.booklets.Ground.MANAGER;
import static coop.fairpass.orders.OrdersGround.SALES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.orders.LotId;
import coop.fairpass.orders.OrderId;
import coop.fairpass.orders.SplitLot;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;

/** Booklets that stand alike share a row; threads take steps with some of them at once, and none takes another's. */
@DisplayName("Des carnets voisins vont ensemble jusqu’à ce qu’une personne, ou plusieurs à la fois, les séparent")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NeighboursTest {

    private static final String SINCE = "UPDATE booklets.span SET since = since %s 1 WHERE first_booklet = %d";
    private static final String STATE = "UPDATE booklets.span SET state = '%s' WHERE first_booklet = %d";

    private Ground ground;

    @BeforeAll
    void open(Db db, @TempDir Path home) {
        ground = new Ground(db, home);
    }

    @AfterEach
    void nothing_is_broken() {
        assertThat(ground.broken()).isEmpty();
    }

    // ── Spans ────────────────────────────────────────────────────────────────────────────────────────────────────

    @Test
    @DisplayName("un lot est une ligne jusqu’au stock ; remettre un carnet la coupe là où il est, et pas ailleurs")
    void a_lot_is_one_span_until_it_is_handed_over() {
        var order = ground.activeOrder(9);
        assertThat(spans(order)).containsExactly("1-9 IN_STOCK");
        ground.handOver(ground.number(order, 4), AGENT);
        assertThat(spans(order)).containsExactly("1-3 IN_STOCK", "4-4 HANDED_OVER", "5-9 IN_STOCK");
        ground.handOver(ground.number(order, 1), AGENT);
        ground.handOver(ground.number(order, 9), AGENT);
        ground.handOver(ground.number(order, 3), AGENT);
        assertThat(spans(order))
                .containsExactly(
                        "1-1 HANDED_OVER",
                        "2-2 IN_STOCK",
                        "3-3 HANDED_OVER",
                        "4-4 HANDED_OVER",
                        "5-8 IN_STOCK",
                        "9-9 HANDED_OVER");
    }

    @Test
    @DisplayName(
            "R-078 : plusieurs chèques de carnets voisins, jamais remis : chacun des carnets a sa remise, donc sa ligne")
    void what_is_inferred_together_stands_alone() {
        var order = ground.activeOrder(5);
        var range = ground.range(order, 1);
        infer(BookletRanges.of(new BookletRange(range.first() + 1, range.first() + 3)));
        assertThat(spans(order))
                .containsExactly(
                        "1-1 IN_STOCK", "2-2 HANDED_OVER", "3-3 HANDED_OVER", "4-4 HANDED_OVER", "5-5 IN_STOCK");
    }

    @Test
    @DisplayName("un acte sur des carnets épars de plusieurs lots les coupe tous, chacun à sa place")
    void scattered_booklets_are_cut_at_once() {
        var first = ground.activeOrder(8);
        var second = ground.activeOrder(4);
        var sent = BookletRanges.ofNumbers(List.of(
                ground.number(first, 2),
                ground.number(first, 3),
                ground.number(first, 6),
                ground.number(first, 8),
                ground.number(second, 1),
                ground.number(second, 3)));
        assertThat(transfer(sent)).isInstanceOf(TransferBooklets.Outcome.Sent.class);
        assertThat(spans(first))
                .containsExactly(
                        "1-1 IN_STOCK",
                        "2-3 IN_TRANSIT",
                        "4-5 IN_STOCK",
                        "6-6 IN_TRANSIT",
                        "7-7 IN_STOCK",
                        "8-8 IN_TRANSIT");
        assertThat(spans(second)).containsExactly("1-1 IN_TRANSIT", "2-2 IN_STOCK", "3-3 IN_TRANSIT", "4-4 IN_STOCK");
    }

    @ParameterizedTest(name = "l’application n’écrit pas elle-même où commence et finit une ligne : {0}")
    @ValueSource(
            strings = {
                "INSERT INTO booklets.span SELECT 999999999, 999999999, holder, lot, since, size, generation, state"
                        + " FROM booklets.span",
                "UPDATE booklets.span SET last_booklet = last_booklet + 1",
                "UPDATE booklets.span SET first_booklet = first_booklet - 1",
                "UPDATE booklets.span SET size = 15",
                "UPDATE booklets.numbering SET last_number = 7",
                "DELETE FROM booklets.span"
            })
    void bounds_are_not_the_applications(String sql) {
        assertThatThrownBy(() -> ground.db.jdbc().sql(sql).update())
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageContaining("permission denied");
    }

    @Test
    @DisplayName("couper la même ligne à deux sans l’avoir verrouillée ne la coupe qu’une fois : rien ne se recouvre")
    void cutting_without_a_lock_never_overlaps() throws Exception {
        var order = ground.activeOrder(9);
        long first = ground.range(order, 1).first();
        whileUncommitted(() -> cut(first + 3), () -> cut(first + 6));
        assertThat(spans(order)).containsExactly("1-3 IN_STOCK", "4-9 IN_STOCK");
    }

    private Object cut(long number) {
        return ground.db
                .jdbc()
                .sql("SELECT booklets.cut(ARRAY[:number::bigint])")
                .param("number", number)
                .query((_, _) -> 0)
                .single();
    }

    // ── Who comes second finds what the first one left ───────────────────────────────────────────────────────────

    @Test
    @DisplayName("R-071 : qui attend la remise du carnet voisin remet le sien")
    void who_waits_finds_the_span_cut() throws Exception {
        var order = ground.activeOrder(9);
        for (int[] pair : new int[][] {{4, 3}, {6, 5}, {8, 9}}) {
            var outcome = whileUncommitted(
                    () -> ground.handOver(ground.number(order, pair[0]), AGENT),
                    () -> ground.handOver(ground.number(order, pair[1]), COLLEAGUE));
            assertThat(outcome).isInstanceOf(HandOverBooklet.Outcome.HandedOver.class);
        }
        assertThat(spans(order))
                .startsWith("1-2 IN_STOCK")
                .contains("7-7 IN_STOCK")
                .hasSize(8);
    }

    @Test
    @DisplayName("R-071 : qui attend la remise du même carnet la trouve faite")
    void who_waits_finds_the_booklet_handed_over() throws Exception {
        var order = ground.activeOrder(3);
        var two = ground.number(order, 2);
        assertThat(whileUncommitted(() -> ground.handOver(two, AGENT), () -> ground.handOver(two, COLLEAGUE)))
                .isEqualTo(new HandOverBooklet.Outcome.Refused(BookletReason.ALREADY_HANDED_OVER));
    }

    @Test
    @DisplayName("R-065 : qui transfère tout attend une remise, et n’a plus tout")
    void who_sends_all_finds_one_handed_over() throws Exception {
        var order = ground.activeOrder(9);
        var all = BookletRanges.of(ground.range(order, 1));
        assertThat(whileUncommitted(() -> ground.handOver(ground.number(order, 5), AGENT), () -> transfer(all)))
                .isEqualTo(new TransferBooklets.Outcome.Refused(BookletReason.NOT_IN_YOUR_STOCK));
        var five = BookletRanges.of(ground.number(order, 5));
        assertThat(whileUncommitted(
                        () -> ground.handOver(ground.number(order, 2), AGENT),
                        () -> transfer(all.minus(five).minus(BookletRanges.of(ground.number(order, 2))))))
                .as("the others, in three pieces of which two were one")
                .isInstanceOf(TransferBooklets.Outcome.Sent.class);
    }

    @Test
    @DisplayName("R-067 : qui confirme un inventaire attend une remise : ce n’est plus ce qu’il a lu")
    void who_counts_finds_one_handed_over() throws Exception {
        var order = ground.activeOrder(6);
        var stock = stock();
        var absent = BookletRanges.of(ground.range(order, 1)).first(3);
        assertThat(whileUncommitted(
                        () -> ground.handOver(ground.number(order, 2), AGENT), () -> count(stock.minus(absent), 3)))
                .isEqualTo(new CountStock.Outcome.Refused(BookletReason.CHANGED_SINCE));
        assertThat(whileUncommitted(
                        () -> ground.handOver(ground.number(order, 6), AGENT), () -> count(stock().minus(absent), 2)))
                .isInstanceOf(CountStock.Outcome.Compared.class);
        assertThat(spans(order))
                .containsExactly("1-1 MISSING", "2-2 HANDED_OVER", "3-3 MISSING", "4-5 IN_STOCK", "6-6 HANDED_OVER");
    }

    /** The second act begins, and waits, while the first is done and not committed; gives what the second answered. */
    private <T> T whileUncommitted(Callable<?> first, Callable<T> second) throws Exception {
        try (var thread = Executors.newSingleThreadExecutor()) {
            var waiting = ground.db.transactions().execute(_ -> {
                try {
                    first.call();
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
                var started = thread.submit(second);
                awaitSomebodyWaiting();
                return started;
            });
            return Objects.requireNonNull(waiting).get();
        }
    }

    /** Until PostgreSQL itself says that another waits for us. */
    private void awaitSomebodyWaiting() {
        awaitWaiting(1);
    }

    private void awaitWaiting(int howMany) {
        while (ground.owner()
                        .sql("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                                + " AND wait_event_type = 'Lock'")
                        .query(Integer.class)
                        .single()
                < howMany) {
            Thread.onSpinWait();
        }
    }

    @Test
    @DisplayName(
            "qui a attendu une ligne et la trouve changée la rend avant de chercher encore : personne n’attend en rond")
    void who_looks_again_holds_nothing() throws Exception {
        var order = ground.activeOrder(3);
        var below = ground.number(order, 2);
        var above = ground.number(order, 3);
        assertThat(transfer(BookletRanges.of(below))).isInstanceOf(TransferBooklets.Outcome.Sent.class);
        var both = BookletRanges.ofNumbers(List.of(below, above));
        var booklets = ground.bean(Booklets.class);
        Callable<BookletRanges> inStock =
                () -> ground.db.transactions().execute(_ -> booklets.lock(both, BookletState.IN_STOCK));
        Callable<BookletRanges> anywhere = () -> ground.db
                .transactions()
                .execute(_ -> booklets.lock(
                        both, EnumSet.of(BookletState.IN_STOCK, BookletState.IN_TRANSIT), Optional.empty()));

        try (var threads = Executors.newFixedThreadPool(2);
                var changing = ground.db.owner().getConnection();
                var sql = changing.createStatement()) {
            changing.setAutoCommit(false);
            sql.executeUpdate(SINCE.formatted("+", above.value()));
            var first = threads.submit(inStock); // sees the upper one only, and waits for it
            awaitWaiting(1);
            ground.owner().sql(STATE.formatted("IN_STOCK", below.value())).update();
            var second = threads.submit(anywhere); // holds the lower one, and waits for the upper one
            awaitWaiting(2);
            changing.commit();
            assertThat(first.get()).isEqualTo(both);
            assertThat(second.get()).isEqualTo(both);

            sql.executeUpdate(SINCE.formatted("-", above.value()));
            sql.executeUpdate(STATE.formatted("IN_TRANSIT", below.value()));
            changing.commit();
        }
    }

    // ── All at once ──────────────────────────────────────────────────────────────────────────────────────────────

    @Test
    @DisplayName("R-071 : huit agents remettent au même instant huit carnets voisins : chacun est remis")
    void neighbours_are_handed_over_at_once() throws Exception {
        for (int round = 0; round < 5; round++) {
            var order = ground.activeOrder(8);
            List<Callable<HandOverBooklet.Outcome>> acts = IntStream.rangeClosed(1, 8)
                    .<Callable<HandOverBooklet.Outcome>>mapToObj(
                            place -> () -> ground.handOver(ground.number(order, place), AGENT))
                    .toList();
            assertThat(atOnce(acts)).hasOnlyElementsOfType(HandOverBooklet.Outcome.HandedOver.class);
            assertThat(spans(order)).hasSize(8).allMatch(span -> span.endsWith("HANDED_OVER"));
        }
    }

    @Test
    @DisplayName(
            "R-065, R-071 : remettre un carnet et transférer son lot au même instant : l’un des deux, jamais les deux")
    void handing_over_and_sending_at_once() throws Exception {
        for (int round = 0; round < 10; round++) {
            var order = ground.activeOrder(6);
            var all = BookletRanges.of(ground.range(order, 1));
            var outcomes = MovesTest.<Object>together(
                    () -> ground.handOver(ground.number(order, 3), AGENT), () -> transfer(all));
            boolean isHandedOver = outcomes.getFirst() instanceof HandOverBooklet.Outcome.HandedOver;
            assertThat(outcomes.getLast() instanceof TransferBooklets.Outcome.Sent)
                    .isNotEqualTo(isHandedOver);
        }
    }

    @Test
    @DisplayName(
            "R-067, R-084 : mettre un carnet en opposition pendant qu’un inventaire confirme l’absence de ses voisins")
    void blocking_and_counting_at_once() throws Exception {
        for (int round = 0; round < 5; round++) {
            var order = ground.activeOrder(7);
            var lost = ground.number(order, 4);
            ground.handOver(lost, AGENT);
            var neighbours = BookletRanges.ofNumbers(List.of(ground.number(order, 3), ground.number(order, 5)));
            var stock = stock();
            var outcomes = MovesTest.<Object>together(
                    () -> ground.bean(BlockBooklet.class)
                            .handle(new BlockBooklet.Command(lost.serial(), Loss.LOST, AGENT)),
                    () -> count(stock.minus(neighbours), 2),
                    () -> ground.handOver(ground.number(order, 6), COLLEAGUE));
            assertThat(outcomes.getFirst()).isInstanceOf(BlockBooklet.Outcome.Blocked.class);
            assertThat(outcomes.get(1)).isInstanceOf(CountStock.Outcome.Compared.class);
            assertThat(outcomes.getLast()).isInstanceOf(HandOverBooklet.Outcome.HandedOver.class);
            assertThat(spans(order))
                    .containsExactly(
                            "1-2 IN_STOCK",
                            "3-3 MISSING",
                            "4-4 BLOCKED",
                            "5-5 MISSING",
                            "6-6 HANDED_OVER",
                            "7-7 IN_STOCK");
        }
    }

    @Test
    @DisplayName(
            "R-025, R-182 : diviser un lot pendant qu’un agent veut en remettre un carnet et qu’un autre en transfère")
    void splitting_and_sending_at_once() throws Exception {
        for (int round = 0; round < 5; round++) {
            var order = ground.stockedOrder(6);
            var lot = ground.lot(order, 1);
            var all = BookletRanges.of(ground.range(order, 1));
            var middle = all.minus(all.first(2)).first(3);
            var outcomes = MovesTest.<Object>together(
                    () -> ground.bean(SplitLot.class)
                            .handle(new SplitLot.Command(lot.id(), 3, new LotId(UUID.randomUUID()), SALES)),
                    () -> transfer(middle),
                    () -> ground.handOver(ground.number(order, 1), AGENT));
            assertThat(outcomes.getFirst()).isInstanceOf(SplitLot.Outcome.Split.class);
            assertThat(outcomes.get(1)).isInstanceOf(TransferBooklets.Outcome.Sent.class);
            assertThat(outcomes.getLast()).isEqualTo(new HandOverBooklet.Outcome.Refused(BookletReason.LOT_NOT_ACTIVE));
            assertThat(ground.range(order, 1).count()).isEqualTo(3);
            assertThat(ground.bean(Booklets.class)
                            .of(ground.lot(order, 2).code(), BookletState.IN_TRANSIT, LIBRARY)
                            .count())
                    .isEqualTo(2);
        }
    }

    @Test
    @DisplayName(
            "cent actes au hasard sur quatre fils : remises, transferts, inventaires, validations ; personne n’attend en rond")
    void many_acts_at_random() throws Exception {
        var first = ground.activeOrder(40);
        var second = ground.activeOrder(40);
        var acts = IntStream.range(0, 4)
                .<Callable<Integer>>mapToObj(seed -> () -> {
                    var random = new Random(seed);
                    for (int i = 0; i < 25; i++) {
                        act(random, random.nextBoolean() ? first : second);
                    }
                    return seed;
                })
                .toList();
        assertThat(atOnce(acts)).hasSize(4);
    }

    private void act(Random random, OrderId order) {
        var booklet = ground.number(order, 1 + random.nextInt(40));
        var some = new BookletRanges(IntStream.range(0, 3)
                .mapToObj(_ -> ground.number(order, 1 + random.nextInt(38)).value())
                .map(start -> new BookletRange(start, start + 2))
                .toList());
        switch (random.nextInt(4)) {
            case 0 -> ground.handOver(booklet, AGENT);
            case 1 -> transfer(some.and(stock()));
            case 2 -> {
                var stock = stock();
                var absent = BookletRanges.of(booklet).and(stock);
                count(stock.minus(absent), absent.count());
            }
            default -> infer(some);
        }
    }

    private void infer(BookletRanges redeemed) {
        ground.db.transactions().executeWithoutResult(_ -> {
            ground.bean(VoucherGate.class).passTogether();
            ground.bean(HandOvers.class)
                    .infer(Set.copyOf(redeemed.numbers().boxed().toList()), LocalDate.of(2026, 11, 10));
        });
    }

    // ── Acts ─────────────────────────────────────────────────────────────────────────────────────────────────────

    @SuppressWarnings("unchecked") // an array of what the list holds
    private static <T> List<T> atOnce(List<Callable<T>> acts) throws Exception {
        return MovesTest.together(acts.toArray(size -> (Callable<T>[]) new Callable<?>[size]));
    }

    private TransferBooklets.Outcome transfer(BookletRanges ranges) {
        return ground.bean(TransferBooklets.class)
                .handle(new TransferBooklets.Command(UUID.randomUUID(), CENTRE, ranges, MANAGER));
    }

    private CountStock.Outcome count(BookletRanges counted, long absent) {
        return ground.bean(CountStock.class).handle(new CountStock.Command(counted, Optional.of(absent), MANAGER));
    }

    private BookletRanges stock() {
        var ranges = new ArrayList<BookletRange>();
        for (var held : ground.bean(Stock.class).of(LIBRARY, MANAGER)) {
            ranges.addAll(held.booklets().runs());
        }
        return new BookletRanges(ranges);
    }

    /** The rows of an order's booklets, which are counted from 1. */
    private List<String> spans(OrderId order) {
        var range = ground.range(order, 1);
        return ground.owner()
                .sql("""
                        SELECT first_booklet - :before || '-' || last_booklet - :before || ' ' || state
                          FROM booklets.span
                         WHERE first_booklet BETWEEN :first AND :last
                         ORDER BY first_booklet
                        """)
                .param("before", range.first() - 1)
                .param("first", range.first())
                .param("last", range.last())
                .query(String.class)
                .list();
    }
}
