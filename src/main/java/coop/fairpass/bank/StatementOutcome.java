package coop.fairpass.bank;

/** What became of a statement of a file. */
public enum StatementOutcome {
    /** It follows the one before, and its lines lead to its closing balance: they are kept and counted. */
    PROVEN,
    /** All of it was known already. */
    KNOWN,
    /** Set aside whole: nothing of it counts. */
    QUARANTINED,
    /** A notification: its details were kept for the lines they explain. */
    EXPLAINED
}
