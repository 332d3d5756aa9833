package coop.fairpass.redemption;

import static coop.fairpass.World.CONTROLLER;
import static coop.fairpass.World.FIRST;
import static coop.fairpass.World.FIRST_PLACE;
import static coop.fairpass.World.FIRST_STAFF;
import static coop.fairpass.World.SECOND_STAFF;
import static coop.fairpass.World.TREASURER;
import static coop.fairpass.World.done;
import static coop.fairpass.money.Money.cents;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.World;
import coop.fairpass.booklets.BookletNumber;
import coop.fairpass.ledger.Account;
import coop.fairpass.orders.OrderId;
import coop.fairpass.redemption.Answer.Result;
import coop.fairpass.redemption.DecideHold.HoldDecision;
import coop.fairpass.redemption.DecideHold.Waiting;
import coop.fairpass.settlement.SettleMonth;
import coop.fairpass.settlement.Statements;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
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

@DisplayName("Ce qu’une règle de fraude retient attend une personne, et un compte qui essaie trop de codes s’arrête")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HoldsTest {

    private World world;
    private OrderId order;
    private int used;

    @BeforeAll
    void open(Db db, @TempDir Path home) {
        world = new World(db, home);
        order = world.order(20);
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

    /** Five vouchers of one booklet in one place in one day. */
    private List<RedemptionId> held(BookletNumber booklet) {
        var given = IntStream.rangeClosed(1, 5)
                .mapToObj(rank -> world.given(booklet, rank))
                .toArray(ServiceGiven[]::new);
        var answers = world.redeemAll(FIRST_STAFF, FIRST_PLACE, given);
        assertThat(answers).allSatisfy(one -> {
            assertThat(one.result()).isEqualTo(Result.HELD);
            assertThat(one.hold()).contains(HoldRule.F1_WHOLE_BOOKLET_IN_A_DAY);
        });
        return answers.stream()
                .map(one -> RedemptionId.read(one.redemptions().getFirst()).orElseThrow())
                .toList();
    }

    private DecideHold.Outcome decide(RedemptionId id, HoldDecision decision) {
        return world.bean(DecideHold.class)
                .handle(new DecideHold.Command(id, decision, "Atelier confirmé par le lieu.", CONTROLLER));
    }

    private Waiting waiting(RedemptionId id) {
        return world.bean(DecideHold.class).waiting(FIRST_STAFF).stream()
                .filter(one -> one.redemption().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @DisplayName(
            "R-189, R-192 : retenue avec son motif, elle prend le chèque, n’est ni due ni refusée, à décider en dix jours ouvrés")
    void held_is_neither_payable_nor_refused() {
        var booklet = booklet();
        var owed = world.owed(Account.OWED_TO_PROVIDERS);
        var circulating = world.owed(Account.IN_CIRCULATION);

        var ids = held(booklet);

        assertThat(world.owed(Account.OWED_TO_PROVIDERS)).as("not payable").isEqualTo(owed);
        assertThat(world.owed(Account.IN_CIRCULATION)).isEqualTo(circulating);
        assertThat(world.redeem(world.given(booklet, 1)).reason())
                .as("the voucher is taken")
                .contains(RedeemReason.UNDER_REVIEW);
        var waiting = waiting(ids.getFirst());
        assertThat(waiting.rule()).isEqualTo(HoldRule.F1_WHOLE_BOOKLET_IN_A_DAY);
        assertThat(waiting.decideBy())
                .as("ten business days after Wednesday 7 October")
                .isEqualTo(LocalDate.of(2026, 10, 21));
        assertThat(world.bean(DecideHold.class).waiting(CONTROLLER))
                .extracting(Waiting::redemption)
                .containsAll(ids);
        assertThat(world.bean(DecideHold.class).waiting(SECOND_STAFF))
                .as("others read nothing of it")
                .isEmpty();
    }

    @Test
    @DisplayName(
            "R-189 : seule une personne du contrôle décide, avec un motif ; décider deux fois de même n’en fait qu’une")
    void a_person_decides_with_a_reason() {
        var id = held(booklet()).getFirst();
        var decide = world.bean(DecideHold.class);
        var notAllowed = new DecideHold.Outcome.Refused(RequestReason.NOT_ALLOWED);

        assertThat(decide.handle(new DecideHold.Command(id, HoldDecision.RELEASED, "oui", TREASURER)))
                .isEqualTo(notAllowed);
        assertThat(decide.handle(new DecideHold.Command(id, HoldDecision.RELEASED, " ", CONTROLLER)))
                .isEqualTo(notAllowed);
        assertThat(decide(id, HoldDecision.RELEASED))
                .isEqualTo(new DecideHold.Outcome.Decided(id, HoldDecision.RELEASED));
        assertThat(decide(id, HoldDecision.RELEASED))
                .isEqualTo(new DecideHold.Outcome.Decided(id, HoldDecision.RELEASED));
        assertThat(decide(id, HoldDecision.REJECTED)).isEqualTo(new DecideHold.Outcome.Refused(RequestReason.NOT_HELD));
        assertThat(world.told(FIRST))
                .anySatisfy(text -> assertThat(text)
                        .contains(
                                "Une validation en attente est acceptée",
                                id.serial(),
                                "Atelier confirmé par le lieu."));
    }

    @Test
    @DisplayName("rejetée, le chèque sert à nouveau ; rejetée comme copie ou vol, il est bloqué")
    void rejected_gives_the_voucher_back_or_blocks_it() {
        var booklet = booklet();
        var ids = held(booklet);

        decide(ids.get(0), HoldDecision.REJECTED);
        decide(ids.get(1), HoldDecision.REJECTED_BLOCKED);

        world.clock.set("2026-10-08T10:00");
        var again = world.redeem(world.given(booklet, 1));
        assertThat(again.result()).isEqualTo(Result.REDEEMED);
        assertThat(again.redemptions().getFirst()).endsWith(".1");
        assertThat(world.redeem(world.given(booklet, 2)).reason()).contains(RedeemReason.BLOCKED);
    }

    @Test
    @DisplayName(
            "R-193 : neuf codes inconnus passent, le dixième dans l’heure arrête le compte et prévient l’administrateur")
    void ten_unknown_codes_in_an_hour_stop_the_account() {
        var wrong = World.given(World.TEN_EUROS, world.today(), "0000-0000-0000-0000");
        for (int i = 0; i < 9; i++) {
            assertThat(world.redeem(wrong).reason()).contains(RedeemReason.UNKNOWN_VOUCHER);
        }
        // An hour later the nine no longer count.
        world.clock.advance(Duration.ofHours(1));
        for (int i = 0; i < 9; i++) {
            assertThat(world.redeem(wrong).reason()).contains(RedeemReason.UNKNOWN_VOUCHER);
        }
        assertThat(world.told(FIRST)).noneMatch(text -> text.startsWith("Un compte est arrêté"));

        assertThat(world.redeem(wrong).reason()).contains(RedeemReason.UNKNOWN_VOUCHER);

        var good = world.given(booklet(), 1);
        assertThat(ask(FIRST_STAFF, good)).isEqualTo(new RedeemVouchers.Outcome.Refused(RequestReason.ACCOUNT_STOPPED));
        assertThat(world.told(FIRST))
                .filteredOn(text -> text.startsWith("Un compte est arrêté"))
                .hasSize(1)
                .first()
                .asString()
                .contains(FIRST_STAFF.label());
        assertThat(ask(World.FIRST_COLLEAGUE, good))
                .as("that account only")
                .isInstanceOf(RedeemVouchers.Outcome.Answered.class);

        var stopped = world.bean(UnknownCodes.class);
        assertThat(stopped.lift(FIRST_STAFF.reference(), FIRST_STAFF)).isFalse();
        assertThat(stopped.lift(FIRST_STAFF.reference(), CONTROLLER)).isTrue();
        assertThat(world.redeem(world.given(booklet(), 1)).result()).isEqualTo(Result.REDEEMED);
    }

    private RedeemVouchers.Outcome ask(coop.fairpass.directory.Actor by, ServiceGiven given) {
        return world.bean(RedeemVouchers.class)
                .handle(new RedeemVouchers.Command(UUID.randomUUID(), FIRST_PLACE.value(), List.of(given), by));
    }

    @Test
    @Order(Integer.MAX_VALUE) // October is frozen
    @DisplayName(
            "R-189 : libérée en novembre, elle compte le jour de sa libération ; le jour du service reste sur la ligne")
    void released_counts_on_the_day_of_release() {
        world.clock.set("2026-10-30T10:00");
        var booklet = booklet();
        var ids = held(booklet);
        world.clock.set("2026-11-03T10:00");
        settle(YearMonth.of(2026, 10));
        assertThat(lines(YearMonth.of(2026, 10)))
                .as("held: on no statement")
                .noneMatch(line -> line.voucher() / 16 == booklet.value());
        var owed = world.owed(Account.OWED_TO_PROVIDERS);

        decide(ids.getFirst(), HoldDecision.RELEASED);

        assertThat(world.owed(Account.OWED_TO_PROVIDERS)).isEqualTo(owed.plus(cents(10_00)));
        world.clock.set("2026-12-02T10:00");
        settle(YearMonth.of(2026, 11));
        assertThat(lines(YearMonth.of(2026, 11))).singleElement().satisfies(line -> {
            assertThat(line.voucher()).isEqualTo(ids.getFirst().voucher());
            assertThat(line.serviceOn()).isEqualTo(LocalDate.of(2026, 10, 30));
        });
    }

    private void settle(YearMonth month) {
        done(
                SettleMonth.Outcome.Settled.class,
                world.bean(SettleMonth.class).handle(new SettleMonth.Command(month, TREASURER)));
    }

    private List<Statements.Line> lines(YearMonth month) {
        return world.bean(Statements.class).lines(FIRST, month);
    }

    @Test
    @DisplayName("le prestataire lit pourquoi, et répond par un texte que le contrôle lit, tant que rien n’est décidé")
    void the_provider_reads_why_and_answers() {
        var id = held(booklet()).getFirst();
        var decide = world.bean(DecideHold.class);

        assertThat(decide.answer(
                        id, "Un atelier d’une journée, cinq chèques par personne.", Optional.empty(), SECOND_STAFF))
                .isEqualTo(new DecideHold.Outcome.Refused(RequestReason.UNKNOWN_REDEMPTION));
        assertThat(decide.answer(
                        id, "Un atelier d’une journée, cinq chèques par personne.", Optional.empty(), FIRST_STAFF))
                .isEqualTo(new DecideHold.Outcome.Answered(id));

        assertThat(decide.waiting(CONTROLLER))
                .filteredOn(one -> one.redemption().equals(id))
                .singleElement()
                .extracting(Waiting::providerSays)
                .isEqualTo(Optional.of("Un atelier d’une journée, cinq chèques par personne."));
    }
}
