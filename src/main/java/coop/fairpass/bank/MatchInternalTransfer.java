package coop.fairpass.bank;

import coop.fairpass.bank.InternalTransfers.InternalTransfer;
import coop.fairpass.bank.ParkedAmounts.TakenAs;
import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.ledger.Movements;
import coop.fairpass.ledger.Movements.Cause;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A treasurer says that a line is one leg of a transfer between our accounts that was ordered here: entered at the bank
 * without its reference, or posted late because cash was missing for what goes with it.
 */
@Component
public class MatchInternalTransfer {

    public record Command(UUID entry, UUID internalTransfer, Actor by) {}

    private final Entries entries;
    private final ParkedAmounts parked;
    private final InternalTransferStore store;
    private final InternalTransferLegs legs;
    private final Clock clock;

    MatchInternalTransfer(
            Entries entries,
            ParkedAmounts parked,
            InternalTransferStore store,
            InternalTransferLegs legs,
            Clock clock) {
        this.entries = entries;
        this.parked = parked;
        this.store = store;
        this.legs = legs;
        this.clock = clock;
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
        var transfer = store.lock(command.internalTransfer());
        if (transfer.isEmpty()) {
            return new Explained.Refused(ExplanationReason.UNKNOWN_TRANSFER);
        }
        var facts = entries.facts(command.entry());
        if (!transfer.get().amount().equals(facts.unsigned())) {
            return new Explained.Refused(ExplanationReason.AMOUNTS_DIFFER);
        }
        if (!InternalTransferLegs.fits(facts).test(transfer.get())) {
            return new Explained.Refused(ExplanationReason.TRANSFER_NOT_UNDER_WAY);
        }
        return switch (known.get().state()) {
            case RECOGNISED, OUTSIDE -> new Explained.Refused(ExplanationReason.NOTHING_TO_EXPLAIN);
            case TO_EXPLAIN -> explain(command, transfer.get(), facts);
            case PARKED -> takeOut(command, transfer.get(), facts, known.get());
        };
    }

    private Explained explain(Command command, InternalTransfer transfer, EntryFacts facts) {
        var parts = facts.entry().amount().isNegative()
                ? List.of(legs.leave(transfer, facts))
                : legs.arrive(transfer, facts).stream().toList();
        if (parts.isEmpty()) {
            return new Explained.Refused(ExplanationReason.NOT_COVERED);
        }
        entries.explain(command.entry(), parts, command.by().reference());
        return new Explained.Done(entries.get(command.entry()));
    }

    /** It was parked when it came in: M09 takes it out to where the other leg left it. */
    private Explained takeOut(Command command, InternalTransfer transfer, EntryFacts facts, KnownEntry known) {
        if (!known.parked().equals(transfer.amount())) {
            return new Explained.Refused(ExplanationReason.MORE_THAN_PARKED);
        }
        var cause = new Cause(transfer.id(), Paris.today(clock), facts.piece());
        var identified = facts.entry().account() == AccountKind.SEGREGATED
                ? Movements.identifiedAsOwnTransfer(cause, transfer.amount())
                : Movements.identifiedOnOperatingAsOwnTransfer(cause, transfer.amount());
        if (legs.arrive(transfer, facts, identified).isEmpty()) {
            return new Explained.Refused(ExplanationReason.NOT_COVERED);
        }
        parked.take(command.entry(), transfer.amount(), TakenAs.INTERNAL_TRANSFER, transfer.endToEndId());
        return new Explained.Done(entries.get(command.entry()));
    }
}
