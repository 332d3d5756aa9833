package coop.fairpass.bank;

import coop.fairpass.ledger.Ledger;
import coop.fairpass.ledger.Movements;
import coop.fairpass.ledger.Movements.Cause;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What becomes of overpayments sent back: posted when the bank booked them (M10), parked anew when they come back. */
@Component
class ParkedReturns implements TransferOwner {

    /** Trop-perçu. */
    static final String PURPOSE = "TP";

    private final ParkedAmounts parked;
    private final Entries entries;
    private final Ledger ledger;

    ParkedReturns(ParkedAmounts parked, Entries entries, Ledger ledger) {
        this.parked = parked;
        this.entries = entries;
        this.ledger = ledger;
    }

    @Override
    public String purpose() {
        return PURPOSE;
    }

    @Override
    public void approved(UUID transfer) {
        // The amount was set aside when it was asked for.
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void abandoned(UUID transfer) {
        parked.giveUp(parked.onItsWay(transfer));
    }

    @Override
    public void sent(UUID transfer) {
        // Nothing more: the bank's line will say that it left.
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void rejected(UUID transfer, String reasonCode) {
        parked.giveUp(parked.onItsWay(transfer));
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void booked(UUID transfer, BookedEntry entry) {
        var back = parked.onItsWay(transfer);
        var piece = entries.get(entry.id()).piece();
        var cause = new Cause(EntryId.part(entry.id(), transfer.toString()), entry.bookedOn(), piece);
        ledger.post(
                entry.account() == AccountKind.SEGREGATED
                        ? Movements.overpaymentReturned(cause, back.amount())
                        : Movements.overpaymentReturnedFromOperating(cause, back.amount()));
        parked.gone(back);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void returned(UUID transfer, BookedEntry entry, String reasonCode) {
        var amount = parked.onItsWay(transfer).amount();
        var piece = entries.get(entry.id()).piece();
        var cause = new Cause(EntryId.part(entry.id(), transfer.toString()), entry.bookedOn(), piece);
        ledger.post(
                entry.account() == AccountKind.SEGREGATED
                        ? Movements.unidentifiedOnSegregated(cause, amount)
                        : Movements.unidentifiedOnOperating(cause, amount));
        parked.park(entry, amount);
    }
}
