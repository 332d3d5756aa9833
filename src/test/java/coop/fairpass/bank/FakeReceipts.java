package coop.fairpass.bank;

import coop.fairpass.ledger.Auxiliary.OrderAccount;
import coop.fairpass.ledger.Auxiliary.PayerAccount;
import coop.fairpass.ledger.Ledger;
import coop.fairpass.ledger.Movements;
import coop.fairpass.ledger.Movements.Cause;
import coop.fairpass.money.Money;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Recognises what payers send by the number of a call, as the orders room does, and posts it for real. */
public class FakeReceipts implements EntryClaimer {

    static final OrderAccount ORDER = new PayerAccount("C0001", "Commanditaire").order("BC-2026-000001");

    private final Map<String, Money> open = new ConcurrentHashMap<>();
    private final Ledger ledger;

    FakeReceipts(Ledger ledger) {
        this.ledger = ledger;
    }

    void expects(String document, Money amount) {
        open.put(document, amount);
    }

    @Override
    public Claim claim(BookedEntry entry) {
        for (var document : DocumentReferences.findIn(entry.text())) {
            var part = open.getOrDefault(document, Money.ZERO).min(entry.amount());
            if (part.isPositive()) {
                open.merge(document, part, Money::minus);
                var cause = new Cause(entry.id(), entry.bookedOn(), document);
                ledger.post(
                        entry.account() == AccountKind.SEGREGATED
                                ? Movements.faceValueReceived(cause, ORDER, part)
                                : Movements.faceValueReceivedOnOperating(cause, ORDER, part));
                return new Claim(part, List.of(document));
            }
        }
        return NOTHING;
    }

    @Override
    public List<Proposal> proposals(BookedEntry entry, Money parked) {
        return open.entrySet().stream()
                .filter(document -> document.getValue().equals(parked))
                .map(document -> new Proposal(document.getKey(), document.getValue(), "même montant"))
                .toList();
    }
}
