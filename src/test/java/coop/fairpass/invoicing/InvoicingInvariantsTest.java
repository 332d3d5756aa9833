package coop.fairpass.invoicing;

import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.doctor.Trial;
import coop.fairpass.orders.OrdersGround;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Chaque invariant des pièces tient, et se voit quand on le brise")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InvoicingInvariantsTest {

    private final InvoicingInvariants invariants = new InvoicingInvariants();
    private OrdersGround ground;
    private Db db;

    /** Two orders: quotes, order forms, calls and fee invoices; one call is drawn. */
    @BeforeAll
    void live(Db given, @TempDir Path home) {
        db = given;
        ground = new OrdersGround(db, home);
        ground.ordered(1);
        ground.ordered(2);
        var _ = ground.bean(Documents.class).pdf("AF-2026-000001").orElseThrow();
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
    @CsvSource(delimiterString = " | ", quoteCharacter = '"', textBlock = """
            INVOICING-01 | F-2026 : 1 pièces pour 2 numéros | DELETE FROM invoicing.document WHERE number = 'F-2026-000001'
            INVOICING-01 | AF-2026 : 2 pièces pour 3 numéros | UPDATE invoicing.series SET last = 3 WHERE series = 'AF'
            INVOICING-02 | AF-2026-000001 | UPDATE invoicing.document SET content = content || ' ' WHERE number = 'AF-2026-000001'
            INVOICING-02 | AF-2026-000001 | UPDATE invoicing.document SET xml = xml || ' '::bytea WHERE number = 'AF-2026-000001'
            INVOICING-02 | AF-2026-000001 | UPDATE invoicing.document SET pdf = pdf || ' '::bytea WHERE number = 'AF-2026-000001'
            INVOICING-03 | F-2026-000002 | UPDATE invoicing.document SET xml = NULL, xml_sha256 = NULL WHERE number = 'F-2026-000002'
            INVOICING-03 | D-2026-000001 | UPDATE invoicing.document SET xml = ''::bytea, xml_sha256 = encode(sha256(''::bytea), 'hex') WHERE number = 'D-2026-000001'
            INVOICING-04 | AF-2026-000009 | UPDATE invoicing.document SET number = 'AF-2026-000009' WHERE number = 'AF-2026-000002'
            """)
    void each_is_seen_when_broken(String code, String offender, String damage) {
        assertThat(Trial.seen(db, invariants, "ALTER TABLE invoicing.document DISABLE TRIGGER USER;" + damage))
                .isEqualTo(Map.of(code, List.of(offender)));
    }

    @ParameterizedTest(name = "R-224 : le propriétaire de la base lui-même ne peut pas : {0}")
    @ValueSource(
            strings = {
                "UPDATE invoicing.document SET content = content || ' '",
                "UPDATE invoicing.document SET issued_on = issued_on - 1",
                "UPDATE invoicing.document SET pdf = ''::bytea WHERE number = 'AF-2026-000001'",
                "DELETE FROM invoicing.document WHERE number = 'F-2026-000001'"
            })
    void issued_is_frozen(String change) {
        Assertions.assertThatThrownBy(() -> ground.owner().sql(change).update())
                .hasMessageContaining("was issued: it is corrected by a credit note, not edited");
    }

    @ParameterizedTest(name = "R-224 : l’application n’a pas le droit de : {0}")
    @ValueSource(
            strings = {
                "UPDATE invoicing.document SET content = content || ' '",
                "DELETE FROM invoicing.document",
                "TRUNCATE invoicing.document",
                "DELETE FROM invoicing.series"
            })
    void the_application_may_not(String change) {
        Assertions.assertThatThrownBy(() -> db.jdbc().sql(change).update())
                .hasStackTraceContaining("permission denied");
    }

    @Test
    @DisplayName("chaque invariant a été brisé ici au moins une fois")
    void every_one_is_tried() {
        assertThat(Trial.untried(invariants, InvoicingInvariantsTest.class, "each_is_seen_when_broken"))
                .isEmpty();
    }
}
