package coop.fairpass.bank;

import coop.fairpass.money.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A booked line as we know it: what the bank said, and what became of it.
 *
 * @param piece the number that its postings carry: account, statement, rank; {@code BC-20261130-12-3}
 * @param parked what of it still waits for a person
 */
public record KnownEntry(
        BookedEntry entry,
        String piece,
        Optional<LocalDate> valueOn,
        EntryState state,
        List<Explanation> explanations,
        Money parked) {

    public KnownEntry {
        explanations = List.copyOf(explanations);
    }
}
