package coop.fairpass;

import static coop.fairpass.World.AGENT;
import static coop.fairpass.World.COMPANY_BUYER;
import static coop.fairpass.World.FIRST_PLACE;
import static coop.fairpass.World.FIRST_STAFF;
import static coop.fairpass.World.OTHER_TREASURER;
import static coop.fairpass.World.SALES;
import static coop.fairpass.World.SEGREGATED;
import static coop.fairpass.World.TREASURER;
import static coop.fairpass.money.Money.cents;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.bank.ApproveRun;
import coop.fairpass.bank.CamtVersion;
import coop.fairpass.bank.InternalTransfers;
import coop.fairpass.bank.InternalTransfers.InternalReason;
import coop.fairpass.bank.PaymentRuns;
import coop.fairpass.bank.PaymentRuns.RunReason;
import coop.fairpass.bank.SendRun;
import coop.fairpass.booklets.Audience;
import coop.fairpass.booklets.Channel;
import coop.fairpass.booklets.HandOverBooklet;
import coop.fairpass.ledger.SegregatedFunds;
import coop.fairpass.money.Money;
import coop.fairpass.orders.ActivateLot;
import coop.fairpass.orders.Need.Restrictions;
import coop.fairpass.orders.OrderId;
import coop.fairpass.orders.OrderReason;
import coop.fairpass.redemption.Answer.Result;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** October is settled and its run approved, a lot is paid and waits: then one cent is missing. */
@DisplayName("Un centime manque au compte cantonné")
@ExtendWith(TestDatabase.class)
class OneCentMissingTest {

    private World world;
    private OrderId active;
    private OrderId waiting;
    private UUID run = new UUID(0, 0);

    @BeforeEach
    void aRunIsApproved(Db db, @TempDir Path home) {
        world = new World(db, home);
        active = world.order(5);
        waiting = world.paidOrder(COMPANY_BUYER, 1, Restrictions.none());
        world.spend(FIRST_STAFF, FIRST_PLACE, active, 4);
        world.day("2026-11-02");
        world.settle("2026-10");
        run = world.prepared();
        var total = world.bean(PaymentRuns.class).find(run).orElseThrow().total();
        for (var treasurer : List.of(TREASURER, OTHER_TREASURER)) {
            World.done(
                    PaymentRuns.Outcome.Done.class,
                    world.bean(ApproveRun.class).handle(new ApproveRun.Command(run, total, treasurer)));
        }
    }

    @AfterEach
    void close() {
        world.close();
    }

    private SegregatedFunds funds() {
        return world.bean(SegregatedFunds.class);
    }

    private void assertAllStopsButRedemptions() {
        assertThat(world.bean(ActivateLot.class)
                        .handle(new ActivateLot.Command(world.lot(waiting).id(), SALES)))
                .isEqualTo(new ActivateLot.Outcome.Refused(OrderReason.COVERAGE_INCIDENT));
        assertThat(world.bean(InternalTransfers.class)
                        .order(UUID.randomUUID(), InternalTransfers.Kind.SWEEP, cents(1), Optional.empty(), TREASURER))
                .isEqualTo(new InternalTransfers.Outcome.Refused(InternalReason.NOT_COVERED));
        assertThat(world.bean(SendRun.class).handle(new SendRun.Command(run, TREASURER)))
                .isEqualTo(new SendRun.Outcome.Refused(RunReason.NOT_COVERED, List.of()));
        var booklet = world.booklet(active, 3);
        assertThat(world.bean(HandOverBooklet.class)
                        .handle(new HandOverBooklet.Command(
                                UUID.randomUUID(), booklet.serial(), Audience.JOBSEEKER, Channel.DESK, AGENT)))
                .isInstanceOf(HandOverBooklet.Outcome.HandedOver.class);
        assertThat(world.redeem(world.given(booklet, 1)).result()).isEqualTo(Result.REDEEMED);
    }

    @Test
    @DisplayName(
            "R-213, R-212 : au relevé qui le dit, activation, prélèvement de frais et ordre de virement s’arrêtent ; les chèques se valident toujours")
    void the_statement_tells_it() {
        assertThat(funds().openIncident()).isEmpty();
        world.bank().book(SEGREGATED, world.today(), oneCentTooMuch().negated(), "FRAIS");
        // Nothing but the statement is read: no night has passed.
        world.read("cantonne du jour", world.bank().statement(SEGREGATED, world.today(), CamtVersion.V08));
        assertThat(funds().openIncident().orElseThrow().gap()).isEqualTo(cents(-1));
        assertAllStopsButRedemptions();
    }

    @Test
    @DisplayName("R-212 : dans l’acte même qui paierait à découvert : refusé, et l’incident s’ouvre")
    void the_act_finds_it() {
        lessThanWeBelieve();
        assertThat(funds().openIncident()).isEmpty();
        assertThat(world.bean(SendRun.class).handle(new SendRun.Command(run, TREASURER)))
                .isEqualTo(new SendRun.Outcome.Refused(RunReason.NOT_COVERED, List.of()));
        assertThat(world.bean(ActivateLot.class)
                        .handle(new ActivateLot.Command(world.lot(waiting).id(), SALES)))
                .isEqualTo(new ActivateLot.Outcome.Refused(OrderReason.COVERAGE_INCIDENT));
    }

    @Test
    @DisplayName("R-212, R-213 : la nuit aussi le trouve, sans relevé ni acte")
    void the_night_finds_it() {
        lessThanWeBelieve();
        assertThat(funds().openIncident()).isEmpty();
        world.dueWork();
        assertThat(funds().openIncident().orElseThrow().gap()).isEqualTo(cents(-1));
        assertAllStopsButRedemptions();
    }

    /** All that is more than what is protected, and one cent: fees earned wait there for their sweep. */
    private Money oneCentTooMuch() {
        assertThat(funds().coverage().holds()).isTrue();
        return funds().coverage().gap().plus(cents(1));
    }

    /** The bank says one cent less than the books; nobody has looked yet. */
    private void lessThanWeBelieve() {
        var left = funds().coverage().cash().minus(oneCentTooMuch());
        world.db.transactions().executeWithoutResult(_ -> funds().bankStated(world.today(), left));
    }
}
