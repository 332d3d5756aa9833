package coop.fairpass.booklets;

import static coop.fairpass.booklets.Ground.AGENT;
import static coop.fairpass.booklets.Ground.BUYER;
import static coop.fairpass.booklets.Ground.CENTRE;
import static coop.fairpass.booklets.Ground.CENTRE_MANAGER;
import static coop.fairpass.booklets.Ground.CONTROLLER;
import static coop.fairpass.booklets.Ground.COOPERATIVE;
import static coop.fairpass.booklets.Ground.LIBRARY;
import static coop.fairpass.booklets.Ground.MANAGER;
import static coop.fairpass.booklets.Ground.PAYER;
import static coop.fairpass.booklets.Ground.PRODUCTION;
import static coop.fairpass.booklets.Ground.STRANGE_MANAGER;
import static coop.fairpass.orders.OrdersGround.SALES;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.notices.Notice;
import coop.fairpass.notices.Notices;
import coop.fairpass.orders.Lot.Goods;
import coop.fairpass.orders.LotId;
import coop.fairpass.orders.OrderId;
import coop.fairpass.orders.OrderState;
import coop.fairpass.orders.Orders;
import coop.fairpass.orders.SplitLot;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Des carnets sont envoyés, comptés, transférés ; jamais téléportés")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MovesTest {

    private Ground ground;

    @BeforeAll
    void open(Db db, @TempDir Path home) {
        ground = new Ground(db, home);
    }

    @AfterEach
    void nothing_is_broken() {
        assertThat(ground.broken()).isEmpty();
        ground.clock.set("2026-11-10T10:00");
    }

    // ── Shipping and receiving ───────────────────────────────────────────────────────────────────────────────────

    @Test
    @DisplayName("B3, B4, R-024 : un lot part en plusieurs envois ; il est reçu quand tout est compté")
    void a_lot_leaves_in_several_moves() {
        var order = ground.printedOrder(10);
        var lot = ground.lot(order, 1);
        var all = BookletRanges.of(ground.range(order, 1));
        var first = ground.ship(lot, LIBRARY, all.first(6));
        assertThat(ground.bean(Orders.class).get(order).state()).isEqualTo(OrderState.SHIPPED);
        assertThat(ground.lot(order, 1).goods()).isEqualTo(Goods.SHIPPED);

        var received = acknowledge(first, all.first(6), AGENT);
        assertThat(received.isLotReceived()).isFalse();
        var second = ground.ship(lot, PAYER, all.minus(all.first(6)));
        assertThat(acknowledge(second, all.minus(all.first(6)), BUYER).isLotReceived())
                .isTrue();
        assertThat(ground.lot(order, 1).goods()).isEqualTo(Goods.RECEIVED);
        assertThat(ground.lot(order, 1).receivedOn()).isPresent();
        assertThat(ground.bean(Orders.class).get(order).state()).isEqualTo(OrderState.DELIVERED);
        assertThat(booklet(ground.number(order, 1)).holder()).isEqualTo(LIBRARY);
        assertThat(booklet(ground.number(order, 10)).holder()).isEqualTo(PAYER);
    }

    @Test
    @DisplayName("expédier deux fois sous le même identifiant n’expédie qu’une fois ; autre chose est refusé")
    void shipping_twice_is_once() {
        var order = ground.printedOrder(3);
        var lot = ground.lot(order, 1).id();
        var move = UUID.randomUUID();
        var shipped = ship(move, lot, LIBRARY, Optional.empty(), PRODUCTION);
        assertThat(shipped).isInstanceOf(ShipLot.Outcome.Shipped.class);
        assertThat(ship(move, lot, LIBRARY, Optional.empty(), PRODUCTION)).isEqualTo(shipped);
        assertThat(ship(move, lot, CENTRE, Optional.empty(), PRODUCTION))
                .isEqualTo(new ShipLot.Outcome.Refused(BookletReason.ID_TAKEN));
        assertThat(ship(UUID.randomUUID(), lot, LIBRARY, Optional.empty(), PRODUCTION))
                .isEqualTo(new ShipLot.Outcome.Refused(BookletReason.NOT_AVAILABLE));
    }

    @Test
    @DisplayName("B3 : on n’expédie que l’imprimé, à une structure connue et autre, par la production")
    void shipping_is_refused() {
        var order = ground.printedOrder(3);
        var lot = ground.lot(order, 1).id();
        var others = BookletRanges.of(new BookletRange(900_000_001, 900_000_002));
        assertThat(ship(UUID.randomUUID(), lot, LIBRARY, Optional.empty(), BUYER))
                .isEqualTo(new ShipLot.Outcome.Refused(BookletReason.NOT_ALLOWED));
        assertThat(ship(UUID.randomUUID(), new LotId(UUID.randomUUID()), LIBRARY, Optional.empty(), PRODUCTION))
                .isEqualTo(new ShipLot.Outcome.Refused(BookletReason.UNKNOWN_LOT));
        assertThat(ship(UUID.randomUUID(), lot, new OrganisationId(UUID.randomUUID()), Optional.empty(), PRODUCTION))
                .isEqualTo(new ShipLot.Outcome.Refused(BookletReason.UNKNOWN_ORGANISATION));
        assertThat(ship(UUID.randomUUID(), lot, COOPERATIVE, Optional.empty(), PRODUCTION))
                .isEqualTo(new ShipLot.Outcome.Refused(BookletReason.SAME_ORGANISATION));
        assertThat(ship(UUID.randomUUID(), lot, LIBRARY, Optional.of(others), PRODUCTION))
                .isEqualTo(new ShipLot.Outcome.Refused(BookletReason.NOT_AVAILABLE));
        assertThat(ship(UUID.randomUUID(), lot, LIBRARY, Optional.of(BookletRanges.NONE), PRODUCTION))
                .isEqualTo(new ShipLot.Outcome.Refused(BookletReason.NOT_AVAILABLE));
    }

    @Test
    @DisplayName("R-064 : compter deux fois, ou colis après colis, ne compte qu’une fois")
    void counting_twice_is_once() {
        var order = ground.printedOrder(5);
        var all = BookletRanges.of(ground.range(order, 1));
        var move = ground.ship(ground.lot(order, 1), LIBRARY, all);
        var first = acknowledge(move, all.first(2), MANAGER);
        assertThat(first.missing()).isEqualTo(all.minus(all.first(2)));
        var again = acknowledge(move, all.first(2), MANAGER);
        assertThat(again.counted()).isEqualTo(all.first(2));
        assertThat(gaps(move)).hasSize(1);
        var last = acknowledge(move, all, MANAGER);
        assertThat(last.missing()).isEqualTo(BookletRanges.NONE);
        assertThat(last.isLotReceived()).isTrue();
        assertThat(gaps(move)).isEmpty();
        assertThat(acknowledge(move, all, MANAGER).isLotReceived()).isFalse();
    }

    // ── Incidents ────────────────────────────────────────────────────────────────────────────────────────────────

    @Test
    @DisplayName(
            "R-064, B5, B6 : ce qui manque ouvre un incident avec ses numéros, reste en chemin, puis manque ou se retrouve")
    void what_is_missing_opens_an_incident() {
        var order = ground.printedOrder(10);
        var all = BookletRanges.of(ground.range(order, 1));
        var lost = BookletRanges.ofNumbers(
                Set.of(ground.number(order, 3), ground.number(order, 4), ground.number(order, 8)));
        var move = ground.ship(ground.lot(order, 1), LIBRARY, all);
        var received = acknowledge(move, all.minus(lost), AGENT);
        assertThat(received.missing()).isEqualTo(lost);
        assertThat(received.isLotReceived()).isFalse();
        assertThat(ground.state(ground.number(order, 3))).isEqualTo(BookletState.IN_TRANSIT);
        // on its way, it is still the sender's
        assertThat(booklet(ground.number(order, 3)).holder()).isEqualTo(COOPERATIVE);
        var incident = gaps(move).getFirst();
        assertThat(incident.kind()).isEqualTo(Incident.Kind.MISSING);
        assertThat(incident.numbers()).isEqualTo(lost);
        assertThat(notices(COOPERATIVE)).anyMatch(text -> text.contains("3 carnets envoyés n’ont pas été comptés"));

        var found = BookletRanges.of(ground.number(order, 8));
        var explained = (ExplainGap.Outcome.Explained) explain(incident.id(), found, "carton ouvert", MANAGER);
        assertThat(explained.missing()).isEqualTo(lost.minus(found));
        assertThat(explained.isLotReceived()).isTrue();
        assertThat(explained.incident().explanation()).contains("carton ouvert");
        assertThat(explained.incident().numbers()).isEqualTo(lost);
        assertThat(ground.state(ground.number(order, 3))).isEqualTo(BookletState.MISSING);
        assertThat(ground.state(ground.number(order, 8))).isEqualTo(BookletState.IN_STOCK);
        assertThat(booklet(ground.number(order, 8)).holder()).isEqualTo(LIBRARY);

        // B6 : found before it is given up, where it was to arrive
        var three = BookletRanges.of(ground.number(order, 3));
        assertThat(find(three, CENTRE, CENTRE_MANAGER))
                .isEqualTo(new FindBooklets.Outcome.Refused(BookletReason.NOT_AVAILABLE));
        assertThat(find(three, LIBRARY, CENTRE_MANAGER))
                .isEqualTo(new FindBooklets.Outcome.Refused(BookletReason.NOT_ALLOWED));
        assertThat(find(three, LIBRARY, AGENT)).isEqualTo(new FindBooklets.Outcome.Found());
        assertThat(booklet(ground.number(order, 3)).holder()).isEqualTo(LIBRARY);
        var four = BookletRanges.of(ground.number(order, 4));
        assertThat(find(four, CENTRE, CONTROLLER)).isEqualTo(new FindBooklets.Outcome.Found());
        assertThat(booklet(ground.number(order, 4)).holder()).isEqualTo(CENTRE);
        assertThat(find(four, CENTRE, CONTROLLER))
                .isEqualTo(new FindBooklets.Outcome.Refused(BookletReason.NOT_AVAILABLE));
    }

    @Test
    @DisplayName("R-064 : compter ce qui n’a pas été envoyé est un écart aussi, et n’en donne pas le stock")
    void what_was_not_sent_is_a_gap_too() {
        var order = ground.printedOrder(4);
        var all = BookletRanges.of(ground.range(order, 1));
        var move = ground.ship(ground.lot(order, 1), LIBRARY, all.first(2));
        var received = acknowledge(move, all.first(3), MANAGER);
        var third = BookletRanges.of(ground.number(order, 3));
        assertThat(received.unexpected()).isEqualTo(third);
        assertThat(ground.state(ground.number(order, 3))).isEqualTo(BookletState.PRINTED);
        assertThat(notices(COOPERATIVE))
                .anyMatch(text -> text.contains("1 carnet qui n’était pas de cet envoi a été compté : "));
        acknowledge(move, all.first(3), MANAGER);
        assertThat(gaps(move)).singleElement().extracting(Incident::kind).isEqualTo(Incident.Kind.UNEXPECTED);
        assertThat(explain(gaps(move).getFirst().id(), BookletRanges.NONE, "erreur de carton", CONTROLLER))
                .isInstanceOf(ExplainGap.Outcome.Explained.class);
        assertThat(gaps(move)).isEmpty();
    }

    @Test
    @DisplayName(
            "un écart est expliqué par qui reçoit ou par la coopérative, avec des mots, dans ses numéros, une fois")
    void explaining_is_refused() {
        var order = ground.printedOrder(3);
        var all = BookletRanges.of(ground.range(order, 1));
        var move = ground.ship(ground.lot(order, 1), LIBRARY, all);
        acknowledge(move, all.first(1), MANAGER);
        var incident = gaps(move).getFirst().id();
        assertThat(explain(incident, BookletRanges.NONE, "x", Ground.OPERATOR))
                .isEqualTo(new ExplainGap.Outcome.Refused(BookletReason.NOT_ALLOWED));
        assertThat(explain(incident, BookletRanges.NONE, "x", STRANGE_MANAGER))
                .isEqualTo(new ExplainGap.Outcome.Refused(BookletReason.UNKNOWN_INCIDENT));
        assertThat(explain(UUID.randomUUID(), BookletRanges.NONE, "x", MANAGER))
                .isEqualTo(new ExplainGap.Outcome.Refused(BookletReason.UNKNOWN_INCIDENT));
        assertThat(explain(incident, BookletRanges.NONE, "  ", MANAGER))
                .isEqualTo(new ExplainGap.Outcome.Refused(BookletReason.EXPLANATION_MISSING));
        assertThat(explain(incident, all, "x", MANAGER))
                .isEqualTo(new ExplainGap.Outcome.Refused(BookletReason.NOT_IN_INCIDENT));
        explain(incident, BookletRanges.NONE, "perdus", MANAGER);
        var again = (ExplainGap.Outcome.Explained) explain(incident, BookletRanges.NONE, "autre", MANAGER);
        assertThat(again.incident().explanation()).contains("perdus");
    }

    @Test
    @DisplayName("R-071 : un envoi n’existe que pour qui le reçoit")
    void receiving_is_refused() {
        var order = ground.printedOrder(2);
        var all = BookletRanges.of(ground.range(order, 1));
        var move = ground.ship(ground.lot(order, 1), LIBRARY, all);
        var bean = ground.bean(AcknowledgeMove.class);
        assertThat(bean.handle(new AcknowledgeMove.Command(move, all, STRANGE_MANAGER)))
                .isEqualTo(new AcknowledgeMove.Outcome.Refused(BookletReason.UNKNOWN_MOVE));
        assertThat(bean.handle(new AcknowledgeMove.Command(move, all, CONTROLLER)))
                .isEqualTo(new AcknowledgeMove.Outcome.Refused(BookletReason.NOT_ALLOWED));
        assertThat(bean.handle(new AcknowledgeMove.Command(move, BookletRanges.NONE, MANAGER)))
                .isEqualTo(new AcknowledgeMove.Outcome.Refused(BookletReason.NOTHING_CHOSEN));
    }

    // ── Transfers ────────────────────────────────────────────────────────────────────────────────────────────────

    @Test
    @DisplayName("R-065, R-066 : un transfert est envoyé puis reçu ; entre les deux les carnets sont à l’expéditeur")
    void a_transfer_is_sent_and_received() {
        var order = ground.stockedOrder(5);
        var two = BookletRanges.of(ground.range(order, 1)).first(2);
        var move = UUID.randomUUID();
        var sent = transfer(move, CENTRE, two, MANAGER);
        assertThat(sent).isInstanceOf(TransferBooklets.Outcome.Sent.class);
        assertThat(transfer(move, CENTRE, two, MANAGER)).isEqualTo(sent);
        assertThat(transfer(move, PAYER, two, MANAGER))
                .isEqualTo(new TransferBooklets.Outcome.Refused(BookletReason.ID_TAKEN));
        assertThat(booklet(ground.number(order, 1)).holder()).isEqualTo(LIBRARY);
        assertThat(transfer(UUID.randomUUID(), PAYER, two, MANAGER))
                .isEqualTo(new TransferBooklets.Outcome.Refused(BookletReason.NOT_IN_YOUR_STOCK));
        acknowledge(move, two, CENTRE_MANAGER);
        assertThat(booklet(ground.number(order, 1)).holder()).isEqualTo(CENTRE);
        assertThat(ground.state(ground.number(order, 1))).isEqualTo(BookletState.IN_STOCK);
    }

    @ParameterizedTest(name = "R-032, R-065 : un transfert le {0} : {1}")
    @CsvSource({"2026-12-14T23:59,", "2026-12-15T00:00,AFTER_STOP_DATE"})
    void transfers_close_at_the_stop_date(String moment, BookletReason reason) {
        var order = ground.stockedOrder(1);
        ground.clock.set(moment);
        var all = BookletRanges.of(ground.range(order, 1));
        var outcome = transfer(UUID.randomUUID(), CENTRE, all, MANAGER);
        if (reason == null) {
            assertThat(outcome).isInstanceOf(TransferBooklets.Outcome.Sent.class);
        } else {
            assertThat(outcome).isEqualTo(new TransferBooklets.Outcome.Refused(reason));
        }
    }

    @Test
    @DisplayName("R-065 : on ne transfère que son stock, à une autre structure connue, si l’on gère ce stock")
    void transfers_are_refused() {
        var order = ground.stockedOrder(1);
        var all = BookletRanges.of(ground.range(order, 1));
        assertThat(transfer(UUID.randomUUID(), CENTRE, all, AGENT))
                .isEqualTo(new TransferBooklets.Outcome.Refused(BookletReason.NOT_ALLOWED));
        assertThat(transfer(UUID.randomUUID(), CENTRE, all, STRANGE_MANAGER))
                .isEqualTo(new TransferBooklets.Outcome.Refused(BookletReason.NOT_IN_YOUR_STOCK));
        assertThat(transfer(UUID.randomUUID(), LIBRARY, all, MANAGER))
                .isEqualTo(new TransferBooklets.Outcome.Refused(BookletReason.SAME_ORGANISATION));
        assertThat(transfer(UUID.randomUUID(), new OrganisationId(UUID.randomUUID()), all, MANAGER))
                .isEqualTo(new TransferBooklets.Outcome.Refused(BookletReason.UNKNOWN_ORGANISATION));
        assertThat(transfer(UUID.randomUUID(), CENTRE, BookletRanges.NONE, MANAGER))
                .isEqualTo(new TransferBooklets.Outcome.Refused(BookletReason.NOTHING_CHOSEN));
    }

    @Test
    @DisplayName(
            "R-032 : le commanditaire demande au distributeur d’un stock dormant de l’envoyer ailleurs, jusqu’à la date d’arrêt")
    void a_payer_asks_for_a_transfer() {
        var order = ground.stockedOrder(4);
        var id = UUID.randomUUID();
        assertThat(ask(id, order, CENTRE, 3)).isEqualTo(new TransferBooklets.Outcome.Asked());
        assertThat(ask(id, order, CENTRE, 3)).as("twice is once").isEqualTo(new TransferBooklets.Outcome.Asked());
        assertThat(notices(LIBRARY))
                .filteredOn(text -> text.contains("envoyez 3 carnets à Centre social"))
                .hasSize(1);
        assertThat(notices(CENTRE))
                .filteredOn(text -> text.contains("3 carnets sont demandés pour vous à Médiathèque"))
                .hasSize(1);
        var taken = new TransferBooklets.Outcome.Refused(BookletReason.ID_TAKEN);
        assertThat(ask(id, order, CENTRE, 2)).as("another count").isEqualTo(taken);
        assertThat(ask(id, order, Ground.STRANGER, 3)).as("another receiver").isEqualTo(taken);
        assertThat(ask(UUID.randomUUID(), order, LIBRARY, 3))
                .isEqualTo(new TransferBooklets.Outcome.Refused(BookletReason.SAME_ORGANISATION));
        assertThat(ask(order, 0, BUYER)).isEqualTo(new TransferBooklets.Outcome.Refused(BookletReason.NOT_AVAILABLE));
        assertThat(ask(order, 5, BUYER)).isEqualTo(new TransferBooklets.Outcome.Refused(BookletReason.NOT_AVAILABLE));
        assertThat(ask(order, 3, MANAGER)).isEqualTo(new TransferBooklets.Outcome.Refused(BookletReason.NOT_ALLOWED));
        assertThat(ask(order, 3, Ground.STRANGE_BUYER))
                .isEqualTo(new TransferBooklets.Outcome.Refused(BookletReason.UNKNOWN_ORDER));
        ground.clock.set("2026-12-14T23:59");
        assertThat(ask(order, 3, BUYER)).as("the day before").isEqualTo(new TransferBooklets.Outcome.Asked());
        ground.clock.set("2026-12-15T00:00");
        assertThat(ask(order, 3, BUYER)).isEqualTo(new TransferBooklets.Outcome.Refused(BookletReason.AFTER_STOP_DATE));
    }

    // ── Stock-taking and splits ──────────────────────────────────────────────────────────────────────────────────

    @Test
    @DisplayName("R-067 : un inventaire dit ce qui manque ; confirmé, c’est manquant")
    void a_stock_count_makes_missing_once_confirmed() {
        var order = ground.stockedOrder(5);
        var mine = stockOf(LIBRARY);
        var absent = BookletRanges.of(ground.number(order, 2));
        var told = count(mine.minus(absent), Optional.empty(), MANAGER);
        assertThat(told).isEqualTo(new CountStock.Outcome.Compared(absent, BookletRanges.NONE, false));
        assertThat(ground.state(ground.number(order, 2))).isEqualTo(BookletState.IN_STOCK);
        assertThat(count(mine.minus(absent), Optional.of(2L), MANAGER))
                .isEqualTo(new CountStock.Outcome.Refused(BookletReason.CHANGED_SINCE));
        assertThat(count(mine.minus(absent), Optional.of(1L), MANAGER))
                .isEqualTo(new CountStock.Outcome.Compared(absent, BookletRanges.NONE, true));
        assertThat(ground.state(ground.number(order, 2))).isEqualTo(BookletState.MISSING);
        var surplus = count(mine, Optional.empty(), MANAGER);
        assertThat(surplus).isEqualTo(new CountStock.Outcome.Compared(BookletRanges.NONE, absent, false));
        assertThat(count(mine, Optional.empty(), Ground.OPERATOR))
                .isEqualTo(new CountStock.Outcome.Refused(BookletReason.NOT_ALLOWED));
    }

    @Test
    @DisplayName("R-182, R-025 : les carnets d’un lot divisé changent de lot ; la part déjà toute comptée est reçue")
    void booklets_follow_a_split_lot() {
        var order = ground.printedOrder(6);
        var lot = ground.lot(order, 1);
        var all = BookletRanges.of(ground.range(order, 1));
        var move = ground.ship(lot, LIBRARY, all);
        acknowledge(move, all.first(4), MANAGER);
        var separated = new LotId(UUID.randomUUID());
        assertThat(ground.bean(SplitLot.class).handle(new SplitLot.Command(lot.id(), 4, separated, SALES)))
                .isInstanceOf(SplitLot.Outcome.Split.class);
        assertThat(ground.lot(order, 1).goods()).isEqualTo(Goods.RECEIVED);
        assertThat(ground.lot(order, 2).goods()).isEqualTo(Goods.SHIPPED);
        assertThat(booklet(new BookletNumber(ground.range(order, 2).first())).lot())
                .isEqualTo(ground.lot(order, 2).code());
        assertThat(ground.range(order, 2).count()).isEqualTo(2);
        assertThat(acknowledge(move, all, MANAGER).isLotReceived()).isTrue();
        assertThat(ground.lot(order, 2).goods()).isEqualTo(Goods.RECEIVED);
    }

    // ── Races ────────────────────────────────────────────────────────────────────────────────────────────────────

    @Test
    @DisplayName("deux personnes comptent le même envoi au même instant : chaque carnet est compté une fois")
    void two_count_at_once() throws Exception {
        var order = ground.printedOrder(40);
        var all = BookletRanges.of(ground.range(order, 1));
        var move = ground.ship(ground.lot(order, 1), LIBRARY, all);
        var odd = BookletRanges.ofNumbers(all.numbers()
                .filter(number -> number % 2 == 1)
                .mapToObj(BookletNumber::new)
                .toList());
        together(
                () -> acknowledge(move, odd, MANAGER),
                () -> acknowledge(move, all.minus(odd).plus(odd.first(5)), AGENT));
        assertThat(ground.lot(order, 1).goods()).isEqualTo(Goods.RECEIVED);
        assertThat(gaps(move)).isEmpty();
        assertThat(ground.owner()
                        .sql("""
                                SELECT coalesce(sum(last_booklet - first_booklet + 1), 0)
                                  FROM booklets.step
                                 WHERE code = 'B4_COUNTED_IN'
                                   AND first_booklet BETWEEN :first AND :last
                                """)
                        .param("first", ground.range(order, 1).first())
                        .param("last", ground.range(order, 1).last())
                        .query(Long.class)
                        .single())
                .isEqualTo(40);
    }

    @Test
    @DisplayName("R-065 : deux transferts du même carnet au même instant : un seul part")
    void two_transfers_at_once() throws Exception {
        var order = ground.stockedOrder(1);
        var all = BookletRanges.of(ground.range(order, 1));
        var outcomes = together(
                () -> transfer(UUID.randomUUID(), CENTRE, all, MANAGER),
                () -> transfer(UUID.randomUUID(), PAYER, all, MANAGER));
        assertThat(outcomes)
                .filteredOn(TransferBooklets.Outcome.Sent.class::isInstance)
                .hasSize(1);
        assertThat(outcomes).contains(new TransferBooklets.Outcome.Refused(BookletReason.NOT_IN_YOUR_STOCK));
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // read, never written
    static <T> java.util.List<T> together(Callable<T>... acts) throws Exception {
        var barrier = new CyclicBarrier(acts.length);
        try (var threads = Executors.newFixedThreadPool(acts.length)) {
            var running = Arrays.stream(acts)
                    .map(act -> threads.submit(() -> {
                        barrier.await();
                        return act.call();
                    }))
                    .toList();
            var outcomes = new java.util.ArrayList<T>();
            for (var one : running) {
                outcomes.add(one.get());
            }
            return outcomes;
        }
    }

    // ── Acts ─────────────────────────────────────────────────────────────────────────────────────────────────────

    private ShipLot.Outcome ship(
            UUID move, LotId lot, OrganisationId receiver, Optional<BookletRanges> ranges, Actor by) {
        return ground.bean(ShipLot.class).handle(new ShipLot.Command(move, lot, receiver, ranges, by));
    }

    private AcknowledgeMove.Outcome.Acknowledged acknowledge(UUID move, BookletRanges counted, Actor by) {
        return (AcknowledgeMove.Outcome.Acknowledged)
                ground.bean(AcknowledgeMove.class).handle(new AcknowledgeMove.Command(move, counted, by));
    }

    private ExplainGap.Outcome explain(UUID incident, BookletRanges found, String text, Actor by) {
        return ground.bean(ExplainGap.class).handle(new ExplainGap.Command(incident, found, text, by));
    }

    private FindBooklets.Outcome find(BookletRanges found, OrganisationId at, Actor by) {
        return ground.bean(FindBooklets.class).handle(new FindBooklets.Command(found, at, by));
    }

    private TransferBooklets.Outcome transfer(UUID move, OrganisationId to, BookletRanges ranges, Actor by) {
        return ground.bean(TransferBooklets.class).handle(new TransferBooklets.Command(move, to, ranges, by));
    }

    private TransferBooklets.Outcome ask(OrderId order, long booklets, Actor by) {
        return ground.bean(TransferBooklets.class)
                .handle(new TransferBooklets.Request(UUID.randomUUID(), order, LIBRARY, CENTRE, booklets, by));
    }

    private TransferBooklets.Outcome ask(UUID id, OrderId order, OrganisationId to, long booklets) {
        return ground.bean(TransferBooklets.class)
                .handle(new TransferBooklets.Request(id, order, LIBRARY, to, booklets, BUYER));
    }

    private CountStock.Outcome count(BookletRanges counted, Optional<Long> confirmed, Actor by) {
        return ground.bean(CountStock.class).handle(new CountStock.Command(counted, confirmed, by));
    }

    private BookletRanges stockOf(OrganisationId holder) {
        return ground.bean(Stock.class).of(holder, MANAGER).stream()
                .map(Stock.Held::booklets)
                .reduce(BookletRanges.NONE, BookletRanges::plus);
    }

    private java.util.List<Incident> gaps(UUID move) {
        return ground.bean(Incidents.class).openOf(move);
    }

    private java.util.List<String> notices(OrganisationId organisation) {
        return ground.bean(Notices.class).lastOf(organisation, 50).stream()
                .map(Notice::text)
                .toList();
    }

    private Booklet booklet(BookletNumber number) {
        return ground.bean(Booklets.class).find(number).orElseThrow();
    }
}
