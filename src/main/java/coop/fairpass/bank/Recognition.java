package coop.fairpass.bank;

import coop.fairpass.ledger.Ledger;
import coop.fairpass.ledger.Movements;
import coop.fairpass.ledger.Movements.Cause;
import coop.fairpass.ledger.Posting;
import coop.fairpass.money.Money;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Says what newly booked lines are, in the order of certainty: our own transfers, our payment runs, what came back, what a
 * room recognises. What nobody recognises is parked when it came in, and left to a person when it went out.
 */
@Component
class Recognition {

    private final InternalTransferLegs legs;
    private final RunLines runLines;
    private final List<EntryClaimer> claimers;
    private final ParkedAmounts parked;
    private final Entries entries;
    private final Ledger ledger;

    Recognition(
            InternalTransferLegs legs,
            RunLines runLines,
            List<EntryClaimer> claimers,
            ParkedAmounts parked,
            Entries entries,
            Ledger ledger) {
        this.legs = legs;
        this.runLines = runLines;
        this.claimers = List.copyOf(claimers);
        this.parked = parked;
        this.entries = entries;
        this.ledger = ledger;
    }

    /**
     * Recognises the new lines of one statement. Debits come first: a payment and its return may be lines of one day, in any
     * order. Answers the arrivals that a room waits for, to be posted when all else is known.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    List<EntryFacts> recognise(List<EntryFacts> lines) {
        Map<UUID, List<Explanation>> explained = new LinkedHashMap<>();
        var awaited = new ArrayList<EntryFacts>();
        for (var line : lines) {
            if (line.entry().amount().isNegative()) {
                keep(explained, line, debit(line));
            }
        }
        var unclaimed = new LinkedHashMap<EntryFacts, Money>();
        for (var line : lines) {
            if (line.entry().amount().isPositive()) {
                if (isAwaited(line)) {
                    awaited.add(line);
                } else {
                    keep(explained, line, credit(line, unclaimed));
                }
            }
        }
        park(unclaimed);
        entries.explain(explained, "BANK");
        return awaited;
    }

    private static void keep(Map<UUID, List<Explanation>> explained, EntryFacts line, List<Explanation> parts) {
        if (!parts.isEmpty()) {
            explained.put(line.entry().id(), parts);
        }
    }

    /** What a debit is; nothing when a person must say. */
    private List<Explanation> debit(EntryFacts line) {
        var internal = legs.recognise(line);
        if (internal.isPresent()) {
            return List.of(legs.leave(internal.get(), line));
        }
        return runLines.book(runLines.paidBy(line), line.entry());
    }

    /** A debit that was left to a person may be understood once a notification has said what it is made of. */
    @Transactional(propagation = Propagation.MANDATORY)
    boolean recogniseLater(EntryFacts line) {
        var parts = runLines.book(runLines.paidBy(line), line.entry());
        if (parts.isEmpty()) {
            return false;
        }
        entries.explain(line.entry().id(), parts, "BANK");
        return true;
    }

    private boolean isAwaited(EntryFacts line) {
        return legs.recognise(line)
                .filter(transfer -> transfer.purpose().isPresent())
                .isPresent();
    }

    /** Posts an arrival that a room waits for, unless cash is missing for what goes with it. */
    @Transactional(propagation = Propagation.MANDATORY)
    void arrive(EntryFacts line) {
        legs.recognise(line)
                .flatMap(transfer -> legs.arrive(transfer, line))
                .ifPresent(part -> entries.explain(line.entry().id(), List.of(part), "BANK"));
    }

    private List<Explanation> credit(EntryFacts line, Map<EntryFacts, Money> unclaimed) {
        var internal = legs.recognise(line);
        if (internal.isPresent()) {
            return legs.arrive(internal.get(), line).stream().toList();
        }
        if (legs.isBetweenOurs(line)) {
            return List.of();
        }
        var back = runLines.broughtBackBy(line);
        if (!back.isEmpty()) {
            return runLines.bringBack(back, line.entry());
        }
        return claimed(line, unclaimed);
    }

    /** Asks each room in turn about what the ones before it left. */
    private List<Explanation> claimed(EntryFacts line, Map<EntryFacts, Money> unclaimed) {
        var entry = line.entry();
        var left = entry.amount();
        var parts = new ArrayList<Explanation>();
        for (var claimer : claimers) {
            if (left.isPositive()) {
                var claim = claimer.claim(entry.withAmount(left));
                if (claim.amount().isNegative() || claim.amount().isMoreThan(left)) {
                    throw new IllegalStateException(
                            "%s of %s claimed of entry %s".formatted(claim.amount(), left, entry.id()));
                }
                if (claim.amount().isPositive()) {
                    left = left.minus(claim.amount());
                    parts.add(new Explanation(
                            ExplanationKind.CLAIMED, claim.amount(), String.join(" ", claim.recognised())));
                }
            }
        }
        if (left.isPositive()) {
            unclaimed.put(line, left);
            parts.add(new Explanation(ExplanationKind.PARKED, left, ""));
        }
        return parts;
    }

    /** M08 for all that nobody claimed, in one go. */
    private void park(Map<EntryFacts, Money> unclaimed) {
        var postings = new ArrayList<Posting>();
        unclaimed.forEach((line, left) -> {
            var entry = line.entry();
            var cause = new Cause(entry.id(), entry.bookedOn(), line.piece());
            postings.add(
                    entry.account() == AccountKind.SEGREGATED
                            ? Movements.unidentifiedOnSegregated(cause, left)
                            : Movements.unidentifiedOnOperating(cause, left));
        });
        ledger.post(postings);
        parked.park(unclaimed);
    }
}
