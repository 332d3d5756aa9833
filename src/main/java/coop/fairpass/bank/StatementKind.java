package coop.fairpass.bank;

/** What a message is good for. */
public enum StatementKind {
    /** Relevé (camt.053, CFONB 120): the truth for balances and postings. */
    STATEMENT,
    /** Avis (camt.054): only explains an entry of a statement; nothing is posted from it. */
    NOTIFICATION
}
