package coop.fairpass.bank;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.ledger.Ledger;
import coop.fairpass.ledger.Movements;
import coop.fairpass.ledger.Movements.Cause;
import coop.fairpass.money.Money;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A treasurer says that a debit of the segregated account is a charge of the bank (M35); a top-up makes it good (M52). */
@Component
public class BookBankCharge {

    /** {@code vat} is the part of the debit that the bank's invoice says is VAT; zero when there is none. */
    public record Command(UUID entry, Money vat, Actor by) {}

    private final Entries entries;
    private final Ledger ledger;

    BookBankCharge(Entries entries, Ledger ledger) {
        this.entries = entries;
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
        if (entry.account() != AccountKind.SEGREGATED) {
            return new Explained.Refused(ExplanationReason.WRONG_ACCOUNT);
        }
        var taken = entry.amount().negated();
        if (command.vat().isNegative() || !command.vat().isLessThan(taken)) {
            return new Explained.Refused(ExplanationReason.AMOUNTS_DIFFER);
        }
        ledger.post(Movements.bankCharge(
                new Cause(entry.id(), entry.bookedOn(), known.get().piece()),
                taken.minus(command.vat()),
                command.vat()));
        entries.explain(
                entry.id(),
                List.of(new Explanation(
                        ExplanationKind.CHARGE, taken, known.get().piece())),
                command.by().reference());
        return new Explained.Done(entries.get(entry.id()));
    }
}
