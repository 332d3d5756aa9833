package coop.fairpass.bench;

import coop.fairpass.World;
import coop.fairpass.orders.Need.Restrictions;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What vouchers cost that nobody has spent yet: ordered, generated, printed, shipped, acknowledged, paid, activated, by
 * the use cases. It prints, and judges nothing but that each exists: {@code ./fairpass bench issue}.
 */
@DisplayName("Émettre des chèques")
class IssueBench {

    private static final String STORED = """
            SELECT sum(pg_total_relation_size(c.oid))
              FROM pg_class c
              JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE n.nspname IN ('booklets', 'orders') AND c.relkind = 'r'
            """;

    /** Vouchers of an order. */
    private static final long ORDER = Long.getLong("bench.order", 1_000_000);

    private final Growth growth = new Growth("chèques");

    @Test
    @DisplayName("à trois tailles, et comment le coût grandit")
    void issue(@TempDir Path home) throws Exception {
        Machine.say(Machine.describe());
        for (long size : Growth.sizes("100000,1000000,10000000")) {
            try (var stage = Stage.open(home.resolve(Long.toString(size)))) {
                measure(stage, size);
            }
        }
        growth.print();
    }

    /** Ten orders at most, as a country's year has hundreds. */
    private void measure(Stage stage, long size) throws Exception {
        var world = stage.world();
        long ofOne = Math.max(ORDER, size / 10);
        long before = stage.number(STORED);
        long start = System.nanoTime();
        growth.measure("commander, fabriquer, livrer, payer, activer", size, stage.postmaster(), () -> {
            for (long issued = 0; issued < size; issued += ofOne) {
                long vouchers = Math.min(ofOne, size - issued);
                world.activate(world.paidOrder(World.TOWN_BUYER, vouchers / World.SIZE, Restrictions.none()));
            }
            return size;
        });
        Machine.say("%,d chèques en %.1f s, %.1f octets stockés par chèque"
                .formatted(size, (System.nanoTime() - start) / 1e9, (stage.number(STORED) - before) / (double) size));
        Growth.settle(stage.database());
        for (var table : new String[] {"booklets.span", "booklets.step", "orders.voucher_order", "orders.proof"}) {
            Machine.say("  %-24s %,14d octets, dont %,14d d’index"
                    .formatted(
                            table,
                            stage.number("SELECT pg_total_relation_size('" + table + "')"),
                            stage.number("SELECT pg_indexes_size('" + table + "')")));
        }
        Stage.require(
                stage.number("SELECT sum(booklets * size) FROM booklets.span_facts WHERE state = 'IN_STOCK'") == size,
                "a voucher is missing");
        Stage.require(
                stage.number("SELECT circulating_cents FROM ledger.coverage()") == size * 10_00,
                "the vouchers are not what the books say");
    }
}
