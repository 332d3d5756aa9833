package coop.fairpass.booklets;

import static coop.fairpass.booklets.Ground.LIBRARY;
import static coop.fairpass.booklets.Ground.MANAGER;
import static coop.fairpass.booklets.Ground.PRODUCTION;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.orders.Lot.Goods;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Cent mille carnets se font, s’expédient et se comptent en quelques instants")
@ExtendWith(TestDatabase.class)
class ManyBookletsTest {

    private static final long MANY = 100_000;

    /** Many times what was measured on two slow cores; a statement a booklet would take minutes. */
    private static final Duration SOON = Duration.ofSeconds(30);

    @Test
    @DisplayName("un million de chèques en un lot")
    void a_million_vouchers(Db db, @TempDir Path home) {
        try (var ground = new Ground(db, home)) {
            var order = ground.approvedOrder(MANY);
            var lot = ground.lot(order, 1);
            timed("make", () -> ground.bean(MakeBooklets.class).handle(new MakeBooklets.Command(order, PRODUCTION)));
            assertThat(ground.range(order, 1).count()).isEqualTo(MANY);
            var all = BookletRanges.of(ground.range(order, 1));
            timed(
                    "print",
                    () -> ground.bean(PrintSheets.class)
                            .handle(new PrintSheets.Command(lot.id(), Optional.empty(), PRODUCTION)));
            var move = UUID.randomUUID();
            timed(
                    "ship",
                    () -> ground.bean(ShipLot.class)
                            .handle(new ShipLot.Command(move, lot.id(), LIBRARY, Optional.of(all), PRODUCTION)));
            timed(
                    "receive",
                    () -> ground.bean(AcknowledgeMove.class).handle(new AcknowledgeMove.Command(move, all, MANAGER)));
            assertThat(ground.lot(order, 1).goods()).isEqualTo(Goods.RECEIVED);
            timed(
                    "read the stock",
                    () -> assertThat(ground.bean(Stock.class).of(LIBRARY, MANAGER))
                            .singleElement()
                            .satisfies(held -> assertThat(held.vouchers()).isEqualTo(MANY * Ground.SIZE)));
            assertThat(ground.owner()
                            .sql("SELECT count(*) FROM booklets.span")
                            .query(Integer.class)
                            .single())
                    .as("rows")
                    .isOne();
            timed("examine", () -> assertThat(ground.broken()).isEmpty());
        }
    }

    private static void timed(String what, Runnable act) {
        long before = System.nanoTime();
        act.run();
        var took = Duration.ofNanos(System.nanoTime() - before);
        assertThat(took).as("%s: %d ms", what, took.toMillis()).isLessThan(SOON);
    }
}
