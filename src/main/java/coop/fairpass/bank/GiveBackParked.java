package coop.fairpass.bank;

import coop.fairpass.bank.ParkedAmounts.TakenAs;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.ledger.Ledger;
import coop.fairpass.ledger.Movements;
import coop.fairpass.ledger.Movements.Cause;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A treasurer says that a debit undoes a parked credit: the bank corrected itself, or someone sent it back by hand (M10). */
@Component
public class GiveBackParked {

    /** {@code entry} is the debit, {@code parked} the credit that it undoes. */
    public record Command(UUID entry, UUID parked, Actor by) {}

    private final Entries entries;
    private final ParkedAmounts parked;
    private final Ledger ledger;

    GiveBackParked(Entries entries, ParkedAmounts parked, Ledger ledger) {
        this.entries = entries;
        this.parked = parked;
        this.ledger = ledger;
    }

    @Transactional
    public Explained handle(Command command) {
        if (!command.by().has(Role.TREASURER)) {
            return new Explained.Refused(ExplanationReason.NOT_ALLOWED);
        }
        var known = entries.lock(command.entry());
        if (known.isEmpty()) {
            return new Explained.Refused(ExplanationReason.UNKNOWN_ENTRY);
        }
        var entry = known.get().entry();
        if (known.get().state() != EntryState.TO_EXPLAIN) {
            return new Explained.Refused(ExplanationReason.NOTHING_TO_EXPLAIN);
        }
        if (!entry.amount().isNegative()) {
            return new Explained.Refused(ExplanationReason.WRONG_DIRECTION);
        }
        var credit = parked.lock(command.parked());
        if (credit.isEmpty()) {
            return new Explained.Refused(ExplanationReason.NOTHING_PARKED);
        }
        if (credit.get().entry().account() != entry.account()) {
            return new Explained.Refused(ExplanationReason.WRONG_ACCOUNT);
        }
        var amount = entry.amount().negated();
        if (amount.isMoreThan(credit.get().amount())) {
            return new Explained.Refused(ExplanationReason.MORE_THAN_PARKED);
        }
        var cause = new Cause(entry.id(), entry.bookedOn(), known.get().piece());
        ledger.post(
                entry.account() == AccountKind.SEGREGATED
                        ? Movements.overpaymentReturned(cause, amount)
                        : Movements.overpaymentReturnedFromOperating(cause, amount));
        parked.take(command.parked(), amount, TakenAs.GIVEN_BACK, entry.id().toString());
        entries.explain(
                entry.id(),
                List.of(new Explanation(
                        ExplanationKind.GIVEN_BACK,
                        amount,
                        entries.get(command.parked()).piece())),
                command.by().reference());
        return new Explained.Done(entries.get(entry.id()));
    }
}
