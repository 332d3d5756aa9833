package coop.fairpass.redemption;

import static coop.fairpass.World.FIRST_PLACE;
import static coop.fairpass.World.FIRST_STAFF;
import static coop.fairpass.World.SECOND_PLACE;
import static coop.fairpass.World.SECOND_STAFF;
import static coop.fairpass.World.TEN_EUROS;
import static coop.fairpass.World.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.World;
import coop.fairpass.booklets.BookletNumber;
import coop.fairpass.booklets.VoucherGate;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Role;
import coop.fairpass.orders.OrderId;
import coop.fairpass.places.PlaceId;
import coop.fairpass.redemption.Answer.Result;
import coop.fairpass.redemption.Answer.ServiceAnswer;
import coop.fairpass.redemption.RedeemVouchers.Command;
import coop.fairpass.redemption.RedeemVouchers.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Des demandes décidées ensemble ont les réponses qu’elles auraient eues l’une après l’autre")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedeemTogetherTest {

    private World world;
    private OrderId order;
    private int used;

    @BeforeAll
    void open(Db db, @TempDir Path home) {
        world = new World(db, home);
        order = world.order(200);
    }

    @BeforeEach
    void onAnOrdinaryDay() {
        world.clock.set("2026-10-07T10:00");
    }

    @AfterAll
    void nothingIsBroken() {
        assertThat(world.ailments()).isEmpty();
        world.close();
    }

    private BookletNumber booklet() {
        return world.handedOver(order, ++used);
    }

    private Command ask(ServiceGiven... given) {
        return new Command(UUID.randomUUID(), FIRST_PLACE.value(), List.of(given), FIRST_STAFF);
    }

    private List<Outcome> together(Command... commands) {
        var redeem = world.bean(RedeemVouchers.class);
        return world.bean(RedeemTogether.class)
                .handle(List.of(commands).stream().map(redeem::question).toList());
    }

    private static ServiceAnswer only(Outcome outcome) {
        return World.done(Outcome.Answered.class, outcome).answer().services().getFirst();
    }

    private long number(String sql) {
        return world.db.jdbc().sql(sql).query(Long.class).single();
    }

    @Test
    @DisplayName(
            "R-131 : un chèque présenté par deux demandes est à la première ; une écriture pour toutes celles du jour")
    void the_first_of_two_wins() {
        var booklet = booklet();
        long rows = number("SELECT count(*) FROM redemption.spent");
        long postings = number("SELECT count(DISTINCT posting) FROM ledger.line WHERE movement = 'M20'");

        var outcomes = together(
                ask(world.given(booklet, 1)),
                ask(world.given(booklet, 1)),
                new Command(
                        UUID.randomUUID(),
                        SECOND_PLACE.value(),
                        List.of(world.given(booklet, 1), world.given(booklet, 2)),
                        SECOND_STAFF),
                ask(world.given(booklet, 3)));

        assertThat(only(outcomes.get(0)).result()).isEqualTo(Result.REDEEMED);
        assertThat(only(outcomes.get(1)).reason()).contains(RedeemReason.ALREADY_REDEEMED);
        assertThat(only(outcomes.get(1)).details()).containsEntry("by", "SAME_PROVIDER");
        assertThat(only(outcomes.get(2)).reason()).contains(RedeemReason.ALREADY_REDEEMED);
        assertThat(only(outcomes.get(2)).details())
                .as("another provider learns only the day")
                .containsOnlyKeys("on");
        assertThat(only(outcomes.get(3)).result()).isEqualTo(Result.REDEEMED);
        assertThat(number("SELECT count(*) FROM redemption.spent")).isEqualTo(rows + 3);
        assertThat(number("SELECT count(DISTINCT posting) FROM ledger.line WHERE movement = 'M20'"))
                .as("one for each provider")
                .isEqualTo(postings + 2);
    }

    @Test
    @DisplayName("R-132 : une demande répétée dans la même fournée a la même réponse, ou est refusée si elle a changé")
    void a_repeated_request() {
        var booklet = booklet();
        var first = ask(world.given(booklet, 1));
        var changed = new Command(first.request(), first.place(), List.of(world.given(booklet, 2)), first.by());

        var outcomes = together(first, first, changed);

        assertThat(outcomes.get(1)).isEqualTo(outcomes.get(0));
        assertThat(only(outcomes.get(1)).result()).isEqualTo(Result.REDEEMED);
        assertThat(outcomes.get(2)).isEqualTo(new Outcome.Refused(RequestReason.SAME_ID_OTHER_CONTENT));
    }

    @Test
    @DisplayName("F8 : le dixième code inconnu arrête le compte, pour ses demandes suivantes de la même fournée aussi")
    void unknown_codes_stop_an_account_within_a_batch() {
        var guesser =
                new Actor("key/" + UUID.randomUUID(), "essais", Optional.of(World.FIRST), Set.of(Role.PROVIDER_STAFF));
        var good = booklet();
        var commands = new ArrayList<Command>();
        for (int i = 0; i < 11; i++) {
            commands.add(new Command(
                    UUID.randomUUID(),
                    FIRST_PLACE.value(),
                    List.of(given(TEN_EUROS, world.today(), "0000-0000-0000-0000")),
                    guesser));
        }
        commands.add(new Command(UUID.randomUUID(), FIRST_PLACE.value(), List.of(world.given(good, 1)), guesser));
        commands.add(ask(world.given(good, 1)));

        var outcomes = together(commands.toArray(Command[]::new));

        assertThat(outcomes.subList(0, 10))
                .allSatisfy(one -> assertThat(only(one).reason()).contains(RedeemReason.UNKNOWN_VOUCHER));
        assertThat(outcomes.subList(10, 12)).containsOnly(new Outcome.Refused(RequestReason.ACCOUNT_STOPPED));
        assertThat(only(outcomes.get(12)).result()).as("the others go on").isEqualTo(Result.REDEEMED);
    }

    @Test
    @DisplayName("trois cents demandes au hasard, ensemble ou une par une : mêmes réponses, mêmes lignes")
    void any_batch_answers_as_one_by_one() {
        var random = new Random(2026_11_26);
        var alone = world.bean(RedeemVouchers.class);
        for (int round = 0; round < 12; round++) {
            var left = List.of(booklet(), booklet(), booklet());
            var right = List.of(booklet(), booklet(), booklet());
            var ids = new ArrayList<List<UUID>>();
            var asked = new ArrayList<Command>();
            var oneByOne = new ArrayList<Outcome>();
            for (int i = 0; i < 25; i++) {
                // one time in eight, an id that was used before
                var id = !ids.isEmpty() && random.nextInt(8) == 0
                        ? ids.get(random.nextInt(ids.size()))
                        : List.of(UUID.randomUUID(), UUID.randomUUID());
                ids.add(id);
                boolean first = random.nextBoolean();
                var by = first ? FIRST_STAFF : SECOND_STAFF;
                var place = (first ? FIRST_PLACE : SECOND_PLACE);
                var picks = new ArrayList<int[]>();
                for (int n = 1 + random.nextInt(3); n > 0; n--) {
                    picks.add(new int[] {random.nextInt(3), 1 + random.nextInt(4), random.nextInt(2)});
                }
                asked.add(command(id.getFirst(), place, by, left, picks));
                oneByOne.add(alone.handle(command(id.getLast(), place, by, right, picks)));
            }

            var atOnce = together(asked.toArray(Command[]::new));

            var names = new HashMap<String, String>();
            for (int i = 0; i < 3; i++) {
                names.put(serial(right.get(i)), serial(left.get(i)));
            }
            for (int i = 0; i < asked.size(); i++) {
                assertThat(said(atOnce.get(i), Map.of()))
                        .as("round %d, request %d", round, i)
                        .isEqualTo(said(oneByOne.get(i), names));
            }
            assertThat(spent(left)).isEqualTo(spent(right));
        }
    }

    private static String serial(BookletNumber booklet) {
        return booklet.serial().replace(' ', '-');
    }

    private Command command(UUID id, PlaceId place, Actor by, List<BookletNumber> booklets, List<int[]> picks) {
        return new Command(
                id,
                place.value(),
                picks.stream()
                        .map(pick -> given(
                                TEN_EUROS,
                                world.today().minusDays(pick[2]),
                                world.code(booklets.get(pick[0]), pick[1])))
                        .toList(),
                by);
    }

    /** What was answered, but for the id, booklets named as those of the other side. */
    private static String said(Outcome outcome, Map<String, String> names) {
        var text = outcome instanceof Outcome.Answered(var answer)
                ? answer.services().toString()
                : outcome.toString();
        for (var name : names.entrySet()) {
            text = text.replace(name.getKey(), name.getValue());
        }
        return text;
    }

    private List<String> spent(List<BookletNumber> booklets) {
        return booklets.stream()
                .flatMap(booklet ->
                        world.db.jdbc().sql("""
                                SELECT rank, state, attempt, service_on, provider FROM redemption.spent
                                 WHERE booklet = :booklet ORDER BY rank, attempt
                                """).param("booklet", booklet.value()).query().listOfRows().stream())
                .map(Object::toString)
                .toList();
    }

    @Test
    @DisplayName("une demande que la base ne peut pas lire échoue seule, celles qui l’accompagnaient passent")
    void a_poisoned_call_never_hurts_its_neighbours() throws Exception {
        var booklets = new ArrayList<BookletNumber>();
        for (int i = 0; i < 20; i++) {
            booklets.add(booklet());
        }
        var redeem = world.bean(RedeemVouchers.class);
        var others = new ArrayList<Future<Outcome>>();
        Future<Outcome> poisoned;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            // who ends vouchers holds the gate, so that all those calls come to wait
            poisoned = world.db.transactions().execute(_ -> {
                world.bean(VoucherGate.class).passAlone();
                for (int i = 0; i < 10; i++) {
                    var booklet = booklets.get(i);
                    others.add(threads.submit(() -> redeem.handle(ask(world.given(booklet, 1)))));
                }
                var unreadable = threads.submit(() ->
                        redeem.handle(ask(given("\u0000", world.today(), world.code(booklets.getFirst(), 2)))));
                for (int i = 10; i < 20; i++) {
                    var booklet = booklets.get(i);
                    others.add(threads.submit(() -> redeem.handle(ask(world.given(booklet, 1)))));
                }
                return unreadable;
            });
        }

        for (var other : others) {
            assertThat(only(other.get()).result()).isEqualTo(Result.REDEEMED);
        }
        assertThatThrownBy(poisoned::get).isInstanceOf(ExecutionException.class);
    }

    @Test
    @DisplayName("deux machines sur une base : cent présentations d’un chèque, une réussite, 99 fois le même refus")
    void two_nodes_have_one_judge() throws Exception {
        var booklet = booklet();
        var redeem = world.bean(RedeemVouchers.class);
        var here = world.bean(RedeemTogether.class);
        // another gathering on the same base shares nothing with the first but PostgreSQL
        var there = new GroupCommit<RedeemTogether.Question, Outcome>(2, _ -> 1, 10, _ -> true, here::handle);
        var answers = new ArrayList<Future<Outcome>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 50; i++) {
                answers.add(threads.submit(() -> redeem.handle(ask(world.given(booklet, 1)))));
                answers.add(threads.submit(() -> there.ask(redeem.question(ask(world.given(booklet, 1))))));
            }
        }
        var results = new ArrayList<ServiceAnswer>();
        for (var answer : answers) {
            results.add(only(answer.get()));
        }

        assertThat(results).filteredOn(one -> one.result() == Result.REDEEMED).hasSize(1);
        assertThat(results)
                .filteredOn(one -> one.result() != Result.REDEEMED)
                .hasSize(99)
                .allSatisfy(one -> {
                    assertThat(one.reason()).contains(RedeemReason.ALREADY_REDEEMED);
                    assertThat(one.details()).isEqualTo(Map.of("on", "2026-10-07", "by", "SAME_PROVIDER"));
                });
    }

    @Test
    @DisplayName("qui n’a pas de structure ou de rôle n’entre dans aucune fournée")
    void refused_before_waiting() {
        var stranger = new Actor("person/x", "x", Optional.<OrganisationId>empty(), Set.of(Role.PROVIDER_STAFF));

        assertThat(world.bean(RedeemVouchers.class)
                        .handle(new Command(
                                UUID.randomUUID(), FIRST_PLACE.value(), List.of(world.given(booklet(), 1)), stranger)))
                .isEqualTo(new Outcome.Refused(RequestReason.NOT_ALLOWED));
    }
}
