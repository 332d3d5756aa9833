package coop.fairpass;

import coop.fairpass.booklets.BookletNumber;
import coop.fairpass.orders.Need.Restrictions;
import coop.fairpass.orders.OrderId;
import coop.fairpass.postgres.PgServer;
import coop.fairpass.redemption.RedeemVouchers;
import coop.fairpass.redemption.ServiceGiven;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How many vouchers a second are redeemed, on the embedded PostgreSQL as production runs it: what is answered is on the
 * disk. It prints, and judges nothing: {@code ./fairpass test -Dtest=RedeemBench}.
 */
@DisplayName("Combien de chèques par seconde")
class RedeemBench {

    private static final int BOOKLETS = 4_000;

    /** Three a day is what nobody looks at twice. */
    private static final int OF_EACH = 3;

    @Test
    @DisplayName("un par un, à plusieurs, par listes")
    void redeem(@TempDir Path home) throws Exception {
        try (var server =
                PgServer.start(home, Path.of("target/test-postgres/binaries").toAbsolutePath())) {
            try (var owner = server.database().owner()) {
                Flyway.configure()
                        .dataSource(owner)
                        .placeholderReplacement(false)
                        .load()
                        .migrate();
            }
            try (var db = new Db(server.database(), () -> {});
                    var world = new World(db, home)) {
                var order = world.paidOrder(World.TOWN_BUYER, BOOKLETS, Restrictions.none());
                world.activate(order);
                var vouchers = vouchers(world, order);
                System.out.println("chèques par seconde, %d processeurs, validations écrites sur le disque"
                        .formatted(Runtime.getRuntime().availableProcessors()));
                round(world, vouchers, "échauffement", 1, 1, 500);
                round(world, vouchers, "un par un, une personne", 1, 1, 500);
                round(world, vouchers, "un par un, huit personnes", 8, 1, 2_000);
                round(world, vouchers, "listes de dix, huit personnes", 8, 10, 3_000);
                round(world, vouchers, "listes de cent, huit personnes", 8, 100, 4_000);
            }
        }
    }

    private static List<ServiceGiven> vouchers(World world, OrderId order) {
        var all = new ArrayList<ServiceGiven>();
        long first = world.booklet(order, 1).value();
        for (int rank = 1; rank <= OF_EACH; rank++) {
            for (int place = 0; place < BOOKLETS; place++) {
                all.add(world.given(new BookletNumber(first + place), rank));
            }
        }
        return all;
    }

    private static void round(
            World world, List<ServiceGiven> vouchers, String what, int people, int together, int count)
            throws Exception {
        var redeem = world.bean(RedeemVouchers.class);
        var requests = new ArrayList<Callable<RedeemVouchers.Outcome>>();
        for (int done = 0; done < count; done += together) {
            var services = List.copyOf(vouchers.subList(0, together));
            vouchers.subList(0, together).clear();
            requests.add(() -> redeem.handle(new RedeemVouchers.Command(
                    UUID.randomUUID(), World.FIRST_PLACE.value(), services, World.FIRST_STAFF)));
        }
        try (var threads = Executors.newFixedThreadPool(people)) {
            long start = System.nanoTime();
            long answered = 0;
            for (var answer : threads.invokeAll(requests)) {
                answered += ((RedeemVouchers.Outcome.Answered) answer.get())
                        .answer()
                        .services()
                        .size();
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.println("%-34s %,8.0f".formatted(what, answered / seconds));
        }
    }
}
