package coop.fairpass.winddown;

import static coop.fairpass.World.SALES;
import static coop.fairpass.World.TOWN_BUYER;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.World;
import coop.fairpass.ledger.Account;
import coop.fairpass.money.Money;
import coop.fairpass.orders.ActivateLot;
import coop.fairpass.orders.Need.Restrictions;
import coop.fairpass.orders.OrderId;
import coop.fairpass.orders.OrderReason;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("R-206 : un arrêt et une activation au même instant : l’un attend l’autre, et le voit")
@ExtendWith(TestDatabase.class)
class WindDownRacesTest {

    private final Db db;
    private final Path home;
    private World world;
    private OrderId paid;

    WindDownRacesTest(Db db, @TempDir Path home) {
        this.db = db;
        this.home = home;
    }

    @BeforeEach
    void live() {
        world = new World(db, home);
        paid = world.paidOrder(TOWN_BUYER, 1, Restrictions.none());
    }

    @AfterEach
    void close() {
        assertThat(world.ailments()).isEmpty();
        world.close();
    }

    private ActivateLot.Outcome activate() {
        return world.bean(ActivateLot.class)
                .handle(new ActivateLot.Command(world.lot(paid).id(), SALES));
    }

    private ConfirmWindDown.Outcome confirm(java.util.UUID decision) {
        return world.bean(ConfirmWindDown.class)
                .handle(new ConfirmWindDown.Command(decision, "CA-2026-11", World.TREASURER));
    }

    /** The first is done and not committed when the second begins; it commits once the second waits for it. */
    private <A, B> Both<A, B> secondBeginsWithin(Supplier<A> first, Supplier<B> second) throws Exception {
        var done = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        try (var threads = Executors.newFixedThreadPool(2)) {
            var one = threads.submit(() -> db.transactions().execute(_ -> {
                var outcome = first.get();
                done.countDown();
                try {
                    goOn.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                return outcome;
            }));
            done.await();
            var other = threads.submit(second::get);
            while (!other.isDone() && waiting() == 0) {
                Thread.onSpinWait();
            }
            boolean waited = !other.isDone();
            goOn.countDown();
            return new Both<>(one.get(), other.get(), waited);
        }
    }

    private record Both<A, B>(A first, B second, boolean secondWaited) {}

    private int waiting() {
        return world.owner().sql("""
                        SELECT count(*) FROM pg_locks
                         WHERE locktype = 'advisory' AND classid = 206 AND NOT granted
                        """).query(Integer.class).single();
    }

    @Test
    @DisplayName("l’activation d’abord : l’arrêt attend qu’elle finisse, elle tient, la suivante est refusée")
    void activation_first() throws Exception {
        var decision = Decided.recorded(world, DecisionKind.START, world.today());
        var both = secondBeginsWithin(this::activate, () -> confirm(decision));
        assertThat(both.first()).isInstanceOf(ActivateLot.Outcome.Activated.class);
        assertThat(both.second()).isInstanceOf(ConfirmWindDown.Outcome.Done.class);
        assertThat(both.secondWaited()).isTrue();
        assertThat(world.owed(Account.IN_CIRCULATION)).isEqualTo(Money.cents(100_00));
    }

    @Test
    @DisplayName("l’arrêt d’abord : l’activation attend qu’il soit écrit, et elle est refusée")
    void wind_down_first() throws Exception {
        var decision = Decided.recorded(world, DecisionKind.START, world.today());
        var both = secondBeginsWithin(() -> confirm(decision), this::activate);
        assertThat(both.first()).isInstanceOf(ConfirmWindDown.Outcome.Done.class);
        assertThat(both.second()).isEqualTo(new ActivateLot.Outcome.Refused(OrderReason.WIND_DOWN));
        assertThat(both.secondWaited()).isTrue();
        assertThat(world.owed(Account.IN_CIRCULATION)).isEqualTo(Money.ZERO);
    }
}
