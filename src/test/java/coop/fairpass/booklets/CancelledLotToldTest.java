package coop.fairpass.booklets;

import static coop.fairpass.World.COMPANY_BUYER;
import static coop.fairpass.World.LIBRARY;
import static coop.fairpass.World.SALES;
import static coop.fairpass.World.done;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.World;
import coop.fairpass.orders.CancelLot;
import coop.fairpass.orders.LotId;
import coop.fairpass.orders.Need.Restrictions;
import coop.fairpass.orders.Orders;
import coop.fairpass.orders.SplitLot;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Un lot annulé est dit à qui tient ses carnets")
@ExtendWith(TestDatabase.class)
class CancelledLotToldTest {

    @Test
    @DisplayName("V14 : le distributeur apprend aussitôt quels carnets de son stock ne valent plus rien, une fois")
    void whoever_holds_its_booklets_is_told(Db db, @TempDir Path home) {
        try (var world = new World(db, home)) {
            var order = world.paidOrder(COMPANY_BUYER, 3, Restrictions.none());
            var split = new LotId(UUID.randomUUID());
            done(
                    SplitLot.Outcome.Split.class,
                    world.bean(SplitLot.class)
                            .handle(new SplitLot.Command(world.lot(order).id(), 2, split, SALES)));
            var lot = world.bean(Orders.class).lots(order).getLast();
            var asked = new CancelLot.Command(lot.id(), "Un carnet de trop.", COMPANY_BUYER);
            done(CancelLot.Outcome.Asked.class, world.bean(CancelLot.class).handle(asked));
            assertThat(world.told(LIBRARY)).noneMatch(text -> text.contains("ne valent plus rien"));

            for (int time = 1; time <= 2; time++) {
                done(
                        CancelLot.Outcome.Cancelled.class,
                        world.bean(CancelLot.class).handle(new CancelLot.Command(lot.id(), "D’accord.", SALES)));
            }

            var number = world.bean(Orders.class).get(order).signedNumber();
            assertThat(world.told(LIBRARY))
                    .filteredOn(text -> text.startsWith("Des carnets de votre stock ne valent plus rien"))
                    .singleElement()
                    .asString()
                    .contains(
                            "Commande " + number + ", lot 2",
                            "1 carnet",
                            world.booklet(order, 3).serial(),
                            "Ne les remettez à personne");
            assertThat(world.ailments()).isEmpty();
        }
    }
}
