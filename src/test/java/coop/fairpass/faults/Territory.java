package coop.fairpass.faults;

import coop.fairpass.Db;
import coop.fairpass.World;
import coop.fairpass.bench.Machine;
import coop.fairpass.booklets.BookletNumber;
import coop.fairpass.directory.ApiKeys;
import coop.fairpass.directory.Role;
import coop.fairpass.faults.Ground.Paper;
import coop.fairpass.orders.Need.Restrictions;
import coop.fairpass.postgres.Database;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Vouchers in people's hands and a provider's program that may redeem them, on a migrated base that somebody runs. */
final class Territory implements AutoCloseable {

    private final Db db;
    private final long firstBooklet;
    private final int booklets;
    final World world;
    final String key;

    /**
     * Makes all that.
     *
     * @param home where the keys of vouchers are
     */
    Territory(Database database, Path home, int booklets) {
        this.booklets = booklets;
        long start = System.nanoTime();
        db = new Db(database, () -> {});
        world = new World(db, home);
        var order = world.paidOrder(World.TOWN_BUYER, booklets, Restrictions.none());
        world.activate(order);
        firstBooklet = world.booklet(order, 1).value();
        key = world.bean(ApiKeys.class)
                .create(
                        UUID.randomUUID(),
                        World.FIRST,
                        "pannes",
                        Set.of(Role.PROVIDER_STAFF),
                        Ground.FIRST_DAY.plusYears(1),
                        World.FIRST_ADMIN);
        Machine.say("prêt en %.1f s".formatted((System.nanoTime() - start) / 1e9));
        world.handOverAll(Ground.FIRST_DAY);
    }

    /** Each voucher once: those of one booklet on ten following days, as nobody spends a whole one in a day. */
    Iterator<Paper> papers() {
        return IntStream.rangeClosed(1, World.SIZE)
                .boxed()
                .flatMap(rank -> LongStream.range(firstBooklet, firstBooklet + booklets)
                        .mapToObj(booklet -> new Paper(
                                world.code(new BookletNumber(booklet), rank), Ground.FIRST_DAY.plusDays(rank))))
                .iterator();
    }

    @Override
    public void close() {
        world.close();
        db.close();
    }
}
