package coop.fairpass.redemption;

import static coop.fairpass.World.AGENT;
import static coop.fairpass.World.FIRST_PLACE;
import static coop.fairpass.World.FIRST_STAFF;
import static coop.fairpass.World.SECOND_PLACE;
import static coop.fairpass.World.SECOND_STAFF;
import static coop.fairpass.World.TREASURER;
import static coop.fairpass.World.done;
import static coop.fairpass.money.Money.cents;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.World;
import coop.fairpass.booklets.BlockBooklet;
import coop.fairpass.booklets.BookletNumber;
import coop.fairpass.booklets.Loss;
import coop.fairpass.ledger.Account;
import coop.fairpass.orders.OrderId;
import coop.fairpass.redemption.Answer.Result;
import coop.fairpass.redemption.Answer.ServiceAnswer;
import coop.fairpass.settlement.SettleMonth;
import coop.fairpass.settlement.Statement;
import coop.fairpass.settlement.Statements;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Real threads on a real base: whoever comes second reads what the first one did. */
@DisplayName("Plusieurs personnes à la fois sur un même chèque")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RedemptionRacesTest {

    private World world;
    private OrderId order;
    private int used;

    @BeforeAll
    void open(Db db, @TempDir Path home) {
        world = new World(db, home);
        order = world.order(60);
    }

    @BeforeEach
    void onAnOrdinaryDay() {
        world.clock.set("2026-10-07T10:00");
    }

    @AfterEach
    void nothingIsBroken() {
        assertThat(world.ailments()).isEmpty();
    }

    @AfterAll
    void close() {
        world.close();
    }

    private BookletNumber booklet() {
        return world.handedOver(order, ++used);
    }

    /** All of them at the same instant, each on its thread; what each answered, in their order. */
    private static <T> List<T> together(List<Callable<T>> acts) {
        var start = new CyclicBarrier(acts.size());
        try (var threads = Executors.newFixedThreadPool(acts.size())) {
            var futures = new ArrayList<Future<T>>();
            for (var act : acts) {
                futures.add(threads.submit(() -> {
                    start.await();
                    return act.call();
                }));
            }
            var answers = new ArrayList<T>();
            for (var future : futures) {
                answers.add(future.get());
            }
            return answers;
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    private static <T> List<Callable<T>> times(int count, Callable<T> act) {
        return IntStream.range(0, count).mapToObj(_ -> act).toList();
    }

    private long postings() {
        return world.db
                .jdbc()
                .sql("SELECT count(DISTINCT posting) FROM ledger.line WHERE movement = 'M20'")
                .query(Long.class)
                .single();
    }

    @Test
    @DisplayName("R-131 : cinquante validations simultanées d’un chèque donnent un succès, une écriture, 49 refus")
    void fifty_at_once_give_exactly_one_success() {
        var booklet = booklet();
        long postings = postings();
        var owed = world.owed(Account.OWED_TO_PROVIDERS);

        var answers = together(times(50, () -> world.redeem(world.given(booklet, 1))));

        assertThat(answers).filteredOn(one -> one.result() == Result.REDEEMED).hasSize(1);
        assertThat(answers)
                .filteredOn(one -> one.result() != Result.REDEEMED)
                .hasSize(49)
                .allSatisfy(one -> assertThat(one.reason()).contains(RedeemReason.ALREADY_REDEEMED));
        assertThat(postings()).isEqualTo(postings + 1);
        assertThat(world.owed(Account.OWED_TO_PROVIDERS)).isEqualTo(owed.plus(cents(10_00)));
    }

    @Test
    @DisplayName(
            "T17 : un chèque présenté à la même seconde dans deux lieux n’est validé que dans un, dix fois de suite")
    void two_places_at_once() {
        for (int round = 0; round < 10; round++) {
            var booklet = booklet();
            var answers = together(List.<Callable<ServiceAnswer>>of(
                    () -> world.redeem(world.given(booklet, 1)),
                    () -> world.redeem(SECOND_STAFF, SECOND_PLACE, world.given(booklet, 1))));
            assertThat(answers)
                    .extracting(ServiceAnswer::result)
                    .containsExactlyInAnyOrder(Result.REDEEMED, Result.REFUSED);
        }
    }

    @Test
    @DisplayName("R-131 : deux listes qui partagent des chèques, dans des ordres contraires, ne se bloquent pas")
    void lists_that_overlap_never_wait_in_a_ring() {
        var booklets = List.of(booklet(), booklet(), booklet(), booklet());
        var up = booklets.stream().map(one -> world.given(one, 1)).toArray(ServiceGiven[]::new);
        var down = booklets.reversed().stream().map(one -> world.given(one, 1)).toArray(ServiceGiven[]::new);

        var answers = together(List.<Callable<List<ServiceAnswer>>>of(
                () -> world.redeemAll(FIRST_STAFF, FIRST_PLACE, up),
                () -> world.redeemAll(SECOND_STAFF, SECOND_PLACE, down),
                () -> world.redeemAll(FIRST_STAFF, FIRST_PLACE, down)));

        assertThat(answers.stream().flatMap(List::stream))
                .filteredOn(one -> one.result() == Result.REDEEMED)
                .hasSize(4);
    }

    @Test
    @DisplayName("R-132 : la même demande envoyée vingt fois à la fois reçoit vingt fois la même réponse")
    void one_request_many_times_is_answered_once() {
        var booklet = booklet();
        var request = UUID.randomUUID();
        var command = new RedeemVouchers.Command(
                request, FIRST_PLACE.value(), List.of(world.given(booklet, 1), world.given(booklet, 2)), FIRST_STAFF);
        long postings = postings();

        var answers = together(times(20, () -> world.bean(RedeemVouchers.class).handle(command)));

        assertThat(answers).containsOnly(answers.getFirst());
        assertThat(done(RedeemVouchers.Outcome.Answered.class, answers.getFirst())
                        .answer()
                        .services())
                .allSatisfy(one -> assertThat(one.result()).isEqualTo(Result.REDEEMED));
        assertThat(postings()).isEqualTo(postings + 1);
    }

    @Test
    @DisplayName("valider pendant que le carnet est déclaré perdu : le chèque est payé ou bloqué, jamais les deux")
    void redeem_against_block() {
        for (int round = 0; round < 10; round++) {
            var booklet = booklet();
            var redeemed = new ServiceAnswer[1];
            var blocked = new BlockBooklet.Outcome[1];

            together(List.<Callable<Boolean>>of(
                    () -> {
                        redeemed[0] = world.redeem(world.given(booklet, 1));
                        return true;
                    },
                    () -> {
                        blocked[0] = world.bean(BlockBooklet.class)
                                .handle(new BlockBooklet.Command(booklet.serial(), Loss.STOLEN, AGENT));
                        return true;
                    }));

            boolean paid = redeemed[0].result() == Result.REDEEMED;
            assertThat(redeemed[0].reason()).isEqualTo(paid ? Optional.empty() : Optional.of(RedeemReason.BLOCKED));
            assertThat(blocked[0])
                    .as("a voucher that was paid first is not among those blocked")
                    .isEqualTo(new BlockBooklet.Outcome.Blocked(booklet, paid ? 9 : 10));
            assertThat(world.redeem(world.given(booklet, 1)).reason())
                    .contains(paid ? RedeemReason.ALREADY_REDEEMED : RedeemReason.BLOCKED);
            assertThat(world.redeem(world.given(booklet, 2)).reason()).contains(RedeemReason.BLOCKED);
        }
    }

    @Test
    @DisplayName("annuler pendant qu’un autre lieu valide : un seul des deux a le chèque, et les livres le disent")
    void redeem_against_cancel() {
        for (int round = 0; round < 10; round++) {
            var booklet = booklet();
            var id = RedemptionId.read(
                            world.redeem(world.given(booklet, 1)).redemptions().getFirst())
                    .orElseThrow();
            var owed = world.owed(Account.OWED_TO_PROVIDERS);
            var elsewhere = new ServiceAnswer[1];

            together(List.<Callable<Boolean>>of(
                    () -> {
                        var cancelled = world.bean(CancelRedemption.class)
                                .handle(new CancelRedemption.Command(UUID.randomUUID(), id, FIRST_STAFF));
                        done(CancelRedemption.Outcome.Cancelled.class, cancelled);
                        return true;
                    },
                    () -> {
                        elsewhere[0] = world.redeem(SECOND_STAFF, SECOND_PLACE, world.given(booklet, 1));
                        return true;
                    }));

            boolean taken = elsewhere[0].result() == Result.REDEEMED;
            assertThat(elsewhere[0].reason())
                    .isEqualTo(taken ? Optional.empty() : Optional.of(RedeemReason.ALREADY_REDEEMED));
            assertThat(world.owed(Account.OWED_TO_PROVIDERS)).isEqualTo(taken ? owed : owed.minus(cents(10_00)));
            if (taken) {
                assertThat(elsewhere[0].redemptions().getFirst())
                        .as("a second attempt")
                        .endsWith(".1");
            }
        }
    }

    @Test
    @Order(Integer.MAX_VALUE) // nothing can be redeemed in October any more
    @DisplayName("arrêter le mois pendant qu’on y valide : ce qui a passé est sur le relevé, le reste a été refusé")
    void redeem_against_freeze() {
        var booklets = IntStream.range(0, 12).mapToObj(_ -> booklet()).toList();
        world.clock.set("2026-11-03T10:00");
        var lastDay = LocalDate.of(2026, 10, 31);
        var acts = new ArrayList<Callable<ServiceAnswer>>();
        for (var booklet : booklets) {
            acts.add(() -> world.redeem(World.given(World.TEN_EUROS, lastDay, world.code(booklet, 1))));
        }
        acts.add(6, () -> {
            done(
                    SettleMonth.Outcome.Settled.class,
                    world.bean(SettleMonth.class).handle(new SettleMonth.Command(YearMonth.of(2026, 10), TREASURER)));
            return ServiceAnswer.refused(new Decide.Refusal(RedeemReason.UNKNOWN_VOUCHER, 0, java.util.Map.of()));
        });

        var answers = new ArrayList<>(together(acts));
        answers.remove(6);

        assertThat(answers)
                .allSatisfy(one -> assertThat(one.reason())
                        .isIn(Optional.empty(), Optional.of(RedeemReason.SERVICE_DATE_IMPOSSIBLE)));
        long statements = world.bean(Statements.class).of(YearMonth.of(2026, 10)).stream()
                .mapToLong(Statement::redemptions)
                .sum();
        long october = world.db
                .jdbc()
                .sql("SELECT count(*) FROM redemption.spent WHERE state = 'ACCEPTED' AND counts_on < '2026-11-01'")
                .query(Long.class)
                .single();
        assertThat(statements).isEqualTo(october);
        // Those refused can be used on another day.
        for (int i = 0; i < answers.size(); i++) {
            if (answers.get(i).result() == Result.REFUSED) {
                assertThat(world.redeem(world.given(booklets.get(i), 1)).result())
                        .isEqualTo(Result.REDEEMED);
            }
        }
        // Whoever runs it again after somebody else gets the same statements.
        var again = world.bean(SettleMonth.class).handle(new SettleMonth.Command(YearMonth.of(2026, 10), TREASURER));
        assertThat(done(SettleMonth.Outcome.Settled.class, again).statements())
                .isEqualTo(
                        world.bean(Statements.class).of(YearMonth.of(2026, 10)).size());
    }
}
