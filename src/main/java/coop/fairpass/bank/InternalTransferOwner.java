package coop.fairpass.bank;

import coop.fairpass.money.Money;
import java.util.List;
import java.util.UUID;

/**
 * The room for which money is moved between our own two accounts: it is told when the money has arrived, in the
 * transaction that posts its arrival, so that what needed it can be posted with it (M31 with M52, money-and-law §5.2).
 */
public interface InternalTransferOwner {

    /** Short and stable: {@code FV} for face value brought to its account, {@code RV} for an advance on a reversal. */
    String purpose();

    /**
     * Something that waits for money of our other account.
     *
     * @param what in a few words, for the treasurer who orders it
     */
    record Waiting(InternalTransfers.Kind kind, String purpose, UUID subject, Money amount, String what) {}

    /** What waits now, ordered already or not. */
    default List<Waiting> waiting() {
        return List.of();
    }

    /** Whether that amount is what it waits for; asked when the transfer is ordered. */
    default boolean waitsFor(UUID subject, Money amount) {
        return true;
    }

    /** The money is booked on the receiving account. */
    void arrived(UUID subject, BookedEntry entry);
}
