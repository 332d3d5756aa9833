package coop.fairpass.booklets;

import static coop.fairpass.booklets.Ground.AGENT;
import static coop.fairpass.booklets.Ground.MANAGER;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@DisplayName("Chaque invariant des carnets tient, et se voit quand on le brise")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BookletsInvariantsTest {

    private Ground ground;
    private Db db;

    /** Booklets of each kind: 1 handed over, 2 blocked, 3 replaced, 4 in transit, 5 and 6 withdrawn, 7 replaces 3. */
    @BeforeAll
    void live(Db given, @TempDir Path home) {
        db = given;
        ground = new Ground(db, home);
        var order = ground.activeOrder(6);
        for (int place = 1; place <= 3; place++) {
            ground.handOver(ground.number(order, place), AGENT);
        }
        for (int place = 2; place <= 3; place++) {
            ground.bean(BlockBooklet.class)
                    .handle(new BlockBooklet.Command(ground.number(order, place).serial(), Loss.LOST, AGENT));
        }
        ground.bean(ReplaceBooklet.class)
                .handle(new ReplaceBooklet.Command(UUID.randomUUID(), ground.number(order, 3), AGENT));
        ground.bean(TransferBooklets.class)
                .handle(new TransferBooklets.Command(
                        UUID.randomUUID(), Ground.CENTRE, BookletRanges.of(ground.number(order, 4)), MANAGER));
        ground.bean(WithdrawStock.class)
                .handle(new WithdrawStock.Command(UUID.randomUUID(), order, Ground.LIBRARY, 2, Ground.BUYER));
    }

    @Test
    void all_hold() {
        assertThat(ground.broken()).isEmpty();
    }

    @ParameterizedTest(name = "{0} se voit : {1}")
    @CsvSource(delimiter = '|', textBlock = """
            BOOKLETS-01 | INSERT INTO booklets.span SELECT 8, 8, holder, lot, since, size, generation, 'PRINTED' FROM booklets.span WHERE first_booklet = 5
            BOOKLETS-01 | UPDATE booklets.span SET lot = 99 WHERE first_booklet = 5
            BOOKLETS-01 | UPDATE booklets.span SET last_booklet = 8 WHERE first_booklet = 5
            BOOKLETS-02 | UPDATE booklets.span SET lot = 99 WHERE first_booklet = 5
            BOOKLETS-02 | UPDATE booklets.span SET last_booklet = 5 WHERE first_booklet = 5
            BOOKLETS-03 | DELETE FROM booklets.hand_over WHERE booklet = 1
            BOOKLETS-03 | UPDATE booklets.hand_over SET booklet = 8 WHERE booklet = 1
            BOOKLETS-03 | UPDATE booklets.span SET state = 'HANDED_OVER' WHERE first_booklet = 4
            BOOKLETS-04 | UPDATE booklets.span SET holder = gen_random_uuid() WHERE first_booklet = 4
            BOOKLETS-05 | UPDATE booklets.span SET state = 'IN_STOCK' WHERE first_booklet = 4
            BOOKLETS-05 | UPDATE booklets.span SET state = 'IN_TRANSIT' WHERE first_booklet = 5
            BOOKLETS-06 | UPDATE booklets.move SET completed_at = sent_at WHERE completed_at IS NULL
            BOOKLETS-06 | UPDATE booklets.move SET completed_at = NULL WHERE completed_at IS NOT NULL
            BOOKLETS-07 | UPDATE booklets.replacement SET ranks = '{1,2}'
            BOOKLETS-07 | UPDATE booklets.replacement SET ranks = '{1,1,2,3,4,5,6,7,8,9}'
            BOOKLETS-07 | UPDATE booklets.span SET lot = 99 WHERE first_booklet = 7
            BOOKLETS-07 | DELETE FROM booklets.span WHERE first_booklet = 7
            BOOKLETS-08 | UPDATE booklets.block SET lifted_at = reported_at, lifted_by = 'x' WHERE booklet = 3
            BOOKLETS-08 | UPDATE booklets.span SET state = 'HANDED_OVER' WHERE first_booklet = 2
            BOOKLETS-08 | UPDATE booklets.block SET booklet = 1 WHERE booklet = 2
            BOOKLETS-09 | UPDATE booklets.span SET generation = 9 WHERE first_booklet = 1
            BOOKLETS-10 | DELETE FROM booklets.withdrawal WHERE first_booklet = 5
            BOOKLETS-10 | UPDATE booklets.withdrawal SET last_booklet = 5 WHERE first_booklet = 5
            BOOKLETS-10 | UPDATE booklets.withdrawal SET last_booklet = 7 WHERE first_booklet = 5
            BOOKLETS-10 | UPDATE booklets.withdrawal SET withdrawn_on = withdrawn_on + 1 WHERE first_booklet = 5
            BOOKLETS-11 | UPDATE booklets.hand_over SET handed_over_on = '2026-11-09' WHERE booklet = 1
            BOOKLETS-12 R-334 | DELETE FROM booklets.step
            BOOKLETS-12 R-334 | DELETE FROM booklets.step WHERE code = 'B7_HANDED_OVER'
            BOOKLETS-12 R-334 | UPDATE booklets.step SET code = 'B13_BLOCK_LIFTED' WHERE code = 'B7_HANDED_OVER'
            BOOKLETS-12 R-334 | UPDATE booklets.step SET code = 'OTHER' WHERE code = 'B4_COUNTED_IN'
            BOOKLETS-12 R-334 | UPDATE booklets.step SET last_booklet = 5 WHERE code = 'B15_WITHDRAWN'
            BOOKLETS-12 R-334 | UPDATE booklets.span SET state = 'PRINTED' WHERE first_booklet = 5
            BOOKLETS-13 | DELETE FROM booklets.span WHERE first_booklet = 4
            BOOKLETS-13 | UPDATE booklets.span SET last_booklet = 5 WHERE first_booklet = 4
            BOOKLETS-13 | UPDATE booklets.span SET last_booklet = 5 WHERE first_booklet = 5
            BOOKLETS-13 | UPDATE booklets.numbering SET last_number = 8
            """)
    void each_is_seen_when_broken(String codes, String damage) {
        var code = codes.split(" ", -1)[0];
        var owner = new TransactionTemplate(new JdbcTransactionManager(db.owner()));
        var seen = owner.execute(transaction -> {
            transaction.setRollbackOnly();
            var jdbc = org.springframework.jdbc.core.simple.JdbcClient.create(db.owner());
            assertThat(jdbc.sql(damage).update()).isPositive();
            var invariant = new BookletsInvariants()
                    .all().stream()
                            .filter(one -> one.code().equals(code))
                            .findFirst()
                            .orElseThrow();
            return jdbc.sql(invariant.offenders()).query(String.class).list();
        });
        assertThat(seen).isNotNull().isNotEqualTo(List.of());
    }

    @Test
    @DisplayName("chaque invariant a été brisé ici au moins une fois")
    void every_one_is_tried() throws Exception {
        var tried = BookletsInvariantsTest.class
                .getDeclaredMethod("each_is_seen_when_broken", String.class, String.class)
                .getAnnotation(CsvSource.class)
                .textBlock();
        assertThat(new BookletsInvariants().all())
                .allSatisfy(one -> assertThat(tried).contains(one.code()));
    }
}
