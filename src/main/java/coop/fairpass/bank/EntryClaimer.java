package coop.fairpass.bank;

import coop.fairpass.money.Money;
import java.util.List;

/**
 * A room that recognises incoming money: it is asked about each newly booked credit, in the transaction of the import,
 * and posts what it recognises. What nobody recognises is parked (M08) until a person identifies it.
 */
public interface EntryClaimer {

    /** How much of the entry was recognised and posted, and what it was; nothing recognised is {@link #NOTHING}. */
    record Claim(Money amount, List<String> recognised) {

        public Claim {
            recognised = List.copyOf(recognised);
        }
    }

    Claim NOTHING = new Claim(Money.ZERO, List.of());

    /**
     * Recognises all, a part or nothing of a credit. Posts with {@code entry.id()} or an id derived from it as cause.
     */
    Claim claim(BookedEntry entry);

    /** One document that a parked amount may be meant for, best first; a person decides. */
    record Proposal(String document, Money openAmount, String why) {}

    /** What a parked amount may be meant for. */
    List<Proposal> proposals(BookedEntry entry, Money parked);
}
