package coop.fairpass.bank;

import coop.fairpass.ledger.Auxiliary.OrderAccount;
import coop.fairpass.ledger.Auxiliary.PayerAccount;
import coop.fairpass.ledger.Auxiliary.ProviderAccount;
import coop.fairpass.ledger.Ledger;
import coop.fairpass.ledger.Movements;
import coop.fairpass.ledger.Movements.Cause;
import coop.fairpass.money.Money;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** Waits for advances as the settlement room does for its claims: M31 goes with M52, in one transaction. */
public class FakeAdvances implements InternalTransferOwner {

    static final OrderAccount ORDER = new PayerAccount("C0001", "Commanditaire").order("BC-2026-000001");
    static final ProviderAccount PROVIDER = new ProviderAccount("P0042", "Médiathèque");

    final List<UUID> arrived = new CopyOnWriteArrayList<>();
    private final Ledger ledger;

    FakeAdvances(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public String purpose() {
        return "RV";
    }

    @Override
    public boolean waitsFor(UUID internalTransfer, Money amount) {
        return amount.equals(Money.cents(10_00));
    }

    @Override
    public void arrived(UUID internalTransfer, BookedEntry entry) {
        ledger.post(Movements.paidServiceReversed(
                new Cause(internalTransfer, entry.bookedOn(), "REP-1"),
                BankGround.id("validation"),
                ORDER,
                PROVIDER,
                entry.amount()));
        arrived.add(internalTransfer);
    }
}
