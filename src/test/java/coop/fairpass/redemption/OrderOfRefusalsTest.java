package coop.fairpass.redemption;

import static coop.fairpass.World.AGENT;
import static coop.fairpass.World.FIRST_PLACE;
import static coop.fairpass.World.FIRST_STAFF;
import static coop.fairpass.World.SECOND_PLACE;
import static coop.fairpass.World.SECOND_STAFF;
import static coop.fairpass.World.TEN_EUROS;
import static coop.fairpass.World.given;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.World;
import coop.fairpass.booklets.BlockBooklet;
import coop.fairpass.booklets.BookletNumber;
import coop.fairpass.booklets.Loss;
import coop.fairpass.booklets.ReplaceBooklet;
import coop.fairpass.booklets.WithdrawStock;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.LegalNature;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Role;
import coop.fairpass.orders.Need.Restrictions;
import coop.fairpass.orders.OrderId;
import coop.fairpass.places.PlaceId;
import coop.fairpass.redemption.Answer.Result;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Each test puts two conditions against one service on real facts: the higher line of domain §6 answers. */
@DisplayName("R-129 : existence, état, dates, droits : la première condition qui manque répond, sur une vraie base")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OrderOfRefusalsTest {

    private static final LocalDate BEFORE_THE_ORDER = LocalDate.of(2026, 9, 30);
    private static final LocalDate TOO_LATE = LocalDate.of(2027, 2, 1);
    private static final LocalDate TOMORROW = LocalDate.of(2026, 10, 8);
    private static final OrganisationId NEWCOMER = new OrganisationId(new UUID(0xc000_0000_0000_4000L, 77));
    private static final Actor NEW_STAFF = new Actor(
            "person/" + new UUID(0xa000_0000_0000_4000L, 77),
            "personne 77",
            Optional.of(NEWCOMER),
            Set.of(Role.PROVIDER_STAFF));

    private World world;
    private OrderId order;
    private OrderId restricted;
    private OrderId inactive;
    private OrderId regulated;
    private OrderId unwanted;
    private int used;

    @BeforeAll
    void open(Db db, @TempDir Path home) {
        world = new World(db, home);
        order = world.order(30);
        restricted = world.order(
                World.TOWN_BUYER,
                6,
                new Restrictions(
                        List.of("D:21"), "Côte-d’Or", List.of(), List.of(TEN_EUROS), "Premiers pas", true, 1, false));
        inactive = world.paidOrder(World.TOWN_BUYER, 2, Restrictions.none());
        regulated = world.order(
                World.COMPANY_BUYER, 1, new Restrictions(List.of(), "", List.of(), List.of(), "", true, 1, false));
        unwanted = world.order(World.COMPANY_BUYER, 1, Restrictions.none());
        world.register(NEWCOMER, "Nouveau venu", LegalNature.PRIVATE, 77);
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

    private Optional<RedeemReason> first(ServiceGiven given) {
        return world.redeem(given).reason();
    }

    private Optional<RedeemReason> second(ServiceGiven given) {
        return world.redeem(SECOND_STAFF, SECOND_PLACE, given).reason();
    }

    private ServiceGiven ten(LocalDate day, BookletNumber booklet, int rank) {
        return given(TEN_EUROS, day, world.code(booklet, rank));
    }

    private void block(BookletNumber booklet) {
        World.done(
                BlockBooklet.Outcome.Blocked.class,
                world.bean(BlockBooklet.class).handle(new BlockBooklet.Command(booklet.serial(), Loss.LOST, AGENT)));
    }

    @Test
    @DisplayName(
            "inconnu, puis non activé : un code qui n’existe pas répond avant tout, un lot inactif avant les dates")
    void existence_then_activation() {
        assertThat(first(given("FP-NON-999", TOO_LATE, "0000-0000-0000-0000"))).contains(RedeemReason.UNKNOWN_VOUCHER);
        assertThat(first(ten(TOO_LATE, world.booklet(inactive, 1), 1))).contains(RedeemReason.NOT_ACTIVE);
    }

    @Test
    @DisplayName("retiré et expiré : retiré, avec sa date ; de même pour le stock que personne n’a remis à la fin")
    void withdrawn_before_dates() {
        var withdrawal = world.bean(WithdrawStock.class)
                .handle(new WithdrawStock.Command(UUID.randomUUID(), unwanted, World.LIBRARY, 1, World.COMPANY_BUYER));
        World.done(WithdrawStock.Outcome.Withdrawn.class, withdrawal);
        var answer = world.redeem(ten(TOO_LATE, world.booklet(unwanted, 1), 1));
        assertThat(answer.reason()).contains(RedeemReason.WITHDRAWN);
        assertThat(answer.details()).containsEntry("on", world.today().toString());

        world.clock.set("2027-01-05T10:00");
        assertThat(first(ten(LocalDate.of(2026, 12, 30), world.booklet(order, 30), 1)))
                .as("no nightly task has run: facts and the clock answer")
                .contains(RedeemReason.WITHDRAWN);
    }

    @Test
    @DisplayName(
            "remplacé, puis bloqué : un carnet bloqué puis remplacé répond « remplacé », bloqué et expiré « bloqué »")
    void replaced_then_blocked_before_dates() {
        var lost = booklet();
        var alsoLost = booklet();
        block(lost);
        block(alsoLost);
        assertThat(first(ten(TOO_LATE, lost, 1))).contains(RedeemReason.BLOCKED);

        World.done(
                ReplaceBooklet.Outcome.Replaced.class,
                world.bean(ReplaceBooklet.class).handle(new ReplaceBooklet.Command(UUID.randomUUID(), lost, AGENT)));

        assertThat(first(ten(TOO_LATE, lost, 1))).contains(RedeemReason.REPLACED);
        world.clock.set("2027-02-03T10:00");
        assertThat(first(ten(TOO_LATE, alsoLost, 1)))
                .as("blocked, then expired, is still blocked")
                .contains(RedeemReason.BLOCKED);
    }

    @Test
    @DisplayName("déjà utilisé, puis à l’examen : l’état du chèque répond avant les dates et les droits")
    void spent_before_dates() {
        var booklet = booklet();
        world.redeem(world.given(booklet, 1));
        assertThat(first(ten(TOO_LATE, booklet, 1))).contains(RedeemReason.ALREADY_REDEEMED);

        var held = booklet();
        var answers = world.redeemAll(
                FIRST_STAFF,
                FIRST_PLACE,
                world.given(held, 1),
                world.given(held, 2),
                world.given(held, 3),
                world.given(held, 4),
                world.given(held, 5));
        assertThat(answers).allSatisfy(one -> assertThat(one.result()).isEqualTo(Result.HELD));
        assertThat(first(ten(TOO_LATE, held, 5))).contains(RedeemReason.UNDER_REVIEW);
    }

    @Test
    @DisplayName("trop tôt, expiré, jour impossible : les dates répondent avant la qualification et le périmètre")
    void dates_before_rights() {
        var booklet = world.handedOver(restricted, 1);

        assertThat(first(ten(BEFORE_THE_ORDER, booklet, 1))).contains(RedeemReason.NOT_YET_VALID);
        assertThat(second(ten(TOO_LATE, booklet, 1))).contains(RedeemReason.EXPIRED);
        assertThat(world.redeem(NEW_STAFF, FIRST_PLACE, ten(TOMORROW, booklet, 1))
                        .reason())
                .contains(RedeemReason.SERVICE_DATE_IMPOSSIBLE);
        assertThat(world.redeem(ten(TOMORROW, booklet, 1)).details())
                .as("the days that are possible")
                .containsEntry("until", "2026-10-07");
    }

    @Test
    @DisplayName("qualification, puis compte bancaire, puis lieu, puis convention, puis périmètre")
    void rights_in_their_order() {
        var booklet = world.handedOver(restricted, 2);
        var ten = ten(world.today(), booklet, 1);
        assertThat(world.redeem(NEW_STAFF, FIRST_PLACE, ten).reason()).contains(RedeemReason.PROVIDER_NOT_QUALIFIED);

        world.qualify(NEWCOMER);
        assertThat(world.redeem(NEW_STAFF, FIRST_PLACE, ten).reason()).contains(RedeemReason.PROVIDER_NOT_PAYABLE);

        world.account(NEWCOMER, 77);
        assertThat(world.redeem(NEW_STAFF, FIRST_PLACE, ten).reason()).contains(RedeemReason.PLACE_NOT_OPEN);
        assertThat(world.redeem(NEW_STAFF, new PlaceId(UUID.randomUUID()), ten).reason())
                .contains(RedeemReason.PLACE_NOT_OPEN);

        var stranger = new ServiceGiven(
                TEN_EUROS, world.today(), Optional.of(UUID.randomUUID()), List.of(world.code(booklet, 1)));
        assertThat(second(stranger)).contains(RedeemReason.MEDIATOR_WITHOUT_AGREEMENT);
        var outside =
                world.redeem(SECOND_STAFF, SECOND_PLACE, given("FP-NON-999", world.today(), world.code(booklet, 1)));
        assertThat(outside.reason()).contains(RedeemReason.OUTSIDE_PERIMETER);
        assertThat(outside.details()).as("R-134").containsEntry("perimeter", "Côte-d’Or");
    }

    @Test
    @DisplayName("service inconnu, non proposé, hors parcours, tarif non réglementé, puis trop de chèques")
    void services_in_their_order() {
        var booklet = world.handedOver(restricted, 3);
        var day = world.today();
        var one = world.code(booklet, 1);
        var two = world.code(booklet, 2);

        assertThat(first(given("FP-NON-999", day, one, two))).contains(RedeemReason.SERVICE_UNKNOWN);
        assertThat(first(given(World.NOT_OFFERED, day, one, two))).contains(RedeemReason.SERVICE_NOT_OFFERED);
        var outside = world.redeem(given(World.FIFTEEN_EUROS, day, one, two));
        assertThat(outside.reason()).contains(RedeemReason.SERVICE_OUTSIDE_PATH);
        assertThat(outside.details()).as("R-135").containsEntry("allowedServices", TEN_EUROS);
        assertThat(first(given(TEN_EUROS, day, one, two))).contains(RedeemReason.TOO_MANY_VOUCHERS);
        assertThat(world.redeem(given(TEN_EUROS, day, one)).result()).isEqualTo(Result.REDEEMED);

        var other = world.handedOver(regulated, 1);
        assertThat(first(given(World.FIFTEEN_EUROS, world.today(), world.code(other, 1), world.code(other, 2))))
                .contains(RedeemReason.PRICE_NOT_REGULATED);
    }
}
