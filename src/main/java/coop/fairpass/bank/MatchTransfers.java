package coop.fairpass.bank;

import coop.fairpass.bank.PaymentRuns.RunTransfer;
import coop.fairpass.bank.PaymentRuns.TransferState;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.money.Money;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A treasurer says which transfers a debit pays, when the bank's line did not say it: all of them under way, to the cent. */
@Component
public class MatchTransfers {

    public record Command(UUID entry, List<String> endToEndIds, Actor by) {

        public Command {
            endToEndIds = List.copyOf(endToEndIds);
        }
    }

    private final Entries entries;
    private final RunStore store;
    private final RunLines lines;

    MatchTransfers(Entries entries, RunStore store, RunLines lines) {
        this.entries = entries;
        this.store = store;
        this.lines = lines;
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
        var wanted = new HashSet<>(command.endToEndIds());
        var transfers = store.withReferences(wanted, entry.account());
        if (wanted.isEmpty() || transfers.size() != wanted.size()) {
            return new Explained.Refused(ExplanationReason.UNKNOWN_TRANSFER);
        }
        if (transfers.stream().anyMatch(transfer -> transfer.state() != TransferState.SENT)) {
            return new Explained.Refused(ExplanationReason.TRANSFER_NOT_UNDER_WAY);
        }
        var total = transfers.stream().map(RunTransfer::amount).collect(Money.sum());
        if (!total.equals(entry.amount().negated())) {
            return new Explained.Refused(ExplanationReason.AMOUNTS_DIFFER);
        }
        entries.explain(entry.id(), lines.book(transfers, entry), command.by().reference());
        return new Explained.Done(entries.get(entry.id()));
    }
}
