package coop.fairpass;

import static coop.fairpass.World.COOPERATIVE;
import static coop.fairpass.World.FIRST_PLACE;
import static coop.fairpass.World.FIRST_STAFF;
import static coop.fairpass.World.TOWN;
import static coop.fairpass.World.TOWN_BUYER;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.expiry.JointStatements;
import coop.fairpass.orders.Need.Restrictions;
import coop.fairpass.orders.OrderState;
import coop.fairpass.orders.Orders;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The program was stopped from October to the end of February, and starts again: all that was due is done, once. */
@DisplayName("R-336 : une tâche manquée pendant un arrêt est rattrapée, sans double effet")
@ExtendWith(TestDatabase.class)
class CaughtUpTest {

    @Test
    @DisplayName(
            "R-336 : devis caduc, fin de commande, retrait du stock, bilan, mois à arrêter, preuve de couverture, soldes : rattrapés, et rejouer ne change rien")
    void all_that_was_due_is_done_once(Db db, @TempDir Path home) {
        try (var world = new World(db, home)) {
            var order = world.order(3);
            world.spend(FIRST_STAFF, FIRST_PLACE, order, 4);
            var stocked = world.booklet(order, 3);
            var quoted = world.quotedOrder(TOWN_BUYER, 1, Restrictions.none(), World.VALID_UNTIL);
            assertThat(state(world, quoted)).isEqualTo(OrderState.QUOTED);

            // Five months without a night; then one.
            world.clock.set("2027-02-20T09:00");
            world.dueWork();

            assertThat(state(world, quoted)).as("a quote lapses").isEqualTo(OrderState.LAPSED);
            assertThat(state(world, order)).isEqualTo(OrderState.IN_RECONCILIATION);
            assertThat(world.db
                            .jdbc()
                            .sql("SELECT withdrawn_on FROM booklets.booklet_facts(:number)")
                            .param("number", stocked.value())
                            .query(LocalDate.class)
                            .single())
                    .as("on the day it was due, not on the day it was done")
                    .isEqualTo(LocalDate.of(2027, 1, 1));
            assertThat(world.bean(JointStatements.class).last(order)).isPresent();
            assertThat(world.told(COOPERATIVE)).anyMatch(told -> told.contains("Un mois est à arrêter"));
            assertThat(count(world, "SELECT count(*) FROM ledger.coverage_proof WHERE proved_on = '2027-02-20'"))
                    .isEqualTo(1);
            assertThat(world.told(TOWN)).isNotEmpty();

            var once = rows(world);
            world.dueWork();
            assertThat(rows(world)).isEqualTo(once);
            assertThat(world.ailments()).isEmpty();
        }
    }

    private static OrderState state(World world, coop.fairpass.orders.OrderId order) {
        return world.bean(Orders.class).get(order).state();
    }

    private static long count(World world, String sql) {
        return world.owner().sql(sql).query(Long.class).single();
    }

    /** How many rows each table of each room holds. */
    private static Map<String, Long> rows(World world) {
        var rows = new TreeMap<String, Long>();
        world.owner()
                .sql("""
                        SELECT format('%I.%I', schemaname, tablename)
                          FROM pg_tables
                         WHERE schemaname NOT IN ('pg_catalog', 'information_schema')
                        """)
                .query(String.class)
                .list()
                .forEach(table -> rows.put(table, count(world, "SELECT count(*) FROM " + table)));
        return rows;
    }
}
