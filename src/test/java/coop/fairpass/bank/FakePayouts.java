package coop.fairpass.bank;

import coop.fairpass.ledger.Auxiliary.ProviderAccount;
import coop.fairpass.ledger.Ledger;
import coop.fairpass.ledger.Movements;
import coop.fairpass.ledger.Movements.Cause;
import coop.fairpass.money.Money;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Pays providers as the settlement room does, without its statements: what it is told, and real postings. */
public class FakePayouts implements TransferOwner {

    /** One transfer it wants, and whom it pays. */
    record Wanted(ProviderAccount provider, Money amount) {}

    final List<String> told = new CopyOnWriteArrayList<>();
    private final Map<UUID, Wanted> wanted = new ConcurrentHashMap<>();
    private final Ledger ledger;

    FakePayouts(Ledger ledger) {
        this.ledger = ledger;
    }

    void wants(UUID transfer, ProviderAccount provider, Money amount) {
        wanted.put(transfer, new Wanted(provider, amount));
    }

    @Override
    public String purpose() {
        return "CP";
    }

    @Override
    public void approved(UUID transfer) {
        tell("approved", transfer);
    }

    @Override
    public void abandoned(UUID transfer) {
        tell("abandoned", transfer);
    }

    @Override
    public void sent(UUID transfer) {
        tell("sent", transfer);
    }

    @Override
    public void rejected(UUID transfer, String reasonCode) {
        tell("rejected " + reasonCode, transfer);
    }

    @Override
    public void booked(UUID transfer, BookedEntry entry) {
        tell("booked", transfer);
        var paid = of(transfer);
        ledger.post(Movements.providerPaid(cause(transfer, entry), paid.provider(), paid.amount()));
    }

    @Override
    public void returned(UUID transfer, BookedEntry entry, String reasonCode) {
        tell("returned " + reasonCode, transfer);
        var paid = of(transfer);
        ledger.post(Movements.transferReturned(cause(transfer, entry), paid.provider(), paid.amount()));
    }

    private void tell(String what, UUID transfer) {
        told.add(what + " " + of(transfer).provider().code());
    }

    private Wanted of(UUID transfer) {
        return java.util.Objects.requireNonNull(wanted.get(transfer));
    }

    private static Cause cause(UUID transfer, BookedEntry entry) {
        var id = UUID.nameUUIDFromBytes((entry.id() + "/" + transfer).getBytes(StandardCharsets.UTF_8));
        return new Cause(id, entry.bookedOn(), "REL-2026-11-0001");
    }
}
