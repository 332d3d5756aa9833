package coop.fairpass.bank;

import coop.fairpass.bank.PaymentRuns.RunTransfer;
import coop.fairpass.bank.PaymentRuns.TransferState;
import coop.fairpass.money.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Recognises the bank lines of payment runs: debits that pay, credits that come back (formats §4.2, 8 and 9). */
@Component
class RunLines {

    /** What ISO 20022 calls a reason that is not given. */
    private static final String NOT_SPECIFIED = "MS03";

    private final RunStore store;
    private final PaymentFiles files;
    private final TransferOwners owners;

    RunLines(RunStore store, PaymentFiles files, TransferOwners owners) {
        this.store = store;
        this.files = files;
        this.owners = owners;
    }

    // ── Debits ───────────────────────────────────────────────────────────────────────────────────────────────────

    /**
     * The transfers that a debit pays, all of it or none: one by its reference, several by the references of its
     * transactions, or a whole run when the line names its file and equals what is under way of it. Anything less
     * certain is for a person.
     */
    List<RunTransfer> paidBy(EntryFacts facts) {
        if (facts.details().size() > 1) {
            return facts.isDetailed() ? byDetails(facts) : wholeRun(facts);
        }
        var single = store.withReferences(facts.references(), facts.entry().account()).stream()
                .filter(transfer -> transfer.state() == TransferState.SENT)
                .filter(transfer -> transfer.amount().equals(facts.unsigned()))
                .toList();
        return single.size() == 1 ? single : wholeRun(facts);
    }

    private List<RunTransfer> byDetails(EntryFacts facts) {
        var ids = facts.details().stream()
                .flatMap(detail -> detail.endToEndId().stream())
                .toList();
        var known = store.withReferences(ids, facts.entry().account());
        var paid = new ArrayList<RunTransfer>();
        for (var detail : facts.details()) {
            known.stream()
                    .filter(transfer -> transfer.state() == TransferState.SENT)
                    .filter(transfer -> detail.endToEndId().equals(Optional.of(transfer.endToEndId())))
                    .filter(transfer ->
                            detail.amount().isEmpty() || detail.amount().get().equals(transfer.amount()))
                    .findFirst()
                    .ifPresent(paid::add);
        }
        return paid.size() == facts.details().size()
                        && total(paid).equals(facts.unsigned())
                        && paid.stream().distinct().count() == paid.size()
                ? paid
                : List.of();
    }

    private List<RunTransfer> wholeRun(EntryFacts facts) {
        var runs = files.runsNamed(facts.fileNames());
        if (runs.size() != 1
                || store.accountOf(runs.getFirst()) != facts.entry().account()) {
            return List.of();
        }
        var underWay = store.transfers(runs.getFirst()).stream()
                .filter(transfer -> transfer.state() == TransferState.SENT)
                .toList();
        return total(underWay).equals(facts.unsigned()) ? underWay : List.of();
    }

    private static Money total(List<RunTransfer> transfers) {
        return transfers.stream().map(RunTransfer::amount).collect(Money.sum());
    }

    /** Tells each owner that the bank booked its transfer; what it posts is its own. */
    @Transactional(propagation = Propagation.MANDATORY)
    List<Explanation> book(List<RunTransfer> transfers, BookedEntry entry) {
        var parts = new ArrayList<Explanation>();
        for (var transfer : transfers) {
            owners.of(transfer).booked(transfer.id(), entry);
            store.step(transfer.id(), TransferState.BOOKED, "", Optional.of(entry.id()));
            parts.add(new Explanation(ExplanationKind.TRANSFER, transfer.amount(), transfer.endToEndId()));
        }
        runsOf(transfers).forEach(store::closeIfDone);
        return parts;
    }

    // ── Credits ──────────────────────────────────────────────────────────────────────────────────────────────────

    /** One transfer that came back, and why. */
    record Return(RunTransfer transfer, String reason) {}

    /** The transfers that a credit brings back, all of it or none. */
    List<Return> broughtBackBy(EntryFacts facts) {
        if (facts.details().size() > 1) {
            var back = facts.details().stream()
                    .flatMap(detail -> broughtBack(facts, detail).stream())
                    .toList();
            boolean isWhole = back.size() == facts.details().size()
                    && back.stream().map(Return::transfer).distinct().count() == back.size()
                    && total(back.stream().map(Return::transfer).toList()).equals(facts.unsigned());
            return isWhole ? back : List.of();
        }
        var reason = facts.details().stream()
                .flatMap(detail -> detail.returned().stream())
                .findFirst();
        var detail = new EntryDetail(
                Optional.of(facts.unsigned()),
                facts.entry().endToEndIds().stream().findFirst(),
                facts.counterparty(),
                reason);
        return broughtBack(facts, detail).stream().toList();
    }

    /** By reference; a bank that says it is a return but drops the reference leaves the amount and the account. */
    private Optional<Return> broughtBack(EntryFacts facts, EntryDetail detail) {
        var byReference = store
                .withReferences(
                        detail.endToEndId().stream().toList(), facts.entry().account())
                .stream()
                .filter(transfer -> transfer.state() == TransferState.BOOKED)
                .filter(transfer -> detail.amount().equals(Optional.of(transfer.amount())))
                .findFirst();
        return byReference
                .or(() -> facts.isReturn() ? byAmountAndAccount(facts, detail) : Optional.empty())
                .map(transfer -> new Return(transfer, detail.returned().orElse(NOT_SPECIFIED)));
    }

    private Optional<RunTransfer> byAmountAndAccount(EntryFacts facts, EntryDetail detail) {
        var candidates = Stream.of(detail)
                .filter(known ->
                        known.amount().isPresent() && known.counterparty().isPresent())
                .flatMap(known ->
                        store
                                .bookedOf(
                                        known.amount().get(),
                                        known.counterparty().get(),
                                        facts.entry().account())
                                .stream())
                .toList();
        var named = files.runsNamed(facts.fileNames());
        var fitting = candidates.stream()
                .filter(transfer -> named.isEmpty() || named.contains(transfer.run()))
                .toList();
        return fitting.size() == 1 ? Optional.of(fitting.getFirst()) : Optional.empty();
    }

    /** Tells each owner that its transfer came back. */
    @Transactional(propagation = Propagation.MANDATORY)
    List<Explanation> bringBack(List<Return> returns, BookedEntry entry) {
        var parts = new ArrayList<Explanation>();
        for (var back : returns) {
            var transfer = back.transfer();
            owners.returned(transfer, entry, back.reason());
            store.step(transfer.id(), TransferState.RETURNED, back.reason(), Optional.of(entry.id()));
            parts.add(new Explanation(ExplanationKind.RETURN, transfer.amount(), transfer.endToEndId()));
        }
        return parts;
    }

    private static List<UUID> runsOf(List<RunTransfer> transfers) {
        return transfers.stream().map(RunTransfer::run).distinct().toList();
    }
}
