package coop.fairpass.bank;

import static coop.fairpass.money.Money.cents;

import coop.fairpass.directory.BankAccount;
import coop.fairpass.ledger.Auxiliary.OrderAccount;
import coop.fairpass.ledger.Auxiliary.ProviderAccount;
import coop.fairpass.ledger.Movements;
import coop.fairpass.ledger.Movements.Cause;
import coop.fairpass.money.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Two providers who are owed money on a covered account, and the runs that pay them. */
final class PayoutGround {

    static final OrderAccount ORDER = FakeReceipts.ORDER;
    static final Money FIRST_NET = cents(352_24);
    static final Money SECOND_NET = cents(9_52);
    static final Money TOTAL = cents(361_76);
    static final LocalDate EXECUTION = LocalDate.of(2026, 12, 1);

    private final BankGround ground;
    final BankAccount first;
    final BankAccount second;
    final ProviderAccount firstProvider = new ProviderAccount("P0001", "Médiathèque");
    final ProviderAccount secondProvider = new ProviderAccount("P0002", "Centre social");

    PayoutGround(BankGround ground) {
        this.ground = ground;
        this.first = ground.payee("Médiathèque");
        this.second = ground.payee("Centre social");
    }

    /**
     * A thousand euros called, received and active, of which the two providers are owed their net; told by the bank's own
     * statement of 20 November.
     */
    PayoutGround owed() {
        ground.bean(FakeReceipts.class).expects("AF-2026-000001", cents(1000_00));
        ground.post(Movements.faceValueCalled(cause("call"), ORDER, cents(1000_00)));
        ground.take(BankGround.statement(
                BankGround.SEGREGATED,
                "2026-11-20",
                Money.ZERO,
                BankGround.credit("2026-11-20", cents(1000_00), "REF-1", "AF-2026-000001")));
        ground.post(Movements.vouchersActivated(cause("lot"), ORDER, cents(1000_00)));
        ground.post(
                Movements.servicesValidated(cause("first"), ORDER, firstProvider, FIRST_NET),
                Movements.servicesValidated(cause("second"), ORDER, secondProvider, SECOND_NET));
        return this;
    }

    static Cause cause(String what) {
        return new Cause(BankGround.id(what), LocalDate.of(2026, 11, 20), what);
    }

    /** The transfers of the two providers. */
    List<TransferRequest> requests(UUID run) {
        return List.of(
                request(run, first, firstProvider, "CP202611-P0001", FIRST_NET),
                request(run, second, secondProvider, "CP202611-P0002", SECOND_NET));
    }

    TransferRequest request(UUID run, BankAccount account, ProviderAccount provider, String endToEndId, Money amount) {
        var id = BankGround.id(run + provider.code());
        ground.bean(FakePayouts.class).wants(id, provider, amount);
        return new TransferRequest(
                id,
                "CP",
                endToEndId,
                account.organisation(),
                account.id(),
                account.holderName(),
                account.iban(),
                account.bic(),
                amount,
                "Contrepaiement 11/2026 REL-2026-11-0001 37 titres");
    }

    PaymentRuns.Outcome prepare(UUID run, List<TransferRequest> requests) {
        var outcome = new ArrayList<PaymentRuns.Outcome>();
        ground.db()
                .transactions()
                .executeWithoutResult(_ -> outcome.add(ground.bean(PaymentRuns.class)
                        .prepare(run, "Contrepaiement", EXECUTION, requests, BankGround.FIRST)));
        return outcome.getFirst();
    }

    /** A run of both providers, prepared. */
    UUID prepared() {
        var run = BankGround.id("run");
        prepare(run, requests(run));
        return run;
    }

    /** Approved by two people. */
    UUID approved() {
        var run = prepared();
        var approve = ground.bean(ApproveRun.class);
        approve.handle(new ApproveRun.Command(run, TOTAL, BankGround.FIRST));
        approve.handle(new ApproveRun.Command(run, TOTAL, BankGround.SECOND));
        return run;
    }

    /** Sent. */
    UUID sent() {
        var run = approved();
        var sent = ground.bean(SendRun.class).handle(new SendRun.Command(run, BankGround.FIRST));
        if (sent instanceof SendRun.Outcome.Refused refused) {
            throw new AssertionError(refused);
        }
        return run;
    }

    /** The name of the file of a sent run. */
    String messageId(UUID run) {
        return ground.bean(RunStore.class).messageIdOf(run);
    }
}
