package coop.fairpass.orders;

import static coop.fairpass.orders.OrdersGround.BUYER;
import static coop.fairpass.orders.OrdersGround.SALES;
import static coop.fairpass.orders.OrdersGround.need;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.doctor.Trial;
import coop.fairpass.money.Rate;
import coop.fairpass.orders.FundingShare.AppliesTo;
import coop.fairpass.orders.FundingShare.Basis;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Chaque invariant des commandes tient, et se voit quand on le brise")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OrdersInvariantsTest {

    private final OrdersInvariants invariants = new OrdersInvariants();
    private OrdersGround ground;
    private Db db;
    private OrderId active;
    private OrderId open;

    /**
     * An active order, BC-2026-000001, an unpaid one with two funders, BC-2026-000002, a cancelled one, one of which a
     * lot was cancelled, and a quote.
     */
    @BeforeAll
    void live(Db given, @TempDir Path home) {
        db = given;
        ground = new OrdersGround(db, home);
        active = ground.active(ground.ordered(2));
        open = ground.described(need(2), BUYER);
        ground.bean(FundingShares.class)
                .set(open, List.of(share(OrdersGround.REGION), share(OrdersGround.TOWN)), BUYER);
        ground.quote(open);
        ground.accept(open, BUYER);
        ground.bean(CancelOrder.class).handle(new CancelOrder.Command(ground.ordered(1), "essai", SALES));
        var partly = ground.paid(ground.received(ground.ordered(1, 1)));
        ground.activate(ground.lot(partly, 1));
        for (var by : List.of(BUYER, SALES)) {
            ground.bean(CancelLot.class)
                    .handle(new CancelLot.Command(ground.lot(partly, 2).id(), "essai", by));
        }
        ground.quote(ground.described(need(1), BUYER));
    }

    private static FundingShare share(coop.fairpass.directory.OrganisationId funder) {
        return new FundingShare(
                funder,
                Rate.percent(40),
                Basis.USED,
                AppliesTo.FACE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
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
            ORDERS-01 | BC-2026-000002 | UPDATE orders.lot SET booklets = 3 WHERE voucher_order = '%open'
            ORDERS-02 | %open | UPDATE orders.voucher_order SET state = 'FRAMED' WHERE id = '%open'
            ORDERS-02 | %open | UPDATE orders.transition SET from_state = 'DRAFT' WHERE code = 'O5' AND voucher_order = '%open'
            ORDERS-03 | BC-2026-000001 | UPDATE orders.receipt SET source = 'OPERATING' WHERE document = 'AF-2026-000001'
            ORDERS-04 | F-2026-000001 | UPDATE orders.receipt SET amount_cents = amount_cents + 1 WHERE document = 'F-2026-000001'
            ORDERS-05 | BC-2026-000002 : livres 20000 | UPDATE orders.receivable SET total_cents = 20001 WHERE document = 'AF-2026-000002'
            ORDERS-06 | lot 1 | UPDATE orders.lot SET activated_on = NULL WHERE code = 1
            ORDERS-06 | lot 1 | ALTER TABLE ledger.leg DISABLE TRIGGER USER; UPDATE ledger.leg SET amount_cents = amount_cents - 1 WHERE movement = 'M11' AND cause = (SELECT id FROM orders.lot WHERE code = 1)
            ORDERS-07 | %open | UPDATE orders.funding_share SET ratio_ppm = 500001 WHERE voucher_order = '%open'
            ORDERS-08 | BC-2026-000001 | UPDATE orders.proof SET state = 'SENT' WHERE voucher_order = '%active'
            ORDERS-09 | 2026 : 4 commandes jusqu’à BC-2026-000009 | ALTER TABLE orders.voucher_order DISABLE TRIGGER USER; UPDATE orders.voucher_order SET number = 'BC-2026-000009' WHERE number = 'BC-2026-000003'
            ORDERS-10 | lot 1 | INSERT INTO winddown.decision (id, kind, revokes, decided_by, decided_on, minutes, text, effective_on, recorded_at, recorded_by, confirmed_at, confirmed_by, in_force_on) VALUES ('00000000-0000-4000-8000-000000000001', 'START', NULL, 'Conseil', '2026-01-01', 'CA-1', 'Arrêt.', '2026-01-01', '2026-01-01 08:00Z', 'person/1', '2026-01-01 08:00Z', 'person/2', '2026-01-01'); INSERT INTO winddown.decision (id, kind, revokes, decided_by, decided_on, minutes, text, effective_on, recorded_at, recorded_by, confirmed_at, confirmed_by, in_force_on) VALUES ('00000000-0000-4000-8000-000000000002', 'REVOCATION', '00000000-0000-4000-8000-000000000001', 'Conseil', '2026-01-02', 'CA-1', 'Arrêt.', '2026-01-02', '2026-01-02 08:00Z', 'person/1', '2026-01-02 08:00Z', 'person/2', '2026-01-02'); UPDATE orders.lot SET activated_at = '2026-01-01 12:00Z' WHERE code = 1
            ORDERS-11 | lot 5 | UPDATE orders.lot SET goods = 'RECEIVED' WHERE code = 5
            """)
    void each_is_seen_when_broken(String code, String offender, String damage) {
        assertThat(Trial.seen(db, invariants, with(damage))).isEqualTo(Map.of(code, List.of(with(offender))));
    }

    private String with(String text) {
        return text.replace("%open", open.toString()).replace("%active", active.toString());
    }

    @Test
    @DisplayName("chaque invariant a été brisé ici au moins une fois")
    void every_one_is_tried() {
        assertThat(Trial.untried(invariants, OrdersInvariantsTest.class, "each_is_seen_when_broken"))
                .isEmpty();
    }
}
