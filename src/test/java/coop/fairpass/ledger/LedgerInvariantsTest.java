package coop.fairpass.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.doctor.Trial;
import coop.fairpass.orders.CancelOrder;
import coop.fairpass.orders.OrderId;
import coop.fairpass.orders.OrdersGround;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Chaque invariant des livres tient, et se voit quand on le brise")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LedgerInvariantsTest {

    /** What lets an owner do what the books refuse. */
    private static final String UNGUARDED = """
            ALTER TABLE ledger.leg DISABLE TRIGGER USER;
            ALTER TABLE ledger.coverage_proof DISABLE TRIGGER USER;
            ALTER TABLE ledger.allowed_leg DROP CONSTRAINT face_value_never_becomes_income;
            ALTER TABLE ledger.leg DROP CONSTRAINT a_posting_happens_once;
            """;

    private final LedgerInvariants invariants = new LedgerInvariants();
    private OrdersGround ground;
    private Db db;
    private OrderId cancelled;

    /** An order that is paid and active, one that was cancelled unpaid, and two mornings' proofs. */
    @BeforeAll
    void live(Db given, @TempDir Path home) {
        db = given;
        ground = new OrdersGround(db, home);
        ground.active(ground.ordered(2));
        cancelled = ground.ordered(1);
        ground.bean(CancelOrder.class).handle(new CancelOrder.Command(cancelled, "essai", OrdersGround.SALES));
        ground.funds().prove(ground.today(), true);
        ground.nextMorning();
        ground.funds().prove(ground.today(), true);
    }

    @AfterAll
    void close() {
        ground.close();
    }

    @Test
    @DisplayName("un monde sain passe tout l’examen")
    void all_hold() {
        assertThat(ground.ailments()).isEmpty();
    }

    @ParameterizedTest(name = "{0} se voit : {2}")
    @CsvSource(delimiter = '|', textBlock = """
            LEDGER-03 | écriture %M01 | UPDATE ledger.leg SET piece = 'AUTRE' WHERE posting = %M01 AND leg = 2
            LEDGER-03 | écriture %M01 | DELETE FROM ledger.leg WHERE posting = %M01 AND leg = 1
            LEDGER-04 | M05 %cause | INSERT INTO ledger.leg SELECT 999, recorded_at, amount_cents, cause, effective_on, debit_account, credit_account, debit_auxiliary, credit_auxiliary, leg, movement, piece, corrects FROM ledger.leg WHERE posting = %M05
            LEDGER-05 | écriture %M05 M36 | UPDATE ledger.leg SET movement = 'M36' WHERE posting = %M05
            LEDGER-06 | écriture %M01 | UPDATE ledger.leg SET debit_auxiliary = 999 WHERE posting = %M01 AND leg = 1
            LEDGER-08 | %cancelled sur 467110 : 1 | UPDATE ledger.leg SET amount_cents = amount_cents + 1 WHERE movement = 'M12' AND debit_account = 467110
            LEDGER-09 | il manque 1 centimes | UPDATE ledger.leg SET amount_cents = amount_cents - 1 WHERE movement = 'M03'
            LEDGER-10 | incident du 2026-11-10 10:00:00+00 | INSERT INTO ledger.coverage_incident (id, gap_cents, opened_at) VALUES (gen_random_uuid(), -1, '2026-11-10T10:00Z')
            LEDGER-11 | preuve du 2026-11-11 | UPDATE ledger.coverage_proof SET held_cents = 1 WHERE proved_on = '2026-11-11'
            LEDGER-11 | preuve du 2026-11-12 | DELETE FROM ledger.coverage_proof WHERE proved_on = '2026-11-11'
            LEDGER-12 | 580000 : -1 | INSERT INTO ledger.leg VALUES (999, '2026-11-10', 1, gen_random_uuid(), '2026-11-10', 512100, 580000, NULL, NULL, 1, 'M50', 'essai', NULL)
            LEDGER-14 | %cancelled : 0 financés | INSERT INTO ledger.allowed_leg VALUES ('M12', 467110, 411100); UPDATE ledger.leg SET credit_account = 411100, credit_auxiliary = 1 WHERE movement = 'M12' AND debit_account = 467110
            LEDGER-15 | 706100 : 1 au lieu de 0 | INSERT INTO ledger.rolled_balance VALUES (706100, NULL, 1)
            LEDGER-13 | écriture %M05 | UPDATE ledger.leg SET effective_on = '2026-11-30' WHERE posting = %M05
            """)
    void each_is_seen_when_broken(String code, String offender, String damage) {
        assertThat(Trial.seen(db, invariants, UNGUARDED + with(damage)))
                .isEqualTo(Map.of(code, List.of(with(offender))));
    }

    private String with(String text) {
        var m12 = "movement = 'M12' AND debit_account = 467110";
        return text.replace("%M01", posting("movement = 'M01' AND piece = 'F-2026-000001'"))
                .replace("%M05", posting("movement = 'M05'"))
                .replace("%M12", posting(m12))
                .replace("%cause", ask("SELECT cause::text FROM ledger.leg WHERE movement = 'M05'"))
                .replace("%cancelled", ground.accountOf(cancelled).code());
    }

    private String posting(String which) {
        return ask("SELECT DISTINCT posting::text FROM ledger.leg WHERE " + which);
    }

    private String ask(String sql) {
        return ground.owner().sql(sql).query(String.class).single();
    }

    /**
     * Rows cannot be unbalanced, for a leg is one amount with two ends; a view that forgot one end of a posting would
     * be.
     */
    @ParameterizedTest(name = "{0} se voit : une vue qui oublie le crédit d’une écriture")
    @CsvSource(delimiter = '|', textBlock = """
            LEDGER-01 | débit − crédit = 960
            LEDGER-02 | écriture %M01
            """)
    void a_view_that_forgets(String code, String offender) {
        var seen = Trial.seen(db, invariants, with("""
                CREATE OR REPLACE VIEW ledger.line AS
                SELECT posting, leg, movement, cause, effective_on, recorded_at, piece, corrects,
                       debit_account AS account, debit_auxiliary AS auxiliary, amount_cents
                  FROM ledger.leg
                UNION ALL
                SELECT posting, leg, movement, cause, effective_on, recorded_at, piece, corrects,
                       credit_account, credit_auxiliary, -amount_cents
                  FROM ledger.leg WHERE posting <> %M01
                """));
        assertThat(seen).containsEntry(code, List.of(with(offender))).containsOnlyKeys("LEDGER-01", "LEDGER-02");
    }

    @Test
    @DisplayName(
            "LEDGER-07 se voit : la valeur faciale d’une commande portée en produit, qui manque aussi à sa position")
    void face_value_made_income() {
        var seen = Trial.seen(db, invariants, UNGUARDED + """
                INSERT INTO ledger.allowed_leg VALUES ('M12', 467110, 706100);
                UPDATE ledger.leg SET credit_account = 706100, credit_auxiliary = NULL
                 WHERE movement = 'M12' AND debit_account = 467110
                """);
        assertThat(seen)
                .isEqualTo(Map.of(
                        "LEDGER-07", List.of(with("écriture %M12")),
                        "LEDGER-14", List.of(with("%cancelled : 0 financés"))));
    }

    @Test
    @DisplayName("chaque invariant a été brisé ici au moins une fois")
    void every_one_is_tried() {
        var untried = Trial.untried(invariants, LedgerInvariantsTest.class, "each_is_seen_when_broken");
        assertThat(untried).containsExactly("LEDGER-01", "LEDGER-02", "LEDGER-07");
        assertThat(Trial.untried(invariants, LedgerInvariantsTest.class, "a_view_that_forgets"))
                .doesNotContain("LEDGER-01", "LEDGER-02");
    }
}
