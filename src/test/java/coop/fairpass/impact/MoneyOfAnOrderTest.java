package coop.fairpass.impact;

import static coop.fairpass.bank.AccountKind.OPERATING;
import static coop.fairpass.bank.AccountKind.SEGREGATED;
import static coop.fairpass.money.Money.cents;
import static coop.fairpass.orders.OrdersGround.BUYER;
import static coop.fairpass.orders.OrdersGround.TREASURER;
import static coop.fairpass.orders.OrdersGround.expect;
import static coop.fairpass.orders.OrdersGround.id;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.bank.ApproveRun;
import coop.fairpass.bank.BankGround;
import coop.fairpass.bank.ExportRun;
import coop.fairpass.bank.InternalTransfers;
import coop.fairpass.bank.PainVersion;
import coop.fairpass.bank.PaymentRuns;
import coop.fairpass.bank.SendRun;
import coop.fairpass.bank.SimulatedBank;
import coop.fairpass.booklets.Audience;
import coop.fairpass.ledger.Books;
import coop.fairpass.ledger.OrderPosition;
import coop.fairpass.money.Money;
import coop.fairpass.orders.ActivateLot;
import coop.fairpass.orders.CancelOrder;
import coop.fairpass.orders.OrderId;
import coop.fairpass.orders.OrdersGround;
import coop.fairpass.redemption.Answer;
import coop.fairpass.redemption.Answer.Result;
import coop.fairpass.settlement.PayProviders;
import coop.fairpass.settlement.SettleMonth;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.YearMonth;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("L’argent d’une commande, de l’appel de fonds au paiement des prestataires")
@ExtendWith(TestDatabase.class)
class MoneyOfAnOrderTest {

    private static final Instant LATER = Instant.parse("2030-01-01T00:00:00Z");

    private final OrdersGround ground;

    MoneyOfAnOrderTest(Db db, @TempDir Path home) {
        ground = new OrdersGround(db, home);
    }

    /** Funded, held, circulating, used, to refund, refunded, set off, at the end of a day of November or December. */
    private void assertPosition(OrderId order, LocalDate day, long... expected) {
        assertThat(ground.bean(Books.class).position(ground.accountOf(order), day, LATER))
                .isEqualTo(new OrderPosition(
                        day,
                        cents(expected[0]),
                        cents(expected[1]),
                        cents(expected[2]),
                        cents(expected[3]),
                        cents(expected[4]),
                        cents(expected[5]),
                        cents(expected[6])));
    }

    private InternalTransfers.Outcome sweep(long amount) {
        return ground.bean(InternalTransfers.class)
                .order(UUID.randomUUID(), InternalTransfers.Kind.SWEEP, cents(amount), Optional.empty(), TREASURER);
    }

    private Money sweepable() {
        return ground.bean(InternalTransfers.class).sweepable();
    }

    @Test
    @DisplayName(
            "R-211, R-214 : à chaque date la valeur financée se retrouve au centime ; les frais aval ne partent qu’une fois leur relevé émis")
    void all_along() throws Exception {
        ground.openPlace(100);
        var order = ground.received(ground.ordered(4, 2));
        var cancelled = ground.ordered(3);
        ground.pays(SEGREGATED, cents(600_00), ground.face(order).reference());
        ground.pays(OPERATING, ground.fee(order).open(), ground.fee(order).reference());
        ground.pays(SEGREGATED, cents(123_45), ground.face(cancelled).reference());
        ground.nextMorning();
        expect(ActivateLot.Outcome.Activated.class, ground.activate(ground.lot(order, 1)));
        expect(
                CancelOrder.Outcome.Cancelled.class,
                ground.bean(CancelOrder.class).handle(new CancelOrder.Command(cancelled, "essai", BUYER)));

        ground.clock.advance(Period.ofDays(1));
        var booklet = ground.handOver(order, 1, Audience.OTHER);
        for (int rank = 1; rank <= 9; rank += 3) {
            assertThat(ground.redeem(booklet, rank, rank + 1, rank + 2).services())
                    .extracting(Answer.ServiceAnswer::result)
                    .containsOnly(Result.REDEEMED);
            ground.clock.advance(Period.ofDays(1));
        }

        // On the 10th it is called, on the 11th funded and a lot active, then three vouchers a day are used.
        assertPosition(order, day(9), 0, 0, 0, 0, 0, 0, 0);
        assertPosition(order, day(10), 600_00, 600_00, 0, 0, 0, 0, 0);
        assertPosition(order, day(11), 600_00, 200_00, 400_00, 0, 0, 0, 0);
        assertPosition(order, day(12), 600_00, 200_00, 370_00, 30_00, 0, 0, 0);
        assertPosition(order, day(14), 600_00, 200_00, 310_00, 90_00, 0, 0, 0);
        assertPosition(cancelled, day(10), 123_45, 123_45, 0, 0, 0, 0, 0);
        assertPosition(cancelled, day(11), 123_45, 0, 0, 0, 123_45, 0, 0);

        // Nine services are validated and owed: not a cent of fee is earned before the month's statement.
        assertThat(sweepable()).isEqualTo(Money.ZERO);
        assertThat(sweep(1))
                .isEqualTo(new InternalTransfers.Outcome.Refused(InternalTransfers.InternalReason.MORE_THAN_SWEEPABLE));
        ground.clock.set("2026-11-30T23:59");
        assertThat(sweepable()).isEqualTo(Money.ZERO);
        ground.clock.set("2026-12-01T09:00");
        assertThat(sweepable()).isEqualTo(Money.ZERO);
        var settled = expect(
                SettleMonth.Outcome.Settled.class,
                ground.bean(SettleMonth.class).handle(new SettleMonth.Command(YearMonth.of(2026, 11), TREASURER)));
        assertThat(settled.toPay()).isEqualTo(cents(85_68));
        assertThat(sweepable()).isEqualTo(cents(4_32));
        assertThat(sweep(4_33))
                .isEqualTo(new InternalTransfers.Outcome.Refused(InternalTransfers.InternalReason.MORE_THAN_SWEEPABLE));

        // Two treasurers sweep it all at the same moment: it leaves once.
        var swept = OrdersGround.atOnce(() -> sweep(4_32), () -> sweep(4_32));
        assertThat(swept)
                .hasAtLeastOneElementOfType(InternalTransfers.Outcome.Done.class)
                .contains(new InternalTransfers.Outcome.Refused(InternalTransfers.InternalReason.MORE_THAN_SWEEPABLE));
        assertThat(sweepable()).isEqualTo(Money.ZERO);
        var transfer = swept.stream()
                .filter(InternalTransfers.Outcome.Done.class::isInstance)
                .map(InternalTransfers.Outcome.Done.class::cast)
                .findFirst()
                .orElseThrow()
                .transfer();
        ground.bean(SimulatedBank.class)
                .move(BankGround.SEGREGATED, BankGround.OPERATING, ground.today(), cents(4_32), transfer.endToEndId());
        payProviders();
        ground.nextMorning();
        ground.nextMorning();

        // Paid or owed, what was used is used.
        assertPosition(order, ground.today(), 600_00, 200_00, 310_00, 90_00, 0, 0, 0);
        assertPosition(order, day(12), 600_00, 200_00, 370_00, 30_00, 0, 0, 0);
        assertThat(ground.funds().coverage().gap())
                .isEqualTo(ground.funds().coverage().held());
        assertThat(ground.funds().coverage().owedToProviders()).isEqualTo(Money.ZERO);
        assertThat(ground.ailments()).isEmpty();
        ground.close();
    }

    private static LocalDate day(int ofNovember) {
        return LocalDate.of(2026, 11, ofNovember);
    }

    private void payProviders() throws Exception {
        var run = id("run");
        expect(
                PayProviders.Outcome.Prepared.class,
                ground.bean(PayProviders.class).handle(new PayProviders.Command(run, TREASURER)));
        var total = ground.bean(PaymentRuns.class).find(run).orElseThrow().total();
        assertThat(total).isEqualTo(cents(85_68));
        var approve = ground.bean(ApproveRun.class);
        expect(PaymentRuns.Outcome.Done.class, approve.handle(new ApproveRun.Command(run, total, TREASURER)));
        expect(
                PaymentRuns.Outcome.Done.class,
                approve.handle(new ApproveRun.Command(run, total, OrdersGround.SECOND_TREASURER)));
        expect(SendRun.Outcome.Sent.class, ground.bean(SendRun.class).handle(new SendRun.Command(run, TREASURER)));
        var file = expect(
                        ExportRun.Outcome.Exported.class,
                        ground.bean(ExportRun.class).handle(new ExportRun.Command(run, PainVersion.V09, TREASURER)))
                .file();
        var bytes = new ByteArrayOutputStream();
        file.write(bytes);
        ground.bean(SimulatedBank.class).submit(bytes.toByteArray(), ground.clock.instant());
    }
}
