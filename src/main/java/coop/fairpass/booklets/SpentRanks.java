package coop.fairpass.booklets;

import java.util.Set;

/** Which vouchers of a booklet are spent: known by the room that redeems, above this one. */
public interface SpentRanks {

    /** Ranks redeemed, held, or blocked by a decision on their redemption; the others are unused. */
    Set<Integer> of(BookletNumber booklet);
}
