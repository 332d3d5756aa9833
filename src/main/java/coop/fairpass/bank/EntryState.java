package coop.fairpass.bank;

/** How much we know of a booked line. */
public enum EntryState {
    /** Every cent of it is in the books, for a reason. */
    RECOGNISED,
    /** It came in, and a person must say what for; meanwhile it is parked. */
    PARKED,
    /** A person must say what it is; meanwhile nothing is posted, and coverage counts the bank's balance. */
    TO_EXPLAIN,
    /** A line of the operating account that is none of our business here: a rent, a salary. */
    OUTSIDE
}
