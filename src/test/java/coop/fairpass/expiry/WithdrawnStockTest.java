package coop.fairpass.expiry;

import static coop.fairpass.World.AGENT;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.World;
import coop.fairpass.booklets.Audience;
import coop.fairpass.booklets.BookletReason;
import coop.fairpass.booklets.BookletState;
import coop.fairpass.booklets.Channel;
import coop.fairpass.booklets.HandOverBooklet;
import coop.fairpass.expiry.Outcomes.VoucherOutcome;
import coop.fairpass.orders.OrderId;
import coop.fairpass.redemption.Answer.Result;
import coop.fairpass.redemption.RedeemReason;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What was still in stock at the end: it serves no more, it is given to nobody, and the joint statement says so. */
@DisplayName("R-044 : ce qui est en stock le dernier jour est retiré")
@ExtendWith(TestDatabase.class)
class WithdrawnStockTest {

    @Test
    @DisplayName(
            "R-044 : retiré, un carnet n’est ni validé ni remis, et ses chèques entrent dans l’état contradictoire avec leurs numéros")
    void withdrawn_stock_serves_no_more(Db db, @TempDir Path home) {
        try (var world = new World(db, home)) {
            var order = world.order(3);
            var used = world.handedOver(order, 1);
            assertThat(world.redeem(world.given(used, 1)).result()).isEqualTo(Result.REDEEMED);
            var stocked = world.booklet(order, 2);

            world.day("2026-12-31");
            assertThat(state(world, order, 2)).isEqualTo(BookletState.IN_STOCK);
            world.day("2027-01-01");
            assertThat(state(world, order, 2)).isEqualTo(BookletState.WITHDRAWN);

            // The tolerance is for who holds a booklet, not for the stock: a service of December is refused too.
            assertThat(world.redeem(world.given(stocked, 1)).reason()).contains(RedeemReason.WITHDRAWN);
            assertThat(world.redeem(World.given(World.TEN_EUROS, World.VALID_UNTIL, world.code(stocked, 2)))
                            .reason())
                    .contains(RedeemReason.WITHDRAWN);
            assertThat(world.bean(HandOverBooklet.class)
                            .handle(new HandOverBooklet.Command(
                                    UUID.randomUUID(), stocked.serial(), Audience.JOBSEEKER, Channel.DESK, AGENT)))
                    .isEqualTo(new HandOverBooklet.Outcome.Refused(BookletReason.WITHDRAWN));
            assertThat(world.redeem(world.given(used, 2)).result()).isEqualTo(Result.REDEEMED);

            world.day("2027-02-07");
            var statement = world.bean(JointStatements.class).last(order).orElseThrow();
            assertThat(statement.lines())
                    .filteredOn(line -> line.line().outcome() == VoucherOutcome.WITHDRAWN)
                    .singleElement()
                    .satisfies(line -> {
                        assertThat(line.line().vouchers()).isEqualTo(20);
                        assertThat(line.line().serials())
                                .contains(stocked.voucher(1).serial());
                    });
        }
    }

    private static BookletState state(World world, OrderId order, int place) {
        return BookletState.valueOf(world.db
                .jdbc()
                .sql("SELECT state FROM booklets.booklet_facts(:number)")
                .param("number", world.booklet(order, place).value())
                .query(String.class)
                .single());
    }
}
