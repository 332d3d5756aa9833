package coop.fairpass.redemption;

import static coop.fairpass.World.FIRST_ADMIN;
import static coop.fairpass.World.FIRST_COLLEAGUE;
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
import coop.fairpass.directory.Actor;
import coop.fairpass.ledger.Account;
import coop.fairpass.orders.OrderId;
import coop.fairpass.redemption.Answer.Result;
import coop.fairpass.settlement.SettleMonth;
import java.nio.file.Path;
import java.time.Duration;
import java.time.YearMonth;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("R-136 : l’auteur d’une validation l’annule dans les 48 heures et avant l’arrêté du mois, jamais après")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CancelRedemptionTest {

    private World world;
    private OrderId order;
    private int used;

    @BeforeAll
    void open(Db db, @TempDir Path home) {
        world = new World(db, home);
        order = world.order(12);
        for (int place = 1; place <= 12; place++) {
            world.handedOver(order, place);
        }
    }

    @AfterAll
    void nothingIsBroken() {
        assertThat(world.ailments()).isEmpty();
        world.close();
    }

    private BookletNumber booklet() {
        return world.booklet(order, ++used);
    }

    private RedemptionId redeemed(BookletNumber booklet) {
        return RedemptionId.read(
                        world.redeem(world.given(booklet, 1)).redemptions().getFirst())
                .orElseThrow();
    }

    private CancelRedemption.Outcome cancel(RedemptionId id, Actor by) {
        return cancel(UUID.randomUUID(), id, by);
    }

    private CancelRedemption.Outcome cancel(UUID cancellation, RedemptionId id, Actor by) {
        return world.bean(CancelRedemption.class).handle(new CancelRedemption.Command(cancellation, id, by));
    }

    private static CancelRedemption.Outcome refused(RequestReason reason) {
        return new CancelRedemption.Outcome.Refused(reason);
    }

    @Test
    @DisplayName("à 48 heures juste elle s’annule, une seconde après non, même quand le jour a 25 heures")
    void within_forty_eight_hours() {
        world.clock.set("2026-10-24T10:00");
        var first = redeemed(booklet());
        var second = redeemed(booklet());

        world.clock.advance(Duration.ofDays(2));
        assertThat(cancel(first, FIRST_STAFF)).isEqualTo(new CancelRedemption.Outcome.Cancelled(first));
        world.clock.advance(Duration.ofSeconds(1));
        assertThat(cancel(second, FIRST_STAFF)).isEqualTo(refused(RequestReason.TOO_LATE_TO_CANCEL));
    }

    @Test
    @DisplayName(
            "annulée, la face revient en circulation, le chèque sert à nouveau, une demande répétée n’annule qu’une fois")
    void the_voucher_is_as_it_was() {
        world.clock.set("2026-10-14T10:00");
        var booklet = booklet();
        var owed = world.owed(Account.OWED_TO_PROVIDERS);
        var circulating = world.owed(Account.IN_CIRCULATION);
        var id = redeemed(booklet);
        var cancellation = UUID.randomUUID();

        assertThat(cancel(cancellation, id, FIRST_STAFF)).isEqualTo(new CancelRedemption.Outcome.Cancelled(id));
        assertThat(cancel(cancellation, id, FIRST_STAFF)).isEqualTo(new CancelRedemption.Outcome.Cancelled(id));
        assertThat(cancel(id, FIRST_STAFF)).isEqualTo(refused(RequestReason.NOT_ACCEPTED));

        assertThat(world.owed(Account.OWED_TO_PROVIDERS)).isEqualTo(owed);
        assertThat(world.owed(Account.IN_CIRCULATION)).isEqualTo(circulating);
        var again = world.redeem(world.given(booklet, 1));
        assertThat(again.result()).isEqualTo(Result.REDEEMED);
        assertThat(again.redemptions().getFirst()).endsWith(".1");
        assertThat(world.owed(Account.OWED_TO_PROVIDERS)).isEqualTo(owed.plus(cents(10_00)));
    }

    @Test
    @DisplayName("ni un collègue, ni une autre structure ; l’administrateur de la structure, oui")
    void only_its_author_or_the_administrator() {
        world.clock.set("2026-10-15T10:00");
        var id = redeemed(booklet());

        assertThat(cancel(id, FIRST_COLLEAGUE)).isEqualTo(refused(RequestReason.NOT_THE_AUTHOR));
        assertThat(cancel(id, SECOND_STAFF)).isEqualTo(refused(RequestReason.UNKNOWN_REDEMPTION));
        assertThat(cancel(new RedemptionId(id.voucher(), 3), FIRST_STAFF))
                .isEqualTo(refused(RequestReason.UNKNOWN_REDEMPTION));
        assertThat(cancel(id, FIRST_ADMIN)).isEqualTo(new CancelRedemption.Outcome.Cancelled(id));
    }

    @Test
    @Order(Integer.MAX_VALUE) // nothing can be redeemed in October any more
    @DisplayName("dès que le mois est arrêté, plus rien ne s’y annule, même une minute après la validation")
    void never_once_the_month_is_frozen() {
        world.clock.set("2026-10-31T23:59");
        var id = redeemed(booklet());
        var other = redeemed(booklet());
        world.clock.set("2026-11-01T00:00");
        assertThat(cancel(other, FIRST_STAFF))
                .as("the month is over, not frozen")
                .isEqualTo(new CancelRedemption.Outcome.Cancelled(other));

        done(
                SettleMonth.Outcome.Settled.class,
                world.bean(SettleMonth.class).handle(new SettleMonth.Command(YearMonth.of(2026, 10), TREASURER)));

        assertThat(cancel(id, FIRST_STAFF)).isEqualTo(refused(RequestReason.MONTH_FROZEN));
        assertThat(cancel(id, FIRST_ADMIN)).isEqualTo(refused(RequestReason.MONTH_FROZEN));
    }
}
