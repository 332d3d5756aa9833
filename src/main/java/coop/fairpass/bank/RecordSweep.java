package coop.fairpass.bank;

import coop.fairpass.bank.InternalTransfers.Kind;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.ledger.SegregatedFunds;
import coop.fairpass.ledger.SegregatedFunds.Standing;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A treasurer says that a debit of the segregated account was a sweep that left without being ordered here. The bank's
 * balance is already lower by it, so it counts as one only while what is left still covers and holds all it must; else
 * an advance brings the money back first.
 */
@Component
public class RecordSweep {

    /** {@code id} is chosen by the form, so that sending it twice records one sweep. */
    public record Command(UUID id, UUID entry, Actor by) {}

    private final Entries entries;
    private final InternalTransferStore store;
    private final InternalTransfers transfers;
    private final InternalTransferLegs legs;
    private final SegregatedFunds funds;

    RecordSweep(
            Entries entries,
            InternalTransferStore store,
            InternalTransfers transfers,
            InternalTransferLegs legs,
            SegregatedFunds funds) {
        this.entries = entries;
        this.store = store;
        this.transfers = transfers;
        this.legs = legs;
        this.funds = funds;
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
        var earlier = store.find(command.id());
        if (earlier.isPresent()) {
            return earlier.get().leftBy().equals(Optional.of(command.entry()))
                    ? new Explained.Done(known.get())
                    : new Explained.Refused(ExplanationReason.ID_TAKEN);
        }
        if (known.get().state() != EntryState.TO_EXPLAIN) {
            return new Explained.Refused(ExplanationReason.NOTHING_TO_EXPLAIN);
        }
        var facts = entries.facts(command.entry());
        if (!facts.entry().amount().isNegative()) {
            return new Explained.Refused(ExplanationReason.WRONG_DIRECTION);
        }
        if (facts.entry().account() != AccountKind.SEGREGATED) {
            return new Explained.Refused(ExplanationReason.WRONG_ACCOUNT);
        }
        if (funds.check() instanceof Standing.Stopped || transfers.sweepable().isNegative()) {
            return new Explained.Refused(ExplanationReason.NOT_COVERED);
        }
        store.insert(
                command.id(),
                Kind.SWEEP,
                facts.unsigned(),
                Optional.empty(),
                Optional.empty(),
                facts.entry().bookedOn(),
                command.by());
        var part = legs.leave(store.get(command.id()), facts);
        entries.explain(command.entry(), List.of(part), command.by().reference());
        return new Explained.Done(entries.get(command.entry()));
    }
}
